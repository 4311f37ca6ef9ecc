import { html, nothing, type TemplateResult } from 'lit';
import type { Call } from '../../core/call/call.js';
import { focusField } from '../parts/focus-field.js';
import type { Keypad } from '../parts/keypad.js';
import { keepTyping } from '../parts/keys.js';
import { noticeOf } from '../parts/notice.js';
import { errorWords, partyWords } from '../parts/wording.js';
import { icon } from '../../styles/icons.js';
import type { OngoingView } from './controls.js';
import { moreControls } from './controls-bar.js';

export interface PanelView extends OngoingView {
	readonly keys: Keypad;
	/** Other calls, to which this one can be connected. */
	readonly others: readonly Call[];
	readonly transfer: (target: string | Call) => void;
}

/** What one of the controls has opened. */
export function panel(view: PanelView): unknown {
	if (!view.panel) return nothing;
	return html`<div class="panel" id="panel">${CONTENT[view.panel.name](view)}</div>`;
}

const CONTENT = { keypad, transfer: transferForm, more: moreControls } as const;

function keypad({ panel: open, keys, text, state }: PanelView): TemplateResult {
	return html`<div class="digits">
		<output class="figures" aria-hidden="true" aria-busy=${state.pending === 'digits'}>${open?.sent || '\u00A0'}</output>${keys.render(text('keypad.name'))}
	</div>`;
}

/** To a number, or to somebody one talks to already. */
function transferForm(view: PanelView): TemplateResult {
	const { text, state, panel: open, others, transfer } = view;
	return html`<form class="transfer" novalidate @submit=${(event: SubmitEvent) => submit(event, view)}>
		<label for="target">${text('call.transfer-to')}</label>
		<div class="target">
			<span class="field" @mousedown=${focusField}><input id="target" name="target" type="text" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="go" maxlength="256" placeholder=${text('dial.placeholder')} aria-invalid=${open?.mistake !== undefined} @keydown=${keepTyping} /></span>
			<button class="accent" type="submit" aria-busy=${state.pending === 'transfer'}>${text('call.transfer')}</button>
		</div>
		${open?.mistake ? noticeOf(errorWords(open.mistake, text)) : nothing}
		${others.map((other) => html`<button class="filled" type="button" @click=${() => transfer(other)}>${icon('people')}<bdi>${text('call.connect-with', { name: partyWords(other.state, text) })}</bdi></button>`)}
	</form>`;
}

function submit(event: SubmitEvent, { transfer }: PanelView): void {
	event.preventDefault();
	const target = new FormData(event.target as HTMLFormElement).get('target');
	if (typeof target === 'string') transfer(target);
}
