import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lackOf, nextRecovery, planOf, type RecoveryEvent, type RecoveryState } from '../../../src/rtc/recovery/recovery-state.js';

const patience = { retryMs: 8, renewMs: [1, 2], anewFrom: 2, mediaMs: 30, awayMs: 120 };
const next = (state: RecoveryState, ...events: RecoveryEvent[]): RecoveryState => events.reduce((one, event) => nextRecovery(one, event, patience), state);

const well: RecoveryState = { phase: 'well' };
const bridging: RecoveryState = { phase: 'signaling-lost' };
const stranded: RecoveryState = { phase: 'all-lost', lostAt: 5 };
const renewing: RecoveryState = { phase: 'dialog-refresh', tries: 0, backAt: 50, askAt: 50 };
const silentRenewing: RecoveryState = { ...renewing, lostAt: 5 };
const repairing: RecoveryState = { phase: 'ice-restart', lostAt: 5, backAt: 5, askAt: 5 };
const givenUp: RecoveryState = { phase: 'given-up' };

const left: RecoveryEvent = { type: 'server-left' };
const came: RecoveryEvent = { type: 'server-came', at: 50 };
const lost: RecoveryEvent = { type: 'sound-lost', at: 5 };
const back: RecoveryEvent = { type: 'sound-back' };
const asked: RecoveryEvent = { type: 'asked', at: 60 };
const reached: RecoveryEvent = { type: 'answered', at: 63, askedAt: 60, reached: true };
const unreached: RecoveryEvent = { ...reached, reached: false };
const ended: RecoveryEvent = { type: 'timed-out' };

const transitions: readonly (readonly [string, RecoveryState, readonly RecoveryEvent[], RecoveryState])[] = [
	['a server that leaves is bridged', well, [left], bridging],
	['and leaving twice is leaving once', bridging, [left], bridging],
	['sound that goes with it leaves the call stranded', bridging, [lost], stranded],
	['as does a server that leaves what is silent', repairing, [left], stranded],
	['and one that leaves again', renewing, [left], bridging],
	['or again, in silence', silentRenewing, [asked, left], stranded],
	['sound can come back without the server', stranded, [back], bridging],
	['a server that comes back has the route renewed', bridging, [came], renewing],
	['also in silence', stranded, [came], silentRenewing],
	['a server that never left changes nothing', well, [came], well],
	['nor while sound is repaired', repairing, [came], repairing],
	['nor while it is renewed', renewing, [came], renewing],
	['an answer renews the route', renewing, [asked, reached], well],
	['an answer in silence leads on to repair', silentRenewing, [asked, reached], { phase: 'ice-restart', lostAt: 5, backAt: 50, askAt: 68 }],
	['no answer has the question repeated', renewing, [asked, unreached], { ...renewing, tries: 1, askAt: 64 }],
	['later and later', renewing, [asked, unreached, { type: 'asked', at: 64 }, { ...unreached, at: 70, askedAt: 64 }], { ...renewing, tries: 2, askAt: 72 }],
	['up to a limit', { ...renewing, tries: 9 }, [asked, unreached], { ...renewing, tries: 10, askAt: 65 }],
	['an answer to an earlier question means nothing', renewing, [asked, { ...reached, askedAt: 1 }], { ...renewing, askedAt: 60 }],
	['nor one that comes when the server left again', renewing, [asked, left, reached], bridging],
	['nor one to a question before that', renewing, [asked, left, came, { type: 'asked', at: 70 }, reached], { ...renewing, askedAt: 70 }],
	['sound can go while the route is renewed', renewing, [lost], silentRenewing],
	['and come back', silentRenewing, [back], renewing],
	['sound that goes is repaired', well, [lost], repairing],
	['since when it went is remembered', repairing, [{ type: 'sound-lost', at: 9 }], repairing],
	['an answer does not bring it back, so it is tried again', repairing, [asked, reached], { ...repairing, askAt: 68 }],
	['as it is where nobody answers', repairing, [asked, { ...unreached, at: 99 }], { ...repairing, askAt: 99 }],
	['sound that is back is enough', repairing, [back], well],
	['also while the far side is asked', repairing, [asked, back, reached], well],
	['sound that never went changes nothing', well, [back], well],
	['a far side that calls anew has renewed the route', renewing, [asked, { type: 'peer-offered', at: 61 }], well],
	['in silence the sound is repaired at once', silentRenewing, [{ type: 'peer-offered', at: 61 }], { phase: 'ice-restart', lostAt: 5, backAt: 50, askAt: 61 }],
	['it means nothing where nothing was missing', well, [{ type: 'peer-offered', at: 61 }], well],
	['patience ends', repairing, [ended], givenUp],
	['a question that nobody waits for is none', bridging, [asked], bridging],
];

describe('the recovery of a call', () => {
	for (const [title, from, events, to] of transitions) {
		it(title, () => assert.deepEqual(next(from, ...events), to));
	}

	it('keeps the very same object where nothing changes', () => {
		assert.equal(next(repairing, came, lost), repairing);
		assert.equal(next(bridging, left, asked, reached), bridging);
	});

	it('is over when it was given up', () => {
		for (const event of [left, came, lost, back, asked, reached, unreached, { type: 'peer-offered', at: 61 } as const, ended]) assert.equal(next(givenUp, event), givenUp);
	});
});

const plans: readonly (readonly [string, RecoveryState, ReturnType<typeof planOf>])[] = [
	['nothing while all is well', well, undefined],
	['nothing while sound flows without the server, for as long as it takes', bridging, undefined],
	['to call anew where nothing arrives within the call', { ...renewing, tries: 2 }, { at: 50, act: 'call-anew' }],
	['a question within it before that', { ...renewing, tries: 1 }, { at: 50, act: 'ask' }],
	['one after that', { ...renewing, tries: 3 }, { at: 50, act: 'ask' }],
	['and so in turns', { ...renewing, tries: 4 }, { at: 50, act: 'call-anew' }],
	['an end of patience where there is neither', stranded, { at: 125, act: 'give-up' }],
	['a question as soon as the server is back', renewing, { at: 50, act: 'ask' }],
	['no second question beside the first, and no end while sound flows', next(renewing, asked), undefined],
	['a new count of patience once the server is back', next(silentRenewing, asked), { at: 80, act: 'give-up' }],
	['a question as soon as sound is lost', repairing, { at: 5, act: 'ask' }],
	['an end, also while nobody answers', next(repairing, asked), { at: 35, act: 'give-up' }],
	['an end rather than a question at the same time', { ...repairing, askAt: 35 }, { at: 35, act: 'give-up' }],
	['nothing after the end', givenUp, undefined],
];

describe('the plan of a recovery is', () => {
	for (const [title, state, plan] of plans) it(title, () => assert.deepEqual(planOf(state, patience), plan));
});

describe('a user is told of', () => {
	const told: readonly (readonly [RecoveryState, ReturnType<typeof lackOf>])[] = [[well, undefined], [bridging, 'signaling'], [stranded, 'signaling'], [renewing, 'signaling'], [repairing, 'media'], [givenUp, undefined]];
	for (const [state, lack] of told) it(`${lack ?? 'nothing'} while a call is ${state.phase}`, () => assert.equal(lackOf(state), lack));
});
