import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { screenMessage, type FrameDecision } from '../../../src/sip/message/screen.js';
import { headerOf, writeFrame } from '../../../src/sip/message/frame.js';
import { plainReader } from '../support/plain-reader.js';

interface Parts {
	readonly start?: string;
	readonly via?: string;
	readonly from?: string;
	readonly to?: string;
	readonly cseq?: string;
	readonly more?: readonly string[];
	readonly body?: string;
}

const invite = 'INVITE sip:1000@voice.test SIP/2.0';
const ok = 'SIP/2.0 200 OK';

function frame({ start = invite, via = 'SIP/2.0/WS x.invalid;branch=z9hG4bK1', from = '<sip:1001@voice.test>;tag=a', to = '<sip:1000@voice.test>', cseq = '1 INVITE', more = [], body = '' }: Parts = {}): string {
	return [start, `Via: ${via}`, `From: ${from}`, `To: ${to}`, 'Call-ID: c1', `CSeq: ${cseq}`, ...more, '', body].join('\r\n');
}

function refused(decision: FrameDecision): Extract<FrameDecision, { outcome: 'refused' }> {
	assert.equal(decision.outcome, 'refused');
	return decision;
}

function admitted(text: string): Extract<FrameDecision, { outcome: 'admitted' }>['frame'] {
	const decision = screenMessage(text);
	assert.equal(decision.outcome, 'admitted', JSON.stringify(decision));
	return (decision).frame;
}

describe('the door refuses', () => {
	const rows: readonly (readonly [what: string, text: string, status?: number])[] = [
		['Contact: * in a request', frame({ more: ['Contact: *'] }), 400],
		['Contact: * in a response', frame({ start: ok, more: ['Contact: *'] })],
		['Contact: * behind another contact', frame({ more: ['Contact: <sip:a@b>, *'] }), 400],
		['the short form of Contact: *', frame({ more: ['m: *'] }), 400],
		['an unknown scheme', frame({ start: 'INVITE nobodyKnowsThisScheme:totallyopaquecontent SIP/2.0' }), 416],
		['a telephone URI', frame({ start: 'INVITE tel:+15551234 SIP/2.0' }), 416],
		['a response with a broken CSeq', frame({ start: ok, cseq: 'INVITE' })],
		['a request with a broken CSeq', frame({ cseq: 'x INVITE' }), 400],
		['a CSeq of another method', frame({ cseq: '1 BYE' }), 400],
		['another version', frame({ start: 'INVITE sip:1000@voice.test SIP/7.0' }), 505],
		['two From', frame({ more: ['From: <sip:eve@voice.test>;tag=b'] }), 400],
		['two Content-Length', frame({ more: ['Content-Length: 0', 'Content-Length: 5'] }), 400],
		['no Via', frame().replace(/Via: .*\r\n/, '')],
		['no Call-ID', frame().replace(/Call-ID: .*\r\n/, ''), 400],
		['a bare line feed in a header', frame({ from: '<sip:1001@voice.test>\nX-Evil: 1;tag=a' })],
		['a bare carriage return in a header', frame({ from: '<sip:1001@voice.test>\rX-Evil: 1;tag=a' })],
		['a null character in a header', frame({ from: '"\0" <sip:1001@voice.test>;tag=a' })],
		['a NOTIFY of nothing', frame({ start: 'NOTIFY sip:1000@voice.test SIP/2.0', cseq: '1 NOTIFY' }), 489],
		['two contacts on two lines', frame({ more: ['Contact: <sip:a@b>', 'm: <sip:c@d>'] }), 400],
		['20,000 contacts on seven lines', frame({ more: Array.from({ length: 7 }, () => `Contact: ${'<sip:a@b>,'.repeat(3200)}<sip:a@b>`) }), 400],
		['20,000 contacts in a response', frame({ start: ok, more: Array.from({ length: 7 }, () => `Contact: ${'<sip:a@b>,'.repeat(3200)}<sip:a@b>`) })],
		['a way back of 65 proxies', frame({ more: Array.from({ length: 13 }, () => `Record-Route: ${Array.from({ length: 5 }, () => '<sip:p.test;lr>').join(', ')}`) }), 400],
		['a way of 65 hops', frame({ more: Array.from({ length: 64 }, (_, index) => `Via: SIP/2.0/UDP p.test;branch=z9hG4bK${String(index)}`) }), 400],
		['a From with 5,000 parameters', frame({ from: `<sip:a@b>;tag=a${';x="a"'.repeat(5000)}` }), 400],
		['many values that are long together', frame({ more: Array.from({ length: 10 }, () => `Event: a${';b=c'.repeat(2000)}`) }), 400],
		['a request line of 32 kB', frame({ start: `INVITE sip:1000@voice.test${';x=1'.repeat(8000)} SIP/2.0` }), 400],
		['more than 256 KiB', frame({ body: 'x'.repeat(262_144) })],
		['more than 500 header lines', frame({ more: Array.from({ length: 500 }, (_, index) => `X-${String(index)}: 1`) })],
		['one header of 100 kB', frame({ more: [`Contact: ${Array.from({ length: 5000 }, (_, index) => `<sip:${String(index)}@voice.test>`).join(',')}`] })],
		['what is no SIP', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'],
		['half a message', frame().trimEnd()],
		['nothing', ''],
	];
	for (const [what, text, status] of rows) {
		it(`${what}${status === undefined ? ', without a word' : `, with ${String(status)}`}`, () => {
			const { reply } = refused(screenMessage(text));
			assert.equal(reply?.slice(0, 11), status === undefined ? undefined : `SIP/2.0 ${String(status)}`);
		});
	}

	it('an ACK without a word', () => assert.equal(refused(screenMessage(frame({ start: 'ACK sip:1000@voice.test SIP/2.0', cseq: '1 ACK', more: ['Contact: *'] }))).reply, undefined));

	it('with a reply that repeats what RFC 3261 wants repeated, and nothing else', () => {
		const { reply = '' } = refused(screenMessage(frame({ more: ['Contact: *', 'Route: <sip:evil.test>'] })));
		assert.match(reply, /^SIP\/2\.0 400 Bad Request\r\nVia: SIP\/2\.0\/WS x\.invalid;branch=z9hG4bK1\r\nFrom: <sip:1001@voice\.test>;tag=a\r\nTo: <sip:1000@voice\.test>;tag=\w+\r\nCall-ID: c1\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n$/);
	});

	it('in little time, whatever somebody thought of', () => {
		const began = Date.now();
		for (const pump of ['<', '"', ' ', ',', ', ', '\r\n ', '*,', 'sip:', '%25', '\\', ';x=']) {
			for (const name of ['From', 'Contact', 'Content-Type', 'CSeq', 'Via', 'X']) screenMessage(frame({ more: [`${name}: ${pump.repeat(30_000 / pump.length)}`] }));
			screenMessage(frame({ from: `a${pump.repeat(30_000 / pump.length)}` }));
		}
		assert.ok(Date.now() - began < 20_000);
	});
});

describe('JsSIP alone throws on', () => {
	for (const [what, text] of [
		['Contact: *', frame({ more: ['Contact: *'] })],
		['an unknown scheme', frame({ start: 'INVITE nobodyKnowsThisScheme:totallyopaquecontent SIP/2.0' })],
		['a response with a broken CSeq', frame({ start: ok, cseq: 'INVITE' })],
	] as const) {
		it(what, () => assert.throws(() => plainReader()(text), TypeError));
	}
});

describe('the door lets pass', () => {
	it('keep-alives', () => assert.deepEqual([screenMessage('\r\n'), screenMessage('\r\n\r\n')], [{ outcome: 'keep-alive' }, { outcome: 'keep-alive' }]));

	it('a star that is no contact', () => assert.equal(headerOf(admitted(frame({ more: ['Contact: "*" <sip:*98@voice.test>'] })), 'contact'), '"*" <sip:*98@voice.test>'));

	it('the 200 of a registrar that knows 200 contacts, each on a line of its own', () => {
		const contacts = Array.from({ length: 200 }, (_, index) => `<sip:${String(index)}@voice.test;transport=ws>;expires=60;+sip.instance="<urn:uuid:${String(index)}>"`);
		const { headers } = admitted(frame({ start: ok, cseq: '1 REGISTER', more: [`Contact: ${contacts.join(', ')}`] }));
		assert.deepEqual(headers.filter(([name]) => name === 'contact').map(([, value]) => value), contacts);
	});

	it('headers whose names every object of JavaScript has', () => {
		for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
			const text = writeFrame(admitted(frame({ more: [`${name}: 1`, 'Contact: <sip:a@b>'] })));
			assert.doesNotThrow(() => plainReader()(text), name);
		}
	});

	it('folded headers, on one line', () => assert.equal(headerOf(admitted(frame({ more: ['Subject: one\r\n two'] })), 'subject'), 'one two'));
});

describe('the door repairs, for JsSIP to read', () => {
	const rows: readonly (readonly [what: string, parts: Parts, name: string, value: string | undefined])[] = [
		['a name with an accent and no quotes', { from: 'Zoë <sip:zoe@voice.test>;tag=a' }, 'from', '"Zoë" <sip:zoe@voice.test>;tag=a'],
		['a name with a comma', { from: 'Doe, John <sip:j@voice.test>;tag=a' }, 'from', '"Doe, John" <sip:j@voice.test>;tag=a'],
		['a name with brackets', { from: 'Bob (home) <sip:b@voice.test>;tag=a' }, 'from', '"Bob (home)" <sip:b@voice.test>;tag=a'],
		['an address as a name', { from: 'bob@x.org <sip:b@voice.test>;tag=a' }, 'from', '"bob@x.org" <sip:b@voice.test>;tag=a'],
		['an empty parameter of Content-Type', { more: ['Content-Type: text/plain;'] }, 'content-type', 'text/plain'],
		['a header X that is no Session-Expires', { more: ['X: hello'] }, 'session-expires', undefined],
		['an escaped percent sign', { more: ['Contact: <sip:100%25@voice.test>'] }, 'contact', '<sip:100%2525@voice.test>'],
	];
	for (const [what, parts, name, value] of rows) {
		it(what, () => assert.equal(headerOf(admitted(frame(parts)), name), value));
	}

	it('nothing that JsSIP reads already', () => {
		for (const from of ['Bob Smith <sip:b@voice.test>;tag=a', '"Zoë" <sip:z@voice.test>;tag=a', '<sip:b@voice.test>;tag=a', 'sip:b@voice.test;tag=a', "O'Brian <sip:b@voice.test>;tag=a"]) {
			assert.equal(headerOf(admitted(frame({ from })), 'from'), from);
		}
	});

	it('several challenges, of which it leaves those that JsSIP can answer', () => {
		const challenges = ['Digest realm="v", nonce="n", algorithm=MD5', 'Digest realm="v", nonce="n", algorithm=SHA-256', 'Digest algorithm=MD5-sess, realm="v", nonce="n"', 'Bearer realm="v"', 'nonsense'];
		const { headers } = admitted(frame({ start: 'SIP/2.0 401 Unauthorized', more: challenges.map((challenge) => `WWW-Authenticate: ${challenge}`) }));
		assert.deepEqual(headers.filter(([name]) => name === 'www-authenticate').map(([, value]) => value), [challenges[0]]);
	});
});
