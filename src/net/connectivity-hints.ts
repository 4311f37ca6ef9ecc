import { inheritedMember } from '../core/inherited-member.js';
import { ownProperties } from '../core/own-properties.js';

const BEAT_MS = 10_000;
/** A longer gap between two ticks means that the machine slept. Timers of a hidden page run once per minute. */
const SLEPT_MS = { visible: 25_000, hidden: 75_000 } as const;

/**
 * Calls the listener whenever the connection may be stale: the network is back, the page is shown again, or the machine
 * woke up.
 */
export function onConnectivityHint(listener: () => void, signal: AbortSignal): void {
	globalThis.addEventListener('online', listener, ownProperties({ signal }));
	globalThis.addEventListener('offline', listener, ownProperties({ signal }));
	inheritedMember(document, 'addEventListener')(
		'visibilitychange',
		() => inheritedMember(document, 'visibilityState') === 'visible' && listener(),
		ownProperties({ signal }),
	);
	let beatAt = Date.now();
	const timer = setInterval(() => {
		const slept = Date.now() - beatAt > SLEPT_MS[inheritedMember(document, 'visibilityState')];
		beatAt = Date.now();
		if (slept) listener();
	}, BEAT_MS);
	signal.addEventListener('abort', () => clearInterval(timer));
}
