import { captureError } from './capture-error.js';
import type { Media } from './media.js';
import type { PhoneState } from './phone-state.js';

type Part = Partial<Pick<PhoneState, 'ringsSilently' | 'callObstacle'>>;

/** Whether the page lets a phone call and ring, found out before somebody tries. */
export class Readiness {
	readonly #media: Media;
	readonly #changed: (part: Part) => void;
	#life: AbortController | undefined;
	#ringing: AbortController | undefined;
	#obstacle: PhoneState['callObstacle'];

	constructor(media: Media, changed: (part: Part) => void) {
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
		if (this.#ringing) this.#media.watchRing?.((silent) => this.#changed({ ringsSilently: silent }), this.#ringing.signal);
		else this.#changed({ ringsSilently: false });
	}

	#find(cause: DOMException | undefined): void {
		const obstacle = cause && captureError(cause).state;
		if (obstacle?.code === this.#obstacle?.code) return;
		this.#obstacle = obstacle;
		this.#changed({ callObstacle: obstacle });
	}
}
