import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Trace } from '../../src/net/trace.js';
import { redact } from '../../src/sip/message/redact.js';

const register = [
	'REGISTER sip:voice.test SIP/2.0',
	'Authorization: Digest username="1000",',
	' response="deadbeef"',
	'proxy-authorization:Bearer eyJhbGciOi',
	'X-Auth-Token: s3cret',
	'Cookie: s3cret',
	'WWW-Authenticate: Digest realm="voice.test", nonce="n"',
	'Contact: <sip:abc@x.invalid>',
].join('\r\n');

describe('the trace', () => {
	it('shows no credentials, wherever a header hides them', () => {
		const shown = redact(`${register}\r\n\r\n`);
		for (const secret of ['deadbeef', 'eyJhbGciOi', 's3cret', 'username']) assert.ok(!shown.includes(secret), secret);
		assert.match(shown, /Contact: <sip:abc@x\.invalid>/);
		assert.match(shown, /realm="voice\.test"/);
	});

	it('shows no credentials of a message that has no end', () => assert.ok(!redact(register).includes('deadbeef')));

	it('shows a description without what would let others in', () => {
		const shown = redact('SIP/2.0 200 OK\r\nc: Application/SDP; x=y\r\n\r\nv=0\r\nk=clear:s3cret\r\na=ice-ufrag:abcd\r\na=ice-pwd:s3cret\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:s3cret\r\na=rtcp-mux\r\n');
		assert.ok(!shown.includes('s3cret'));
		assert.match(shown, /a=ice-ufrag:abcd\n/);
		assert.match(shown, /a=rtcp-mux/);
	});

	it('shows nothing of what people write to each other', () => {
		assert.equal(redact('MESSAGE sip:1@v SIP/2.0\r\nContent-Type: text/plain\r\n\r\nmeet me at nine'), 'MESSAGE sip:1@v SIP/2.0\nContent-Type: text/plain\n\n(15 characters)');
	});

	for (const [what, frame] of [
		['a text that begins like a description', 'MESSAGE sip:1@v SIP/2.0\r\nContent-Type: text/plain\r\n\r\nv=0 s3cret'],
		['a body without a type', 'INFO sip:1@v SIP/2.0\r\n\r\nv=0\r\ns3cret'],
		['a description among other parts', 'INVITE sip:1@v SIP/2.0\r\nContent-Type: multipart/mixed;boundary=b\r\n\r\n--b\r\nContent-Type: application/sdp\r\n\r\nv=0\r\nk=s3cret'],
		['a password in a URI', 'INVITE sip:1000:s3cret@v SIP/2.0\r\nFrom: "A" <sips:a:s3cret@v>;tag=1\r\n\r\n'],
		['a password in a parameter of a URI', 'INVITE sip:1000@v;password=s3cret;transport=ws SIP/2.0\r\nFrom: <sip:a@v;x-token=s3cret?api_secret=s3cret>;tag=1\r\n\r\n'],
		['headers that a page added', 'INVITE sip:1@v SIP/2.0\r\nX-Session: s3cret\r\nUser-to-User: s3cret\r\nSubject : s3cret\r\nP-Customer: s3cret\r\nCall-Info: <https://crm.test/s3cret>\r\n\r\n'],
	] as const) {
		it(`hides ${what}`, () => assert.doesNotMatch(redact(frame), /s3cret/));
	}

	it('shows what servers and this phone write in headers of their own', () => {
		const shown = redact('INVITE sip:1@v SIP/2.0\r\nX-FS-Support: update_display\r\nX-Message-Id: 7\r\nX-Room: sip:3000@v\r\nP-Asserted-Identity: <sip:a@v>\r\n\r\n');
		assert.doesNotMatch(shown, /…/);
	});

	it('keeps the last 200 entries, none longer than 8 kB', () => {
		const trace = new Trace(redact);
		for (let index = 0; index < 250; index++) trace.frame('in', `SIP/2.0 200 ${String(index)}\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`);
		assert.equal(trace.entries.length, 200);
		assert.match(trace.entries[0]?.text ?? '', /^SIP\/2\.0 200 50\n/);
		assert.ok(trace.entries.every(({ text }) => text.length <= 8192));
	});

	it('says nothing of keep-alives', () => {
		const trace = new Trace(redact);
		trace.frame('in', '\r\n\r\n');
		assert.equal(trace.entries.length, 0);
	});
});
