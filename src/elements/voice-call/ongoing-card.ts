import { html, nothing, type TemplateResult } from 'lit';
import type { CallState, TerminatedCall } from '../../core/call-state.js';
import { formatDuration } from '../parts/duration.js';
import type { Keypad } from '../parts/keypad.js';
import { nameOf, ongoingWords } from '../parts/wording.js';
import type { CallView } from './call-view.js';
import { controlsBar, type ControlName } from './controls-bar.js';
import { avatar, identity } from './identity.js';
import { callNotices } from './notices.js';
import { picture } from './picture.js';

export interface OngoingView extends CallView<Exclude<CallState, TerminatedCall>> {
	readonly controls: readonly ControlName[];
	/** The keypad, while it is open, and the digits that were sent. */
	readonly keypad: { readonly keys: Keypad; readonly sent: string } | undefined;
	readonly toggleKeypad: () => void;
}

/** A call that goes on, whatever its phase. What comes and goes stands below the controls, so that hang-up keeps its place. */
export function ongoingCard(view: OngoingView): TemplateResult {
	const { state, text, keypad } = view;
	return html`<section class="card ongoing" part="call ${state.phase} ${state.direction}" tabindex="-1" role="group" aria-label=${nameOf(state.remote)}>
		<header>
			${avatar(state.remote, state.room)}
			<div class="who">${identity(state.remote)}${timer(view)}<span class="state" part="state">${ongoingWords(state, text)}</span></div>
		</header>
		${controlsBar(view)}
		${keypad ? html`<div class="digits"><output class="figures" aria-hidden="true">${keypad.sent || '\u00A0'}</output>${keypad.keys.render(text('keypad.name'))}</div>` : nothing}
		${callNotices(view)} ${picture(view)}
	</section>`;
}

function timer({ state, text, secondsSince }: OngoingView): unknown {
	if (state.phase !== 'confirmed') return nothing;
	return html`<span class="timer figures" part="timer" role="timer" aria-label=${text('call.duration')}>${formatDuration(secondsSince(state.confirmedAt))}</span>`;
}
