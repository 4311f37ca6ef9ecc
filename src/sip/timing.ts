import { CONNECTION_TIMING, type ConnectionTiming } from '../net/timing.js';

/** How patient a user agent is. All in ms. */
export interface Timing extends ConnectionTiming {
	/** Pauses between attempts to register. */
	readonly registerMs: readonly number[];
	/** Pauses before credentials that were accepted before are shown again to a server that refused them, one for each time. */
	readonly doubtMs: readonly number[];
	/** How long the answer to a digest challenge of a text is kept back. */
	readonly challengeMs: number;
	/** How long a text waits for the line. */
	readonly textMs: number;
	/** How long a goodbye may take. */
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
