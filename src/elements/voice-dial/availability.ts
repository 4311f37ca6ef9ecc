import type { PhoneState } from '../../core/phone-state.js';
import type { Translate } from '../../i18n/translate.js';
import { errorWords } from '../parts/wording.js';
import { obstacleOf } from './lamp.js';
import { obstacleWords } from './obstacle-words.js';

/** How long a server may be away before that is said: most outages are over sooner. Whole seconds. */
const AWAY_S = 4;

export interface AvailabilityOptions {
	readonly text: Translate;
	readonly secondsSince: (at: number) => number;
}

/** Knows why nobody can be called now, and says so to somebody who never heard of servers. */
export class Availability {
	#awaySince: number | undefined;

	/** Nothing while one can call, or sign in and then call. */
	reason(state: PhoneState | undefined, { text, secondsSince }: AvailabilityOptions): string | undefined {
		const away = this.#isAway(state, secondsSince);
		if (!state) return text('lamp.none');
		const { connection, registration, callObstacle, signInNeeded } = state;
		if (connection.phase === 'failed' && connection.error.code === 'closed') return errorWords(connection.error, text);
		const refused = registration.phase === 'failed' && registration.retryAt === undefined;
		const unreachable = away || refused || connection.phase === 'failed';
		if (callObstacle && (!unreachable || obstacleOf(state))) return obstacleWords(callObstacle, text);
		return unreachable && !signInNeeded ? text('dial.unreachable') : undefined;
	}

	/** Also while the first attempt to connect is not over: a server that drops packets takes its time. */
	#isAway(state: PhoneState | undefined, secondsSince: (at: number) => number): boolean {
		const connection = state?.connection;
		if (connection?.phase !== 'connecting' && connection?.phase !== 'reconnecting') {
			this.#awaySince = undefined;
			return false;
		}
		const since = connection.phase === 'reconnecting' ? connection.since : Date.now();
		this.#awaySince = Math.min(this.#awaySince ?? since, since);
		return secondsSince(this.#awaySince) >= AWAY_S;
	}
}
