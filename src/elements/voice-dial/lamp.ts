import type { PhoneState } from '../../core/phone-state.js';
import type { ErrorState } from '../../core/voice-error.js';
import type { Translate } from '../../i18n/translate.js';

/** Whether one can call, as a light with words. */
export interface Lamp {
	readonly light: 'off' | 'ready' | 'working' | 'trouble';
	readonly words: string;
	/** Words with a count of seconds, when something is tried again by itself; too restless to be spoken. */
	readonly countdown?: string;
	readonly error?: ErrorState;
	/** Whether trying at once would be of use. */
	readonly waits?: boolean;
}

export interface LampOptions {
	readonly text: Translate;
	readonly secondsUntil: (at: number) => number;
}

/** What the lamp of a phone shows. */
export function lampOf(state: PhoneState | undefined, options: LampOptions): Lamp {
	const { text } = options;
	if (!state) return { light: 'off', words: text('lamp.none') };
	if (state.signInNeeded) return signedOut(state, options);
	switch (state.connection.phase) {
		case 'idle':
			return { light: 'off', words: text('lamp.idle') };
		case 'connecting':
			return { light: 'working', words: text('lamp.connecting') };
		case 'reconnecting':
			return waiting(text('lamp.reconnecting'), { ...options, ...state.connection });
		case 'failed':
			return { light: 'trouble', words: text('lamp.trouble'), error: state.connection.error };
		case 'connected':
			return registered(state, options);
	}
}

function signedOut({ registration }: PhoneState, { text }: LampOptions): Lamp {
	const words = text('lamp.signed-out');
	return registration.phase === 'failed' ? { light: 'trouble', words, error: registration.error } : { light: 'off', words };
}

function registered(state: PhoneState, options: LampOptions): Lamp {
	const { text } = options;
	const { registration, account, doNotDisturb } = state;
	if (registration.phase === 'registering') return { light: 'working', words: text('lamp.registering') };
	if (registration.phase === 'failed') return waiting(text('lamp.refused'), { ...options, ...registration });
	const status = registration.phase === 'registered' && account ? text('lamp.ready-as', { user: account.user }) : text('lamp.ready');
	return { light: 'ready', words: doNotDisturb ? text('lamp.do-not-disturb', { status }) : status };
}

function waiting(words: string, { text, secondsUntil, retryAt, error }: LampOptions & { retryAt?: number; error?: ErrorState }): Lamp {
	const seconds = retryAt === undefined ? 0 : secondsUntil(retryAt);
	const countdown = seconds > 0 ? { countdown: text('lamp.reconnecting-in', { seconds }), waits: true } : {};
	return { light: 'trouble', words, ...countdown, ...(error && { error }) };
}
