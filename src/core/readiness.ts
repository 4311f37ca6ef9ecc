import { captureError } from './call/capture-error.js';
import type { Media } from './ports/media.js';
import type { PhoneState } from './phone-state.js';

/** What of the state of a phone is found out here. */
export type ReadinessState = Pick<PhoneState, 'ringsSilently' | 'callObstacle'>;

/** Whether the page lets a phone call and ring, found out before somebody tries. */
export class Readiness {
	readonly #media: Media;
	readonly #changed: (state: ReadinessState) => void;
	#life: AbortController | undefined;
	#ringing: AbortController | undefined;
	#silent = false;
	#obstacle: PhoneState['callObstacle'];

	constructor(media: Media, changed: (state: ReadinessState) => void) {
		this.#media = media;
		this.#changed = changed;
	}

	start(): void {
		if (this.#life) return;
		this.#life = new AbortController();
		this.#media.watchObstacle?.((cause) => this.#find(cause), this.#life.signal);
	}

	stop(): void {
		this.#life?.abort();
		this.#life = undefined;
	}

	/** Whether a ring is heard matters where calls come in and somebody can see them. */
	note({ registration, callsShown }: PhoneState): void {
		const expected = registration.phase === 'registered' && callsShown;
		if (expected === (this.#ringing !== undefined)) return;
		this.#ringing?.abort();
		this.#ringing = expected ? new AbortController() : undefined;
		if (this.#ringing) this.#media.watchRing?.((silent) => this.#hush(silent), this.#ringing.signal);
		else this.#hush(false);
	}

	#hush(silent: boolean): void {
		if (silent === this.#silent) return;
		this.#silent = silent;
		this.#tell();
	}

	#find(cause: DOMException | undefined): void {
		const obstacle = cause && captureError(cause).state;
		if (obstacle?.code === this.#obstacle?.code) return;
		this.#obstacle = obstacle;
		this.#tell();
	}

	#tell(): void {
		this.#changed({ ...(this.#silent && { ringsSilently: true }), ...(this.#obstacle && { callObstacle: this.#obstacle }) });
	}
}

export function withReadiness({ ringsSilently: _silent, callObstacle: _obstacle, ...state }: PhoneState, readiness: ReadinessState): PhoneState {
	return { ...state, ...readiness };
}
