import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../styles/icons.js';
import { formatDuration } from '../parts/duration.js';
import { endedWords, ongoingWords, partyName } from '../parts/wording.js';
import type { CallView } from './call-view.js';
import { toggleHold } from './controls/hold.js';
import { ownProperties } from '../../core/own-properties.js';

/** A call other than the active one: a row with its most likely command. */
export function callRow(view: CallView): TemplateResult {
	const { state, text, secondsSince } = view;
	const words = state.phase === 'terminated' ? endedWords(state, text) : ongoingWords(state, text);
	return html`<li class="row" part="call ${state.phase} ${state.direction}">
		<p class="who"><bdi class="name" part="name">${partyName(state)}</bdi><span class="small muted" part="state">${words}</span></p>
		${state.phase === 'confirmed' ? html`<span class="small muted figures" part="timer">${formatDuration(secondsSince(state.confirmedAt))}</span>` : nothing}
		<span class="actions">${actions(view)}</span>
	</li>`;
}

function actions({ call, state, text, commands }: CallView): unknown {
	if (state.phase === 'terminated') {
		const dismiss = html`<button class="round" part="dismiss" type="button" aria-label=${text('call.dismiss')} title=${text('call.dismiss')} @click=${() => commands.dismiss(call)}>${icon('close')}</button>`;
		return [rowButton({ kind: 'filled', part: 'redial', label: text(state.direction === 'outgoing' ? 'call.redial' : 'call.call-back'), press: () => commands.redial(state) }), dismiss];
	}
	if (state.phase === 'early' && state.direction === 'incoming') {
		return [
			rowButton({ kind: 'link decline', part: 'decline-button', label: text('call.decline'), press: () => commands.hangUp(call) }),
			rowButton({ kind: 'go', part: 'answer-button', label: text('call.answer'), busy: state.pending === 'answer', press: () => commands.answer(call) }),
		];
	}
	if (state.phase === 'confirmed' && state.hold.local) return rowButton({ kind: 'filled', part: 'control', label: text('call.resume'), busy: state.pending === 'resume', press: () => toggleHold(call) });
	return rowButton({ kind: 'stop', part: 'hangup-button', label: text('call.hang-up'), press: () => commands.hangUp(call) });
}

interface RowButton {
	readonly kind: 'filled' | 'go' | 'stop' | 'link decline';
	readonly part: string;
	readonly label: string;
	readonly press: () => void;
	readonly busy?: boolean;
}

function rowButton(button: RowButton): TemplateResult {
	const { kind, part, label, press, busy = false } = ownProperties<RowButton>(button);
	return html`<button class=${kind} part=${part} type="button" aria-busy=${busy} @click=${press}>${label}</button>`;
}
