import type { CallState } from '../../core/call/call-state.js';
import type { Translate } from '../../i18n/translate.js';
import { calmWords, endingOf, partyWords } from '../parts/wording.js';

/** The screen reader announcement of all calls, ringing ones first. It changes only on events, so each is read once. */
export function spokenPhase(calls: readonly CallState[], active: CallState | undefined, text: Translate): string {
	const ringing = calls.findLast(({ phase, direction }) => phase === 'early' && direction === 'incoming');
	const call = ringing ?? active;
	if (!call) return '';
	if (call.phase === 'terminated') {
		const { what, todo } = endingOf(call, text);
		return todo ? `${what}. ${todo}` : what;
	}
	const name = partyWords(call, text);
	if (call === ringing) return text('call.incoming-of', { name });
	const words = calmWords(call, text);
	return words === text('call.connected') ? text('call.connected-to', { name }) : words;
}
