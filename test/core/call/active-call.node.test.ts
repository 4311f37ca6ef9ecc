import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { activeCall } from '../../../src/core/call/active-call.js';
import { beginCall, nextCallState, type CallState } from '../../../src/core/call/call-state.js';

const party = { remote: { uri: 'sip:bob@voice.test', user: 'bob', displayName: '' }, label: undefined, video: false, room: false };
const made = (): CallState => beginCall('outgoing', party);
const rings = (): CallState => beginCall('incoming', party);
const talks = (): CallState => nextCallState(made(), { type: 'confirmed', at: 1 });
const held = (): CallState => nextCallState(talks(), { type: 'local-hold', held: true });
const ended = (at: number): CallState => nextCallState(made(), { type: 'terminated', at, termination: { by: 'remote', cause: 'hung-up' } });

describe('the call that matters most', () => {
	for (const [what, calls, expected] of [
		['is none of none', [], undefined],
		['of two that ended is the one that ended last, also where it began first', [ended(2000), ended(1000)], 0],
		['of two that ended is the one that ended last', [ended(1000), ended(2000)], 1],
		['is whom one talks to, whoever calls', [talks(), rings()], 0],
		['is whom one calls before who rings', [rings(), made()], 1],
		['is who rings before whom one holds', [held(), rings()], 1],
		['is whom one holds before what ended', [ended(3000), held(), ended(4000)], 1],
		['of equals is the newest', [rings(), rings()], 1],
	] as const) {
		it(what, () => assert.equal(activeCall(calls), expected === undefined ? undefined : calls[expected]));
	}
});
