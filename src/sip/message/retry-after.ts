const MAX_S = 3600;

/**
 * The delay of a `Retry-After` header, ms, at most an hour (RFC 3261 section 20.33: `120 (maintenance);duration=60`).
 */
export function retryAfterMs(value: string | undefined): number | undefined {
	const seconds = /^\s*(\d{1,9})\s*(?:[(;]|$)/.exec(value ?? '')?.[1];
	return seconds === undefined ? undefined : Math.min(Number(seconds), MAX_S) * 1000;
}
