import { html, type TemplateResult } from 'lit';
import type { CallState, TerminatedCall } from '../../core/call-state.js';
import type { Translate } from '../../i18n/translate.js';
import { icon } from '../../styles/icons.js';
import { formatDuration } from '../parts/duration.js';
import { ongoingWords } from '../parts/wording.js';

export interface CallPillOptions {
	readonly text: Translate;
	readonly secondsSince: (at: number) => number;
	readonly hangUp: () => void;
}

/** What a call button becomes while its call goes on. */
export function callPill(call: Exclude<CallState, TerminatedCall>, { text, secondsSince, hangUp }: CallPillOptions): TemplateResult {
	const talking = call.phase === 'confirmed' && !call.recovering && !call.hold.local && !call.hold.remote;
	return html`<div class="pill" part="call" role="group" aria-label=${text('call.name')}>
		${talking ? html`<span class="figures" part="timer" role="timer">${formatDuration(secondsSince(call.confirmedAt))}</span>` : html`<span role="status">${ongoingWords(call, text)}</span>`}
		<button class="stop" part="hangup-button" type="button" @click=${hangUp}>${icon('hang-up')} ${text('call.hang-up')}</button>
	</div>`;
}
