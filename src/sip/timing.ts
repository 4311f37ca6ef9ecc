import { CONNECTION_TIMING, type ConnectionTiming } from '../net/timing.js';

/** Timeouts and intervals of a user agent, ms. */
export interface Timing extends ConnectionTiming {
	/** Pauses between attempts to register. */
	readonly registerMs: readonly number[];
	/** Pauses before retrying credentials that were accepted before, one per rejection. */
	readonly doubtMs: readonly number[];
	/** How long the response to the digest challenge of a text is delayed. */
	readonly challengeMs: number;
	/** How long a text waits for the connection. */
	readonly textMs: number;
	/** How long un-registering and BYE may take at the end. */
	readonly leaveMs: number;
}

export const TIMING: Timing = {
	...CONNECTION_TIMING,
	registerMs: [1000, 2000, 4000, 8000, 16_000, 30_000, 60_000],
	doubtMs: [2000, 8000, 30_000],
	challengeMs: 30,
	textMs: 20_000,
	leaveMs: 1500,
};
