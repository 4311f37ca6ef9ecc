import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NameAddrHeader } from 'jssip';
import { screenText, type MessageRequest, type TextDecision } from '../../../src/sip/texts/incoming-texts.js';

const unknown = { isFreeSwitch: false };

function message(body: string, headers: Readonly<Record<string, string>> = { 'Content-Type': 'text/plain' }, sender = '1001'): MessageRequest {
	const from = NameAddrHeader.parse(`"Bob" <sip:${sender}@voice.test>;tag=a`) as unknown as NameAddrHeader;
	return { from, body, getHeader: (name) => headers[name] };
}

function accepted(decision: TextDecision): Extract<TextDecision, { outcome: 'accepted' }>['text'] {
	assert.equal(decision.outcome, 'accepted');
	return decision.text;
}

describe('an incoming text', () => {
	it('has sender, words, id and room', () => {
		const headers = { 'Content-Type': 'text/plain;charset=UTF-8', 'X-Message-Id': 'm1', 'X-Room': 'sip:3500@voice.test' };
		assert.deepEqual(accepted(screenText(message('hello\r\nyou', headers), unknown)), {
			from: { uri: 'sip:1001@voice.test', user: '1001', displayName: 'Bob' },
			text: 'hello\nyou',
			messageId: 'm1',
			room: 'sip:3500@voice.test',
		});
	});

	it('is cleaned of what nobody sees, and capped', () => {
		const { text, messageId = '' } = accepted(screenText(message(`a\u202Eb\0${'c'.repeat(20_000)}`, { 'X-Message-Id': 'x'.repeat(500) }), unknown));
		assert.match(text, /^abc+$/);
		assert.ok(text.length <= 16_384 && messageId.length <= 128);
	});

	it('has a room as it was written, no part of a long one', () => {
		const roomOf = (room: string): string | undefined => accepted(screenText(message('hello', { 'X-Room': room }), unknown)).room;
		assert.equal(roomOf('sip:35\u000000@voice.test'), 'sip:35\u000000@voice.test');
		assert.equal(roomOf(`sip:3500@voice.test;${'x'.repeat(100_000)}`)?.length, 257);
	});

	const html: readonly (readonly [markup: string, text: string])[] = [
		['Conference not active.', 'Conference not active.'],
		['<html><body><p>Conference <b>not</b> active.</p></body></html>', 'Conference not active.'],
		['one<br/>two', 'one\ntwo'],
		['1 &lt; 2 &amp;&amp; 3 &gt; 2', '1 < 2 && 3 > 2'],
		['&amp;lt;script&amp;gt;', '&lt;script&gt;'],
	];
	for (const [markup, text] of html) {
		it(`written as HTML, ${markup}, reads ${JSON.stringify(text)}`, () => assert.equal(accepted(screenText(message(markup, { 'Content-Type': 'text/html' }), unknown)).text, text));
	}

	const others: readonly (readonly [type: string, body: string, outcome: TextDecision])[] = [
		['application/im-iscomposing+xml', '<isComposing/>', { outcome: 'swallowed' }],
		['text/plain', ' ', { outcome: 'swallowed' }],
		['text/html', '<p><img src=x></p>', { outcome: 'swallowed' }],
		['application/json', '{}', { outcome: 'refused', status: 415 }],
		['message/cpim', 'x', { outcome: 'refused', status: 415 }],
		['text/plainly', 'x', { outcome: 'refused', status: 415 }],
	];
	for (const [type, body, outcome] of others) {
		it(`of type ${type} saying “${body}” is ${outcome.outcome}`, () => assert.deepEqual(screenText(message(body, { 'Content-Type': type }), unknown), outcome));
	}

	for (const [type, body] of [['text/plain', ''], ['text/html', '']] as const) {
		it(`of type ${type} without a body is taken: somebody wrote it, and a server lost it`, () => assert.equal(accepted(screenText(message(body, { 'Content-Type': type }), unknown)).text, ''));
	}

	it('is taken however many come at once: the server has accepted them', () => {
		const outcomes = Array.from({ length: 5000 }, () => screenText(message('spam'), unknown).outcome);
		assert.deepEqual(new Set(outcomes), new Set(['accepted']));
	});

	for (const [sender, isFreeSwitch, user] of [['verto+1001', true, '1001'], ['conf+3500', true, '3500'], ['verto+1001', false, 'verto+1001'], ['conf+carol', false, 'conf+carol']] as const) {
		it(`from ${sender}, ${isFreeSwitch ? '' : 'not '}through FreeSWITCH, is from ${user}`, () => {
			const { from } = accepted(screenText(message('hello', {}, sender), { isFreeSwitch }));
			assert.deepEqual([from.uri, from.user], [`sip:${user}@voice.test`, user]);
		});
	}
});
