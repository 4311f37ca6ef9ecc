import { html, nothing, type TemplateResult } from 'lit';
import type { Call } from '../../../core/call/call.js';
import { VoiceError } from '../../../core/voice-error.js';
import { icon } from '../../../styles/icons.js';
import { focusField } from '../../parts/focus-field.js';
import { keepTyping } from '../../parts/keys.js';
import { noticeOf } from '../../parts/notice.js';
import { errorWords, partyWords } from '../../parts/wording.js';
import { opening, type CallControl, type ControlView } from './call-control.js';

/** Transfers the other side: to a number (blind) or to another call (attended). */
export const transferControl: CallControl = {
	name: 'transfer',
	capability: 'transfer',
	face: (view) => ({
		icon: 'transfer',
		label: view.text('call.transfer'),
		pending: view.state.pending === 'transfer',
		disabled: view.state.phase !== 'confirmed',
		...opening('transfer', view),
	}),
	panel: form,
};

function form(view: ControlView): TemplateResult {
	const { text, state, panel, others } = view;
	return html`<form class="transfer" novalidate @submit=${(event: SubmitEvent) => submit(event, view)}>
		<label for="target">${text('call.transfer-to')}</label>
		<div class="target">
			<span class="field" @mousedown=${focusField}><input id="target" name="target" type="text" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="go" maxlength="256" placeholder=${text('dial.placeholder')} aria-invalid=${panel?.mistake !== undefined} @keydown=${keepTyping} /></span>
			<button class="accent" type="submit" aria-busy=${state.pending === 'transfer'}>${text('call.transfer')}</button>
		</div>
		${panel?.mistake ? noticeOf(errorWords(panel.mistake, text)) : nothing}
		${others.map((other) => html`<button class="filled" type="button" @click=${() => transferTo(other, view)}>${icon('people')}<bdi>${text('call.connect-with', { name: partyWords(other.state, text) })}</bdi></button>`)}
	</form>`;
}

function submit(event: SubmitEvent, view: ControlView): void {
	event.preventDefault();
	const target = new FormData(event.target as HTMLFormElement).get('target');
	if (typeof target === 'string') transferTo(target, view);
}

/** The outcome is part of the call’s state; an invalid number is shown in the panel. */
function transferTo(target: string | Call, { call, panels }: ControlView): void {
	try {
		call.transfer(target).catch(() => undefined);
		panels.noteMistake(undefined);
	} catch (thrown) {
		panels.noteMistake(VoiceError.from(thrown).state);
	}
}
