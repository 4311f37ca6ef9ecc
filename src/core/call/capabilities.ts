/** What may be done in a call now. A protocol declares it for each of its calls, and it may change while the call goes on. */
export type Capability =
	| 'hold'
	| 'digits'
	/** To an address. */
	| 'transfer'
	/** To the far end of another call. */
	| 'attended-transfer'
	| 'camera'
	| 'screen'
	/** Both pictures at once. */
	| 'screen-beside-camera'
	/** Joins two calls to one conference. */
	| 'merge'
	/** The server records. */
	| 'server-recording'
	/** The server says who is in the conference. */
	| 'roster'
	/** We may moderate the conference. */
	| 'moderation'
	/** The far side takes texts. */
	| 'messages';

const known = new Map<string, readonly Capability[]>();

/** These capabilities as ports and states tell them: sorted, each once, frozen; the same ones are the same object. */
export function capabilities(...names: readonly Capability[]): readonly Capability[] {
	const sorted = [...new Set(names)].sort();
	const key = sorted.join(' ');
	const list = known.get(key) ?? Object.freeze(sorted);
	known.set(key, list);
	return list;
}
