const digits = '0123456789*#ABCD';

/** Reads digits from telephone events (RFC 4733): every packet of one event has the same timestamp, and any of them may be lost. */
export class TelephoneEvents {
	#last: number | undefined;

	/** The digit that this packet begins, if it does. */
	read(payload: Uint8Array, timestamp: number): string | undefined {
		const digit = payload.length >= 4 ? digits[payload[0] ?? 0xff] : undefined;
		if (digit === undefined || timestamp === this.#last) return undefined;
		this.#last = timestamp;
		return digit;
	}
}
