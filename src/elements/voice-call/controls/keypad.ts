import { html } from 'lit';
import type { OngoingCall } from '../../../core/call/call-state.js';
import type { Call } from '../../../core/call/call.js';
import { attempt } from '../call-commands.js';
import { opening, type CallControl } from './call-control.js';
import type { OpenPanels } from './open-panels.js';

/** Sends DTMF digits; in an outgoing call before the answer as well. */
export const keypadControl: CallControl = {
	name: 'keypad',
	capability: 'digits',
	face: (view) => ({
		icon: 'keypad',
		label: view.text('call.keypad'),
		pending: view.state.pending === 'digits',
		disabled: !canSendDigits(view.state),
		...opening('keypad', view),
	}),
	panel: ({ panel, keys, text, state }) => html`<div class="digits">
		<output class="figures" aria-hidden="true" aria-busy=${state.pending === 'digits'}>${panel?.sent || '\u00A0'}</output>${keys.render(text('keypad.name'))}
	</div>`,
};

/** Sends a digit and shows it in the keypad. */
export function sendDigit(call: Call, digit: string, panels: OpenPanels): void {
	panels.noteDigit(call.id, digit);
	void attempt(() => call.sendDigits(digit));
}

function canSendDigits({ phase, direction }: OngoingCall): boolean {
	return phase === 'confirmed' || (phase === 'early' && direction === 'outgoing');
}
