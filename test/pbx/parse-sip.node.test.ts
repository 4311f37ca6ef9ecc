import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { paramOf, tagOf, uriOf, userPart, withTag } from '../../src/pbx/address.js';
import { listOf } from '../../src/sip/message/frame.js';
import { parseSip } from '../../src/pbx/parse-sip.js';
import { SipRequest } from '../../src/pbx/sip-request.js';

const message = (change: (lines: string[]) => string[] = (lines) => lines): string => change([
	'MESSAGE sip:1001@voice.test SIP/2.0',
	'Via: SIP/2.0/WS a.invalid;branch=z9hG4bK1',
	'From: "A; <b>;tag=no" <sip:1000@voice.test>;tag=yes',
	'To: <sip:1001@voice.test>',
	'Call-ID: c1',
	'CSeq: 7 MESSAGE',
	'X-lower-Case: kept, as it is',
]).join('\r\n') + '\r\n\r\nhé';

describe('parseSip', () => {
	it('keeps names, order and values of headers', () => {
		const parsed = parseSip(message());
		assert.equal(parsed?.toString(), message().replace('\r\n\r\n', '\r\nContent-Length: 3\r\n\r\n'));
	});

	it('finds the tag behind a name that holds one', () => assert.equal(parseSip(message())?.fromTag, 'yes'));

	it('knows compact forms', () => {
		const parsed = parseSip(message((lines) => lines.map((line) => line.replace('Call-ID', 'i').replace('Via', 'v').replace('From', 'f').replace('To:', 't:'))));
		assert.equal(parsed?.callId, 'c1');
		assert.equal(parsed?.fromTag, 'yes');
	});

	it('joins folded lines', () => {
		assert.equal(parseSip(message((lines) => [...lines, 'X-Long: one', '  two']))?.get('x-long'), 'one two');
	});

	it('separates listed Vias', () => {
		const parsed = parseSip(message((lines) => lines.map((line) => (line.startsWith('Via') ? `${line}, SIP/2.0/WS b.invalid;branch=z9hG4bK2` : line))));
		assert.deepEqual(parsed?.getAll('Via').length, 2);
	});

	it('tells a response, and its method', () => {
		const response = parseSip(message((lines) => ['SIP/2.0 200 OK', ...lines.slice(1)]));
		assert.ok(response && !(response instanceof SipRequest));
		assert.equal(response.method, 'MESSAGE');
		assert.equal(response.status, 200);
	});

	for (const [what, text] of Object.entries({
		'nothing': '',
		'no end of headers': message().replace('\r\n\r\n', '\r\n'),
		'another protocol': message((lines) => ['GET / HTTP/1.1', ...lines.slice(1)]),
		'another version': message((lines) => ['MESSAGE sip:a@b SIP/7.0', ...lines.slice(1)]),
		'a line without colon': message((lines) => [...lines, 'nonsense']),
		'no Via': message((lines) => lines.filter((line) => !line.startsWith('Via'))),
		'no CSeq': message((lines) => lines.filter((line) => !line.startsWith('CSeq'))),
		'201 headers': message((lines) => [...lines, ...Array.from({ length: 195 }, () => 'X-A: 1')]),
	})) {
		it(`refuses ${what}`, () => assert.equal(parseSip(text), undefined));
	}
});

describe('addresses', () => {
	for (const [value, uri, user, tag] of [
		['<sip:1000@voice.test>;tag=abc', 'sip:1000@voice.test', '1000', 'abc'],
		['sip:1000@voice.test;tag=abc', 'sip:1000@voice.test', '1000', 'abc'],
		['"<sip:evil@x>;tag=e" <sip:good@x;transport=ws>;tag=g', 'sip:good@x;transport=ws', 'good', 'g'],
		['<sip:conf+3500@voice.test>', 'sip:conf+3500@voice.test', 'conf+3500', ''],
		['<sip:a%20b@x>', 'sip:a%20b@x', 'a b', ''],
		['<sip:100%@x>', 'sip:100%@x', '100%', ''],
		['<sip:voice.test>', 'sip:voice.test', '', ''],
		['<sip:x@127.0.0.1:5>;transport=ws;tag=t1', 'sip:x@127.0.0.1:5', 'x', 't1'],
	] as const) {
		it(`reads ${value}`, () => assert.deepEqual([uriOf(value), userPart(value), tagOf(value)], [uri, user, tag]));
	}

	it('exchanges a tag', () => {
		assert.equal(withTag('"B;tag=0" <sip:b@x;y=1>;tag=1;z=2', '9'), '"B;tag=0" <sip:b@x;y=1>;z=2;tag=9');
		assert.equal(withTag('<sip:b@x>;tag=1', ''), '<sip:b@x>');
	});

	it('reads quoted and named parameters', () => {
		assert.equal(paramOf('<sip:a@b>;reg-id=1;+sip.instance="<urn:uuid:1>";expires=60', '+sip.instance'), '<urn:uuid:1>');
		assert.equal(paramOf('<sip:a@b;expires=9>;expires=60', 'expires'), '60');
	});

	it('separates contacts at the commas between them', () => {
		assert.deepEqual(listOf('"A, B" <sip:a@b>;q=1, <sip:c,d@e>'), ['"A, B" <sip:a@b>;q=1', '<sip:c,d@e>']);
	});
});
