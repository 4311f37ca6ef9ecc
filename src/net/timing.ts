/** How patient a connection to a server is. All in ms. */
export interface ConnectionTiming {
	/** How long a server may take to accept the WebSocket. */
	readonly connectMs: number;
	/** How long a server may take to answer what it answers itself. */
	readonly answerMs: number;
	/** The same where something speaks against the connection: another network, sound that broke off, a request that nobody answers. */
	readonly doubtfulMs: number;
	/** Longest time without any answer before one is asked for: whoever calls us meanwhile does not reach us. nginx cuts what is silent for 60 s. */
	readonly silenceMs: number;
	/** The same while there is a call: it would ring, or be held and hung up, with nobody hearing. */
	readonly callSilenceMs: number;
	/**
	 * Pauses between attempts, one for each time all servers were tried. The first is nearly nothing: most outages are one lost socket. Then each is about a quarter of
	 * the outage so far: none lasts much longer for us than it does, and the longer one lasts, the wider the phones are spread that come back after it.
	 */
	readonly reconnectMs: readonly number[];
	/** A connection that lived shorter does not make the pauses short again. */
	readonly stableMs: number;
	/** Pauses before looking again whether a preferred server is back. */
	readonly failBackMs: readonly number[];
	/** How long a server is left alone that answers, and cannot register us. */
	readonly avoidMs: number;
}

export const CONNECTION_TIMING: ConnectionTiming = {
	connectMs: 5000,
	answerMs: 5000,
	doubtfulMs: 2000,
	silenceMs: 10_000,
	callSilenceMs: 6000,
	reconnectMs: [300, 300, 300, 300, 400, 500, 600, 700, 900, 1200, 1500, 1800, 2300, 2900, 3600, 4500, 5600, 7000, 9000, 11_000, 14_000, 18_000, 23_000, 30_000],
	stableMs: 5000,
	failBackMs: [10_000, 20_000, 40_000, 80_000, 120_000],
	avoidMs: 300_000,
};

/** The pause after so many failures, spread by a third, so that a thousand phones do not come back in the same instant. */
export function backoffMs(pauses: readonly number[], failures: number, random = Math.random): number {
	const pause = pauses[Math.min(failures, pauses.length) - 1] ?? 0;
	return Math.round(pause * (2 / 3 + random() * (2 / 3)));
}
