import type { PhoneState } from '../../core/phone-state.js';
import type { ErrorState } from '../../core/voice-error.js';
import type { Translate } from '../../i18n/translate.js';
import { errorWords } from '../parts/wording.js';
import { mayPass } from './remedy.js';
import { ownProperties } from '../../core/own-properties.js';

/** Whether one can call, as a light with words. */
export interface Lamp {
	readonly light: 'off' | 'ready' | 'working' | 'trouble';
	readonly words: string;
	/** Words with a count of seconds, when something is tried again by itself; too restless to be spoken. */
	readonly countdown?: string;
	readonly error?: ErrorState;
	/** Why nobody can be called in this page. */
	readonly obstacle?: ErrorState;
	/** Label of what tries at once, where that may be of use. */
	readonly retry?: string;
	/** Label of what lets the phone be heard. */
	readonly unblock?: string;
}

export interface LampOptions {
	readonly text: Translate;
	readonly secondsUntil: (at: number) => number;
}

/** What the lamp of a phone shows. */
export function lampOf(phoneState: PhoneState | undefined, options: LampOptions): Lamp {
	const { text } = options;
	if (!phoneState) return { light: 'off', words: text('lamp.none') };
	const state = ownProperties<PhoneState>(phoneState);
	const { connection } = state;
	const obstacle = obstacleOf(state);
	if (obstacle) return { light: 'trouble', words: text('lamp.no-calls'), obstacle };
	switch (connection.phase) {
		case 'idle':
			return state.signInNeeded ? signedOut(state, options) : { light: 'off', words: text('lamp.idle') };
		case 'connecting':
			return { light: 'working', words: text('lamp.connecting') };
		case 'reconnecting':
			return broken(text('lamp.reconnecting'), { ...options, ...connection });
		case 'failed':
			if (connection.error.code === 'closed') return { light: 'off', words: errorWords(connection.error, text), retry: text('call.try-again') };
			return broken(text('lamp.trouble'), { ...options, ...connection, retry: text('lamp.reconnect') });
		case 'connected':
			return state.signInNeeded ? signedOut(state, options) : registered(state, options);
	}
}

/** What is told of this page, unless the way to the server comes first, which can be tried again from here. */
export function obstacleOf(phoneState: PhoneState): ErrorState | undefined {
	const state = ownProperties<PhoneState>(phoneState);
	const { callObstacle } = state;
	return callObstacle && isBroken(state) && mayPass(callObstacle) ? undefined : callObstacle;
}

function isBroken({ connection, registration }: PhoneState): boolean {
	return connection.phase === 'reconnecting' || connection.phase === 'failed' || registration.phase === 'failed';
}

/** What was refused is told by the form. */
function signedOut({ registration }: PhoneState, { text }: LampOptions): Lamp {
	return { light: registration.phase === 'failed' ? 'trouble' : 'off', words: text('lamp.signed-out') };
}

function registered(state: PhoneState, options: LampOptions): Lamp {
	const { text } = options;
	const { registration, account, doNotDisturb, ringsSilently } = state;
	if (registration.phase === 'registering') return { light: 'working', words: text('lamp.registering') };
	if (registration.phase === 'failed') return broken(text('lamp.refused'), { ...options, ...registration, retry: text('call.try-again') });
	if (ringsSilently && !doNotDisturb) return { light: 'trouble', words: text('lamp.silent'), unblock: text('call.turn-on-sound') };
	const status = registration.phase === 'registered' && account ? text('lamp.ready-as', { user: account.user }) : text('lamp.ready');
	return { light: 'ready', words: doNotDisturb ? text('lamp.do-not-disturb', { status }) : status };
}

interface Breakdown extends LampOptions {
	readonly error?: ErrorState;
	readonly retryAt?: number;
	/** Label of what tries again, where nothing does by itself. */
	readonly retry?: string;
}

function broken(words: string, breakdown: Breakdown): Lamp {
	const { text, secondsUntil, retryAt, error, retry } = ownProperties<Breakdown>(breakdown);
	const seconds = retryAt === undefined ? 0 : secondsUntil(retryAt);
	const lamp = { light: 'trouble', words, ...(error && { error }) } as const;
	if (seconds > 0) return { ...lamp, countdown: text('lamp.reconnecting-in', { seconds }), retry: text('lamp.now') };
	return retry && retryAt === undefined && error && mayPass(error) ? { ...lamp, retry } : lamp;
}
