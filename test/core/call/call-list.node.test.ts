import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isListed, type Address } from '../../../src/core/address.js';
import { capabilities } from '../../../src/core/call/capabilities.js';
import { shouldAutoAnswer, ringingOf } from '../../../src/core/call/call-list.js';
import type { CallState } from '../../../src/core/call/call-state.js';
import type { Preferences } from '../../../src/core/account/configuration.js';
import type { Ringing } from '../../../src/core/ports/media.js';

const facts = { id: 'c', remote: { uri: 'sip:alice@x', user: 'alice', displayName: '' }, startedAt: 1, video: false, room: false };
const trying: CallState = { ...facts, direction: 'outgoing', muted: false, capabilities: capabilities(), phase: 'trying' };
const rings: CallState = { ...facts, direction: 'incoming', muted: false, capabilities: capabilities(), phase: 'early', earlyMedia: false };
const answering: CallState = { ...rings, pending: 'answer' };
const ringsThere: CallState = { ...facts, direction: 'outgoing', muted: false, capabilities: capabilities(), phase: 'early', earlyMedia: false };
const announces: CallState = { ...ringsThere, earlyMedia: true };
const talks: CallState = { ...facts, direction: 'incoming', muted: false, capabilities: capabilities(), phase: 'confirmed', confirmedAt: 2, hold: { local: false, remote: false }, hears: 'yes', heard: 'yes' };
const over: CallState = { ...facts, direction: 'incoming', phase: 'terminated', terminatedAt: 3, termination: { by: 'remote', cause: 'hung-up' } };

describe('what should be heard', () => {
	const rows: readonly (readonly [name: string, calls: readonly CallState[], ringing: Ringing | undefined])[] = [
		['no call', [], undefined],
		['one is dialled', [trying], undefined],
		['one rings', [rings], 'incoming'],
		['one rings and is being answered', [answering], undefined],
		['one rings, another is being answered', [answering, rings], 'incoming'],
		['one rings while one talks', [talks, rings], 'waiting'],
		['one rings while one is held', [{ ...talks, hold: { local: true, remote: false } }, rings], 'waiting'],
		['one rings after another ended', [over, rings], 'incoming'],
		['one rings there', [ringsThere], 'ringback'],
		['one rings there with sound of its own', [announces], undefined],
		['one rings here and one there', [ringsThere, rings], 'incoming'],
		['one rings there while one talks', [talks, ringsThere], 'ringback'],
		['one talks', [talks], undefined],
		['one is over', [over], undefined],
	];
	for (const [name, calls, ringing] of rows) {
		it(`${name}: ${ringing ?? 'nothing'}`, () => assert.equal(ringingOf(calls), ringing));
	}
});

describe('whether a caller is listed', () => {
	const rows: readonly (readonly [uri: string, list: readonly string[], listed: boolean])[] = [
		['sip:alice@x', [], false],
		['sip:alice@x', ['alice'], true],
		['sip:alice@x', ['bob', 'alice'], true],
		['sip:alice@x', ['ali'], false],
		['sip:alice@x', ['Alice'], false],
		['sip:alice@x', ['alice@x'], true],
		['sip:alice@x', ['sip:alice@x'], true],
		['sip:alice@X:5060;transport=ws', ['sips:alice@x'], true],
		['sip:alice@x', ['alice@y'], false],
		['sip:alice@x', [''], false],
		['sip:alice@x', ['sip:alice'], true],
		['sip:alice@X:5060', ['alice'], true],
		['sip:alice@evil.test', ['alice'], false],
		['sip:alice@x.evil.test', ['alice'], false],
		['sip:alice%40x@evil.test', ['alice', 'alice@x'], false],
		['sip:alice@evil.test', ['alice@evil.test'], true],
		['sip:al%69ce@x', ['alice'], true],
		['sip:alice;x@x', ['alice', 'sip:alice@x', 'alice;y'], false],
		['sip:alice;x@X', ['alice;x'], true],
		['sip:alice%3Bx@X', ['alice;x'], true],
		['sip:+1555;ext=9@x', ['+1555'], false],
		['sip:x', ['alice'], false],
	];
	for (const [uri, list, listed] of rows) {
		it(`${uri} in ${JSON.stringify(list)}: ${String(listed)}`, () => assert.equal(isListed(uri, list, 'x'), listed));
	}

	it('is not known of a user while nobody knows the host', () => assert.deepEqual([isListed('sip:alice@', ['alice'], ''), isListed('sip:alice@x', ['alice'], ''), isListed('sip:alice@x', ['alice@x'], '')], [false, false, true]));
});

describe('whether a call answers itself', () => {
	const preferences = (autoAnswer: Preferences['autoAnswer'], ...autoAnswerFrom: string[]): Preferences => ({ connect: 'load', autoAnswer, autoAnswerFrom, decline: 'busy', doNotDisturb: false, video: false, ringtone: undefined, history: 'tab' });
	const { remote } = facts;
	const rows: readonly (readonly [name: string, preferences: Preferences, intercom: boolean, answers: boolean])[] = [
		['never', preferences('never', 'alice'), true, false],
		['intercom, and it asks', preferences('intercom', 'alice'), true, true],
		['intercom, and it does not ask', preferences('intercom', 'alice'), false, false],
		['intercom, and a stranger asks', preferences('intercom', 'bob'), true, false],
		['always', preferences('always', 'alice'), false, true],
		['always, and a stranger calls', preferences('always', 'bob'), true, false],
	];
	for (const [name, wish, intercom, answers] of rows) {
		it(`${name}: ${String(answers)}`, () => assert.equal(shouldAutoAnswer(wish, { intercom, remote }, 'x'), answers));
	}

	const of = (uri: string): Address => ({ uri, user: '', displayName: '' });
	const [alice, mallory, unreadable] = [remote, of('sip:mallory@evil.test'), of('')];
	const asserted: readonly (readonly [name: string, from: Address, asserted: readonly Address[], answers: boolean])[] = [
		['the server says the same', alice, [alice], true],
		['the server says another', alice, [mallory], false],
		['the server says one who is listed, and the caller another', mallory, [alice], true],
		['the server adds its word to one of the caller', alice, [alice, mallory], false],
		['what the server says cannot be read', alice, [unreadable], false],
		['the server says a telephone number only', alice, [], false],
	];
	for (const [name, from, words, answers] of asserted) {
		it(`${name}: ${String(answers)}`, () => assert.equal(shouldAutoAnswer(preferences('always', 'alice'), { intercom: false, remote: from, asserted: words }, 'x'), answers));
	}
});
