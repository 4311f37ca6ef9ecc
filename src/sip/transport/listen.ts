import { ownProperties } from '../../core/own-properties.js';

/** The members used of a JsSIP emitter. */
export interface Emitter {
	addListener(type: string, listener: (...event: unknown[]) => void): unknown;
	removeListener(type: string, listener: (...event: unknown[]) => void): unknown;
}

/** Listens to a JsSIP emitter until the signal aborts; JsSIP’s emitters do not support signals. */
export function listen<Event>(emitter: Emitter, type: string, listener: (event: Event) => void, signal: AbortSignal): void {
	if (signal.aborted) return;
	const hear = (event: unknown): void => listener(event as Event);
	emitter.addListener(type, hear);
	signal.addEventListener('abort', () => emitter.removeListener(type, hear), ownProperties({ once: true }));
}
