import { ownProperties } from '../core/own-properties.js';
import type { Sound } from './sound.js';

/** Events that activate a page, or come right after its activation (HTML section 6.4, user activation). */
const PRESSES = ['pointerdown', 'pointerup', 'touchend', 'keydown'] as const;
/** How often it is looked whether the page was activated by a press that it was not told of, inside a frame for instance. */
const LOOK_MS = 1000;

export interface AutoplayWatchOptions {
	readonly report: (held: boolean) => void;
	/** Called within a press, where a browser lets sounds begin. */
	readonly pressed: () => void;
	readonly signal: AbortSignal;
}

/**
 * Tells whether the browser's autoplay policy holds sounds back. Where it does, any press in the page ends that. Nothing is listened for where sounds may play, nor after that.
 */
export async function watchAutoplay(sound: Sound, { report, pressed, signal }: AutoplayWatchOptions): Promise<void> {
	const over = new AbortController();
	const watching = AbortSignal.any([signal, over.signal]);
	const end = (): void => {
		if (watching.aborted) return;
		over.abort();
		report(false);
	};
	// Where no sound can be made at all, no press would help.
	const allowed = (): Promise<boolean> => sound.allowed().catch(() => true);
	if (await allowed()) return end();
	if (watching.aborted) return;
	report(true);
	const press = (): void => {
		if (navigator.userActivation?.hasBeenActive === false) return;
		pressed();
		// A press allows sounds. What is still silent then has no loudspeaker, and another press would not help.
		void allowed().then(end);
	};
	for (const type of PRESSES) document.addEventListener(type, press, ownProperties({ capture: true, passive: true, signal: watching }));
	const look = setInterval(() => {
		if (!navigator.userActivation?.hasBeenActive) return;
		clearInterval(look);
		void allowed().then((may) => may && end());
	}, LOOK_MS);
	watching.addEventListener('abort', () => clearInterval(look), ownProperties({ once: true }));
}
