import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { CallState, TerminatedCall } from '../../../src/core/call/call-state.js';
import { causeOfStatus, type Termination, type TerminationCause } from '../../../src/core/call/termination.js';
import type { ErrorState, VoiceErrorCode } from '../../../src/core/voice-error.js';
import { formatDuration } from '../../../src/elements/parts/duration.js';
import { shownAddress, endedWords, endingOf, errorWords, nameOf, ongoingWords, troubleWords } from '../../../src/elements/parts/wording.js';
import { chinese } from '../../../src/i18n/chinese.js';
import { english } from '../../../src/i18n/english.js';
import { german } from '../../../src/i18n/german.js';
import { russian } from '../../../src/i18n/russian.js';
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
const causes = unionOf('call/termination.ts', 'TerminationCause') as TerminationCause[];

function ended(direction: CallState['direction'], termination: Termination, confirmedAt?: number): TerminatedCall {
	return { ...common, direction, phase: 'terminated', terminatedAt: 1, termination, ...(confirmedAt !== undefined && { confirmedAt }) };
}

describe('the words for errors', () => {
	it('are found for every code there is', () => assert.ok(codes.length > 20));

	it('are the site’s own where it is closed', () => {
		for (const speak of [text, translator('de', german)]) assert.equal(errorWords({ code: 'closed', message: '', subject: 'Back on Monday' }, speak), 'Back on Monday');
	});

	for (const code of codes.filter((one) => one !== 'closed')) {
		it(`${code} is said in English and in German, and not alike`, () => {
			const [en, de] = [text, translator('de', german)].map((speak) => errorWords({ code, message: '', subject: 'uri' }, speak));
			assert.ok(en && de && en !== de);
			assert.doesNotMatch(`${en}${de}`, /[{}]|undefined/);
		});
	}

	it('give the status of a server that refused', () => assert.equal(errorWords({ code: 'refused', message: '', status: 403 }, text), 'The server refused (403).'));
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
		['You connected Bob with Carol', { ...ended('outgoing', { by: 'remote', cause: 'hung-up' }, 0), transferredTo: { uri: 'sip:carol@voice.test', user: 'carol', displayName: 'Carol' } }],
		['The connection was lost', ended('incoming', { by: 'network', cause: 'lost' }, 0)],
	];
	for (const [words, call] of table) it(`${call.termination.cause} by ${call.termination.by}, ${call.direction}: ${words}`, () => assert.equal(endedWords(call, text), words));
});

describe('what happened to a call, and what to do', () => {
	const error = (code: VoiceErrorCode): ErrorState => ({ code, message: '' });
	const table: readonly (readonly [what: string, todo: string, TerminatedCall])[] = [
		['Bob was busy', '', ended('outgoing', { by: 'remote', cause: 'busy', status: 486 })],
		['Bob was not found', 'Check the number.', ended('outgoing', { by: 'remote', cause: 'not-found' })],
		['Missed call from Bob', '', ended('incoming', { by: 'remote', cause: 'unavailable' })],
		['The connection was lost', 'Check your network, then call again.', ended('incoming', { by: 'network', cause: 'lost' }, 0)],
		['The connection was lost', '', ended('incoming', { by: 'network', cause: 'lost', status: 481 }, 0)],
		['Bob hung up', '', ended('outgoing', { by: 'remote', cause: 'hung-up', status: 481 }, 0)],
		['The connection was lost', 'No way for the sound was found. A firewall may be in the way.', ended('outgoing', { by: 'network', cause: 'lost', error: error('ice-failed') }, 0)],
		['Your browser blocks the microphone', 'Allow it in the address bar, then try again.', ended('outgoing', { by: 'local', cause: 'media', error: error('microphone-denied') })],
		['The server does not answer', '', ended('outgoing', { by: 'network', cause: 'error', error: error('server-silent') })],
	];
	for (const [what, todo, call] of table) it(`${what}: ${todo}`, () => assert.deepEqual(endingOf(call, text), { what, todo }));

	for (const code of codes) {
		for (const [language, translation] of Object.entries({ english, german, russian, chinese })) {
			it(`${code} in ${language} ends the heading where its first sentence ends`, () => {
				const speak = translator(language, translation);
				const { what, todo } = endingOf(ended('outgoing', { by: 'local', cause: 'error', error: error(code) }), speak);
				const whole = errorWords({ code, message: '' }, speak);
				assert.ok(whole.startsWith(what) && whole.endsWith(todo) && !/[.。]$/.test(what), `${what} | ${todo}`);
				assert.ok(!/[.。]./.test(what.replaceAll(code, '')), what);
			});
		}
	}
});

describe('what of a call was not done', () => {
	it('is said with its reason', () => assert.equal(troubleWords({ code: 'refused', message: '', status: 488, command: 'transfer' }, text), 'The call was not transferred. The server refused (488).'));
	it('is the reason alone where that says it', () => assert.equal(troubleWords({ code: 'camera-missing', message: '' }, text), errorWords({ code: 'camera-missing', message: '' }, text)));
	it('is the reason alone for an answer', () => assert.equal(troubleWords({ code: 'microphone-missing', message: '', command: 'answer' }, text), errorWords({ code: 'microphone-missing', message: '' }, text)));
});

describe('the words for a call that goes on', () => {
	const trying = { ...common, direction: 'outgoing', phase: 'trying', muted: false, capabilities: [] } as const;
	const confirmed = { ...common, direction: 'outgoing', phase: 'confirmed', muted: false, capabilities: [], confirmedAt: 0, hold: { local: false, remote: false }, hears: 'unknown', heard: 'unknown' } as const;
	const table = [
		['Calling…', trying],
		['Ringing…', { ...trying, phase: 'early', earlyMedia: false }],
		['Ringing…', { ...trying, phase: 'early', earlyMedia: true }],
		['is calling', { ...trying, direction: 'incoming', phase: 'early', earlyMedia: false }],
		['Answering…', { ...trying, direction: 'incoming', phase: 'early', earlyMedia: false, pending: 'answer' }],
		['Connected', confirmed],
		['Auto-answered', { ...confirmed, direction: 'incoming', automatic: true }],
		['You are muted', { ...confirmed, muted: true }],
		['On hold', { ...confirmed, muted: true, hold: { local: true, remote: false } }],
		['Both sides hold', { ...confirmed, muted: true, hold: { local: true, remote: true } }],
		['Transferring…', { ...confirmed, pending: 'transfer', hold: { local: true, remote: false } }],
		['Holding…', { ...confirmed, pending: 'hold' }],
		['Resuming…', { ...confirmed, pending: 'resume', recovering: { of: 'media', since: 0 }, hold: { local: true, remote: false } }],
		['Sending digits…', { ...confirmed, pending: 'digits' }],
		['You are on hold', { ...confirmed, hold: { local: false, remote: true } }],
		['Reconnecting…', { ...confirmed, recovering: { of: 'media', since: 0 }, hold: { local: true, remote: false } }],
	] as const;
	for (const [words, call] of table) it(words, () => assert.equal(ongoingWords(call, text), words));
});

describe('a name', () => {
	it('is what somebody calls themselves', () => assert.equal(nameOf(remote), 'Bob'));
	it('is the number of somebody with no name', () => assert.equal(nameOf({ ...remote, displayName: '' }), 'bob'));
	it('is the host of somebody with neither', () => assert.equal(nameOf({ uri: 'sip:voice.test', user: '', displayName: '' }), 'voice.test'));
	it('has the number beneath it, unless that is the name', () => assert.deepEqual([shownAddress(remote), shownAddress({ ...remote, displayName: '' })], ['bob', '']));
});

describe('a duration', () => {
	for (const [seconds, shown] of [[0, '00:00'], [9.9, '00:09'], [62, '01:02'], [3599, '59:59'], [3600, '1:00:00'], [360_000, '100:00:00']] as const) {
		it(`${seconds} s is ${shown}`, () => assert.equal(formatDuration(seconds), shown));
	}
});
