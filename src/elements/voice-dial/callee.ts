import { parseAddress, type Address } from '../../core/address.js';
import type { PhoneState } from '../../core/phone-state.js';
import type { Translate } from '../../i18n/translate.js';
import { errorWords, nameOf } from '../parts/wording.js';
import { obstacleOf } from './lamp.js';
import { mayPass } from './remedy.js';

/** Whom a typed text means, if it can be called at all. */
export function calleeOf(typed: string): Address | undefined {
	try {
		return parseAddress(typed, { host: 'voice.invalid' });
	} catch {
		return undefined;
	}
}

/** What to call whom a typed text means. */
export function calleeName(typed: string): string {
	const callee = calleeOf(typed);
	return callee ? nameOf(callee) : typed;
}

/** Why nobody can be called now, in words for beside the button. */
export function whyNotCall(to: string, state: PhoneState | undefined, text: Translate): string | undefined {
	if (!state) return text('lamp.none');
	if (state.callObstacle && !mayPass(state.callObstacle)) return text('lamp.no-calls');
	if (state.signInNeeded) return text('dial.sign-in-first');
	if (state.connection.phase === 'failed') return state.connection.error.code === 'closed' ? errorWords(state.connection.error, text) : text('lamp.trouble');
	if (to.trim() === '') return text(obstacleOf(state) ? 'lamp.no-calls' : 'dial.empty');
	return calleeOf(to) ? undefined : text('error.address');
}
