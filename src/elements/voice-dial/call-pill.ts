import { html, nothing, type TemplateResult } from 'lit';
import type { OngoingCall } from '../../core/call/call-state.js';
import type { MessageKey } from '../../i18n/english.js';
import type { Translate } from '../../i18n/translate.js';
import { icon } from '../../styles/icons.js';
import { formatDuration } from '../parts/duration.js';
import { spacer } from './spacer.js';

export interface CallPillOptions {
	readonly text: Translate;
	readonly secondsSince: (at: number) => number;
	readonly hangUp: () => void;
}

const WORDS = ['call.trying', 'call.ringing', 'call.recovering', 'call.held', 'call.held-by'] as const satisfies readonly MessageKey[];

const HOUR_S = 3600;

/** Replaces the call button during its call; before that it reserves the place. */
export function callPill(call: OngoingCall | undefined, { text, secondsSince, hangUp }: CallPillOptions): TemplateResult {
	return html`<div class="pill" part="call" role="group" aria-label=${text('call.name')} ?inert=${!call}>
		<span class="doing">${[formatDuration(HOUR_S), ...WORDS.map((key) => text(key))].map(spacer)} ${call ? doing(call, { text, secondsSince }) : nothing}</span>
		<button class="stop" part="hangup-button" type="button" @click=${hangUp}>${icon('hang-up')} ${call ? text('call.hang-up') : spacer(text('call.hang-up'))}</button>
	</div>`;
}

/** The state, or the time while confirmed. The announced text stays, without the time. */
function doing(call: OngoingCall, { text, secondsSince }: Pick<CallPillOptions, 'text' | 'secondsSince'>): TemplateResult {
	const key = call.awaitsPermission ? 'call.allow-to-call' : wordsOf(call);
	return html`<span role="status">${key ? text(key) : nothing}</span>${key || call.phase !== 'confirmed' ? nothing : html`<span class="figures" part="timer" role="timer">${formatDuration(secondsSince(call.confirmedAt))}</span>`}`;
}

function wordsOf(call: OngoingCall): (typeof WORDS)[number] | undefined {
	if (call.recovering) return 'call.recovering';
	if (call.phase === 'trying') return 'call.trying';
	if (call.phase === 'early') return 'call.ringing';
	if (call.hold.local) return 'call.held';
	return call.hold.remote ? 'call.held-by' : undefined;
}
