import type { UA } from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession.js';
import { listen } from '../transport/listen.js';

/** The calls that a user agent has now: while there are any, nothing is done that could hurt one. */
export class ActiveSessions {
	readonly #sessions = new Set<RTCSession>();
	readonly #idle: () => void;

	/** `idle` is called when the last one is over. */
	constructor(ua: UA, { idle, signal }: { readonly idle: () => void; readonly signal: AbortSignal }) {
		this.#idle = idle;
		listen<{ session: RTCSession }>(ua, 'newRTCSession', ({ session }) => this.#add(session, signal), signal);
	}

	get busy(): boolean {
		this.#forgetEnded();
		return this.#sessions.size > 0;
	}

	/** A session goes by itself: a listener on the signal would keep each one as long as the line. */
	#add(session: RTCSession, signal: AbortSignal): void {
		this.#sessions.add(session);
		for (const type of ['ended', 'failed'] as const) session.on(type, () => setTimeout(() => signal.aborted || this.#end(session)));
	}

	#end(session: RTCSession): void {
		if (this.#sessions.delete(session) && !this.busy) this.#idle();
	}

	/** A session that its owner ended by other ways tells nobody. */
	#forgetEnded(): void {
		for (const session of this.#sessions) if (session.isEnded()) this.#sessions.delete(session);
	}
}
