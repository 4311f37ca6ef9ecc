/** What makes a reader try again from every place: each is repeated, before an end at which a match fails. */
const PUMPS = [' ', '\t', '\r', '\r\n ', '<', '>', '<a', '<br ', '</p', '"', '\\', '"\\', '\\"', ',', ', ', ';', ';x', ';x=', '; ', '%', '%25', '%4', '@', 'a@', 'a', 'A:', '1', '1.', '-', '(', '[', '[:', ':', '/', '?', '&', '&amp', '&#39', '=', 'a="', 'a=a,', '\n', 'sip:', 'sip:a@', 'stale=', '\0', '\u200B', '\u0301', '\u200D', '\uD83D', '\u{1F600}\u200D'] as const;
const ENDS = ['', '\0', '\u0007', '<', '"', '!'] as const;

const SHORT = 2000;
const TIMES = 8;
/** Quadratic time for 16,000 characters is 100 ms and more. */
const MEASURABLE_MS = 15;

/**
 * The inputs, if any, for which a reader takes more than linear time. A clock alone would say that of every reader on a busy machine; so the time for a text that is eight times as long
 * is compared with that for the short one, each the least of several, and only where it is long enough to be measured at all: eight times as much is linear, sixty-four times quadratic.
 */
export function slowInputs(read: (text: string) => unknown, { prefixes = [''], longest = SHORT * TIMES }: { readonly prefixes?: readonly string[]; readonly longest?: number } = {}): readonly string[] {
	const found: string[] = [];
	for (const prefix of prefixes) {
		for (const pump of PUMPS) {
			for (const end of ENDS) {
				const input = (length: number): string => prefix + pump.repeat(length / pump.length) + end;
				if (isSlow(read, input(longest / TIMES), input(longest))) found.push(JSON.stringify([prefix, pump, end]));
			}
		}
	}
	return found;
}

/** Whether a reader takes more than linear time: `long` is eight times as long as `short`. */
export function isSlow(read: (text: string) => unknown, short: string, long: string): boolean {
	if (leastMs(read, long, 1) < MEASURABLE_MS) return false;
	const longMs = leastMs(read, long, 5);
	return longMs >= MEASURABLE_MS && longMs > 24 * Math.max(0.1, leastMs(read, short, 9));
}

function leastMs(read: (text: string) => unknown, text: string, times: number): number {
	let least = Infinity;
	for (let time = 0; time < times; time++) {
		const startedAt = performance.now();
		try {
			read(text);
		} catch {
			// A reader may refuse.
		}
		least = Math.min(least, performance.now() - startedAt);
	}
	return least;
}
