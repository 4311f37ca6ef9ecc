import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { CallState, TerminatedCall } from '../../../src/core/call-state.js';
import { causeOfStatus, type Termination, type TerminationCause } from '../../../src/core/termination.js';
import type { VoiceErrorCode } from '../../../src/core/voice-error.js';
import { formatDuration } from '../../../src/elements/parts/duration.js';
import { addressOf, endedWords, errorWords, nameOf, ongoingWords } from '../../../src/elements/parts/wording.js';
import { english } from '../../../src/i18n/english.js';
import { german } from '../../../src/i18n/german.js';
import { translator } from '../../../src/i18n/translate.js';

const text = translator('en', english);
const remote = { uri: 'sip:bob@voice.test', user: 'bob', displayName: 'Bob' };
const common = { id: '1', remote, startedAt: 0, video: false, room: false };

/** The words of a union of strings in the source, so that a new one cannot be forgotten here. */
function unionOf(file: string, name: string): string[] {
	const source = readFileSync(new URL(`../../../src/core/${file}`, import.meta.url), 'utf8');
	const union = new RegExp(`type ${name} =([^;]+);`).exec(source)?.[1] ?? '';
	return [...union.matchAll(/'([^']+)'/g)].map(([, word]) => word ?? '');
}

const codes = unionOf('voice-error.ts', 'VoiceErrorCode') as VoiceErrorCode[];
const causes = unionOf('termination.ts', 'TerminationCause') as TerminationCause[];

function ended(direction: CallState['direction'], termination: Termination, confirmedAt?: number): TerminatedCall {
	return { ...common, direction, phase: 'terminated', terminatedAt: 1, termination, ...(confirmedAt !== undefined && { confirmedAt }) };
}

describe('the words for errors', () => {
	it('are found for every code there is', () => assert.ok(codes.length > 20));

	for (const code of codes) {
		it(`${code} is said in English and in German, and not alike`, () => {
			const [en, de] = [text, translator('de', german)].map((speak) => errorWords({ code, message: '', subject: 'uri' }, speak));
			assert.ok(en && de && en !== de);
			assert.doesNotMatch(`${en}${de}`, /[{}]|undefined/);
		});
	}

	it('give the status of a server that refused', () => assert.equal(errorWords({ code: 'refused', message: '', status: 403 }, text), 'The server refused. (403)'));
	it('name what it is about', () => assert.match(errorWords({ code: 'configuration', message: '', subject: 'uri' }, text), /\(uri\)/));
	it('never show the message for developers', () => assert.doesNotMatch(errorWords({ code: 'failed', message: 'undefined is not a function' }, text), /function/));
});

describe('the words for the end of a call', () => {
	for (const cause of causes) {
		for (const by of ['local', 'remote', 'network'] as const) {
			for (const direction of ['incoming', 'outgoing'] as const) {
				it(`${cause} by ${by}, ${direction}`, () => assert.match(endedWords(ended(direction, { by, cause }), text), /^[A-Z][\w ]+$/));
			}
		}
	}

	const table: readonly (readonly [string, TerminatedCall])[] = [
		['You hung up', ended('outgoing', { by: 'local', cause: 'hung-up' }, 0)],
		['Bob hung up', ended('incoming', { by: 'remote', cause: 'hung-up' }, 0)],
		['You cancelled the call', ended('outgoing', { by: 'local', cause: 'cancelled' })],
		['You declined Bob', ended('incoming', { by: 'local', cause: 'declined' })],
		['Bob declined', ended('outgoing', { by: 'remote', cause: 'declined', status: 603 })],
		['Missed call from Bob', ended('incoming', { by: 'remote', cause: 'cancelled' })],
		['Missed call from Bob', ended('incoming', { by: 'local', cause: 'unavailable' })],
		['Answered on another device', ended('incoming', { by: 'remote', cause: 'elsewhere' })],
		['Bob was busy', ended('outgoing', { by: 'remote', cause: causeOfStatus(486), status: 486 })],
		['Bob did not answer', ended('outgoing', { by: 'remote', cause: causeOfStatus(408), status: 408 })],
		['The connection was lost', ended('incoming', { by: 'network', cause: 'lost' }, 0)],
	];
	for (const [words, call] of table) it(`${call.termination.cause} by ${call.termination.by}, ${call.direction}: ${words}`, () => assert.equal(endedWords(call, text), words));
});

describe('the words for a call that goes on', () => {
	const trying = { ...common, direction: 'outgoing', phase: 'trying', muted: false } as const;
	const confirmed = { ...common, direction: 'outgoing', phase: 'confirmed', muted: false, confirmedAt: 0, hold: { local: false, remote: false }, hears: 'unknown', heard: 'unknown' } as const;
	const table = [
		['Calling…', trying],
		['Ringing…', { ...trying, phase: 'early', earlyMedia: false }],
		['Ringing, with sound', { ...trying, phase: 'early', earlyMedia: true }],
		['is calling', { ...trying, direction: 'incoming', phase: 'early', earlyMedia: false }],
		['Answering…', { ...trying, direction: 'incoming', phase: 'early', earlyMedia: false, pending: 'answer' }],
		['Connected', confirmed],
		['Answered automatically', { ...confirmed, direction: 'incoming', automatic: true }],
		['You are muted', { ...confirmed, muted: true }],
		['On hold', { ...confirmed, muted: true, hold: { local: true, remote: true } }],
		['You are on hold', { ...confirmed, hold: { local: false, remote: true } }],
		['Reconnecting…', { ...confirmed, recovering: { of: 'media', since: 0 }, hold: { local: true, remote: false } }],
	] as const;
	for (const [words, call] of table) it(words, () => assert.equal(ongoingWords(call, text), words));
});

describe('a name', () => {
	it('is what somebody calls themselves', () => assert.equal(nameOf(remote), 'Bob'));
	it('is the number of somebody with no name', () => assert.equal(nameOf({ ...remote, displayName: '' }), 'bob'));
	it('is the host of somebody with neither', () => assert.equal(nameOf({ uri: 'sip:voice.test', user: '', displayName: '' }), 'voice.test'));
	it('has the number beneath it, unless that is the name', () => assert.deepEqual([addressOf(remote), addressOf({ ...remote, displayName: '' })], ['bob', '']));
});

describe('a duration', () => {
	for (const [seconds, shown] of [[0, '00:00'], [9.9, '00:09'], [62, '01:02'], [3599, '59:59'], [3600, '1:00:00'], [360_000, '100:00:00']] as const) {
		it(`${seconds} s is ${shown}`, () => assert.equal(formatDuration(seconds), shown));
	}
});
