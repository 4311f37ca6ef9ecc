/** Timeouts and intervals of a connection, ms. */
export interface ConnectionTiming {
	/** How long the server may take to accept the WebSocket. */
	readonly connectMs: number;
	/** How long the server may take for a response that it makes itself. */
	readonly answerMs: number;
	/**
	 * The same when the connection is doubtful: the network changed, media was interrupted, or a request got no
	 * response.
	 */
	readonly doubtfulMs: number;
	/**
	 * Longest silence before the server is probed. Calls are missed on a dead connection; nginx closes one that is
	 * silent for 60 s.
	 */
	readonly silenceMs: number;
	/** The same during a call, whose hold or BYE would be missed. */
	readonly callSilenceMs: number;
	/**
	 * Pauses between attempts, one per round of all servers. The first is short, because most outages are a single lost
	 * socket. Later ones are about a quarter of the outage so far, which limits our delay and spreads the reconnects of
	 * many phones.
	 */
	readonly reconnectMs: readonly number[];
	/** A connection shorter than this does not reset the pauses. */
	readonly stableMs: number;
	/** Pauses between probes of a preferred server. */
	readonly failBackMs: readonly number[];
	/** How long a server that answers but cannot register us is not preferred. */
	readonly avoidMs: number;
}

export const CONNECTION_TIMING: ConnectionTiming = {
	connectMs: 5000,
	answerMs: 5000,
	doubtfulMs: 2000,
	silenceMs: 10_000,
	callSilenceMs: 6000,
	reconnectMs: [
		300, 300, 300, 300, 400, 500, 600, 700, 900, 1200, 1500, 1800, 2300, 2900, 3600, 4500, 5600, 7000, 9000, 11_000,
		14_000, 18_000, 23_000, 30_000,
	],
	stableMs: 5000,
	failBackMs: [10_000, 20_000, 40_000, 80_000, 120_000],
	avoidMs: 300_000,
};

/**
 * The pause after this many failures, ms, randomised by ± 1/3, so that many phones do not reconnect at the same
 * instant.
 */
export function backoffMs(pauses: readonly number[], failures: number, random = Math.random): number {
	const pause = pauses[Math.min(failures, pauses.length) - 1] ?? 0;
	return Math.round(pause * (2 / 3 + random() * (2 / 3)));
}
