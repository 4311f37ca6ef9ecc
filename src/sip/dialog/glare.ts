/**
 * How long to wait after a glare, ms (RFC 3261 section 14.1): 2.1 to 4 s for the owner of the Call-ID, the caller; 0 to
 * 2 s for the callee.
 */
export function glareDelayMs(direction: 'incoming' | 'outgoing', random = Math.random): number {
	const steps = direction === 'outgoing' ? 210 + Math.floor(random() * 191) : Math.floor(random() * 201);
	return steps * 10;
}
