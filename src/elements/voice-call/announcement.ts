import type { CallState } from '../../core/call-state.js';
import type { Translate } from '../../i18n/translate.js';
import { endedWords, nameOf, ongoingWords } from '../parts/wording.js';

/** What a screen reader says of the calls: whoever rings comes first. It changes only when something happened, so it is said once. */
export function announcement(calls: readonly CallState[], active: CallState | undefined, text: Translate): string {
	const ringing = calls.findLast(({ phase, direction }) => phase === 'early' && direction === 'incoming');
	const call = ringing ?? active;
	if (!call) return '';
	if (call.phase === 'terminated') return endedWords(call, text);
	const name = nameOf(call.remote);
	if (call === ringing) return text('call.incoming-of', { name });
	const quiet = call.phase === 'confirmed' && !call.recovering && !call.hold.local && !call.hold.remote;
	return quiet ? text('call.connected-to', { name }) : ongoingWords(call, text);
}
