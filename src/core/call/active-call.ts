import type { CallState } from './call-state.js';

/** The call that matters most: whom one talks to, then whom one calls, who rings, whom one holds, and at last what ended last. Of equals the newest. */
export function activeCall<Call extends CallState>(calls: readonly Call[]): Call | undefined {
	let best: Call | undefined;
	for (const call of calls) if (!best || rank(call) < rank(best) || (rank(call) === rank(best) && endOf(call) >= endOf(best))) best = call;
	return best;
}

/** Calls that go on are equals in this. */
function endOf(call: CallState): number {
	return call.phase === 'terminated' ? call.terminatedAt : 0;
}

function rank(call: CallState): number {
	if (call.phase === 'terminated') return 5;
	if (call.phase === 'confirmed') return call.hold.local ? 4 : 1;
	return call.direction === 'outgoing' ? 2 : 3;
}
