import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NameAddrHeader } from 'jssip';
import { IncomingTexts, type MessageRequest, type TextVerdict } from '../../../src/sip/line/incoming-texts.js';

function message(body: string, headers: Readonly<Record<string, string>> = { 'Content-Type': 'text/plain' }): MessageRequest {
	const from = NameAddrHeader.parse('"Bob" <sip:1001@voice.test>;tag=a') as unknown as NameAddrHeader;
	return { from, body, getHeader: (name) => headers[name] };
}

function taken(verdict: TextVerdict): Extract<TextVerdict, { verdict: 'taken' }>['text'] {
	assert.equal(verdict.verdict, 'taken');
	return (verdict).text;
}

describe('an incoming text', () => {
	it('has sender, words, id and room', () => {
		const headers = { 'Content-Type': 'text/plain;charset=UTF-8', 'X-Message-Id': 'm1', 'X-Room': 'sip:3500@voice.test' };
		assert.deepEqual(taken(new IncomingTexts().judge(message('hello\r\nyou', headers))), {
			from: { uri: 'sip:1001@voice.test', user: '1001', displayName: 'Bob' },
			text: 'hello\nyou',
			messageId: 'm1',
			room: 'sip:3500@voice.test',
		});
	});

	it('is cleaned of what nobody sees, and capped', () => {
		const { text, messageId = '' } = taken(new IncomingTexts().judge(message(`a\u202Eb\0${'c'.repeat(20_000)}`, { 'X-Message-Id': 'x'.repeat(500) })));
		assert.match(text, /^abc+$/);
		assert.ok(text.length <= 16_384 && messageId.length <= 128);
	});

	const html: readonly (readonly [markup: string, text: string])[] = [
		['Conference not active.', 'Conference not active.'],
		['<html><body><p>Conference <b>not</b> active.</p></body></html>', 'Conference not active.'],
		['one<br/>two', 'one\ntwo'],
		['1 &lt; 2 &amp;&amp; 3 &gt; 2', '1 < 2 && 3 > 2'],
		['&amp;lt;script&amp;gt;', '&lt;script&gt;'],
	];
	for (const [markup, text] of html) {
		it(`written as HTML, ${markup}, reads ${JSON.stringify(text)}`, () => assert.equal(taken(new IncomingTexts().judge(message(markup, { 'Content-Type': 'text/html' }))).text, text));
	}

	const others: readonly (readonly [type: string, body: string, verdict: TextVerdict])[] = [
		['application/im-iscomposing+xml', '<isComposing/>', { verdict: 'swallowed' }],
		['text/plain', ' ', { verdict: 'swallowed' }],
		['application/json', '{}', { verdict: 'refused', status: 415 }],
		['message/cpim', 'x', { verdict: 'refused', status: 415 }],
		['text/plainly', 'x', { verdict: 'refused', status: 415 }],
	];
	for (const [type, body, verdict] of others) {
		it(`of type ${type} saying “${body}” is ${verdict.verdict}`, () => assert.deepEqual(new IncomingTexts().judge(message(body, { 'Content-Type': type })), verdict));
	}

	it('is refused when it is one of a flood, until the next second', (context) => {
		context.mock.timers.enable({ apis: ['Date'], now: 1000 });
		const texts = new IncomingTexts();
		const verdicts = Array.from({ length: 25 }, () => texts.judge(message('spam')).verdict);
		assert.deepEqual(verdicts, [...Array<string>(20).fill('taken'), ...Array<string>(5).fill('refused')]);
		context.mock.timers.setTime(2000);
		assert.equal(texts.judge(message('ham')).verdict, 'taken');
	});
});
