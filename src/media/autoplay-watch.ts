import { inheritedMember } from '../core/inherited-member.js';
import { ownProperties } from '../core/own-properties.js';
import type { ToneGenerator } from './tone-generator.js';

/** Events that activate a page, or directly follow its activation (HTML section 6.4, user activation). */
const PRESSES = ['pointerdown', 'pointerup', 'touchend', 'keydown'] as const;
/** Polling interval for activations without an event here, for instance inside a frame. */
const LOOK_MS = 1000;

export interface AutoplayWatchOptions {
	readonly report: (held: boolean) => void;
	/** Called within a user activation, in which sounds may start. */
	readonly pressed: () => void;
	readonly signal: AbortSignal;
}

/**
 * Reports whether the autoplay policy blocks sounds. Any press in the page ends that. It removes its listeners as soon
 * as sounds are allowed.
 */
export async function watchAutoplay(
	sound: ToneGenerator,
	{ report, pressed, signal }: AutoplayWatchOptions,
): Promise<void> {
	const over = new AbortController();
	const watching = AbortSignal.any([signal, over.signal]);
	const end = (): void => {
		if (watching.aborted) return;
		over.abort();
		report(false);
	};
	// If no sound can be made at all, a press does not help.
	const allowed = (): Promise<boolean> => sound.allowed().catch(() => true);
	if (await allowed()) return end();
	if (watching.aborted) return;
	report(true);
	const press = (): void => {
		if (navigator.userActivation?.hasBeenActive === false) return;
		pressed();
		// A press allows sounds. If there is still none, there is no audio output, and another press does not help.
		void allowed().then(end);
	};
	const listen = inheritedMember(document, 'addEventListener');
	for (const type of PRESSES)
		listen(type, press, ownProperties({ capture: true, passive: true, signal: watching }));
	const look = setInterval(() => {
		if (!navigator.userActivation?.hasBeenActive) return;
		clearInterval(look);
		void allowed().then((may) => may && end());
	}, LOOK_MS);
	watching.addEventListener('abort', () => clearInterval(look), ownProperties({ once: true }));
}
