/** How long the loser of a glare waits before it tries again (RFC 3261 section 14.1): 2.1 to 4 s for the owner of the Call-ID, who called, 0 to 2 s for the other. */
export function glareDelayMs(direction: 'incoming' | 'outgoing', random = Math.random): number {
	const steps = direction === 'outgoing' ? 210 + Math.floor(random() * 191) : Math.floor(random() * 201);
	return steps * 10;
}
