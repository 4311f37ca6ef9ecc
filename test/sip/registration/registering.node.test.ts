import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readFrame, type Frame } from '../../../src/sip/message/frame.js';
import { grantedSeconds, minimumSeconds } from '../../../src/sip/registration/granted-expiry.js';
import { isCrowded, isFinal, registrationError } from '../../../src/sip/registration/registration-error.js';
import { retryAfterMs } from '../../../src/sip/message/retry-after.js';

function response(...headers: readonly string[]): Frame {
	const frame = readFrame(['SIP/2.0 200 OK', 'CSeq: 1 REGISTER', ...headers, '', ''].join('\r\n'));
	assert.ok(frame);
	return frame;
}

describe('a registration is granted for', () => {
	const rows: readonly (readonly [what: string, headers: readonly string[], seconds: number])[] = [
		['what stands at our contact', ['Contact: <sip:me@x.invalid;transport=ws>;expires=120', 'Expires: 999'], 120],
		['what stands at our contact among others', ['Contact: <sip:you@y.invalid>;expires=5, "a, b" <sip:me@x.invalid>;expires=120'], 120],
		['what stands at the contact of our instance', ['Contact: <sip:other@y.invalid>;expires=5', 'Contact: <sip:rewritten@10.0.0.1>;+sip.instance="<urn:uuid:our-instance>";expires=77'], 77],
		['Expires, when the contact has none', ['Contact: <sip:me@x.invalid>', 'Expires: 99'], 99],
		['Expires, when our contact is left out', ['Expires: 99'], 99],
		['what we asked for, when nothing is said', [], 600],
		['what we asked for, when only others are named', ['Contact: <sip:you@y.invalid>;expires=5'], 600],
		['what we asked for, when nonsense is said', ['Contact: <sip:me@x.invalid>;expires=soon', 'Expires: never'], 600],
		['a day at most', ['Contact: <sip:me@x.invalid>;expires=4294967295'], 86_400],
		['nothing at all', ['Contact: <sip:me@x.invalid>;expires=0'], 0],
	];
	for (const [what, headers, seconds] of rows) {
		it(what, () => assert.equal(grantedSeconds(response(...headers), { contactUser: 'me', instanceId: 'our-instance', asked: 600 }), seconds));
	}
});

describe('Min-Expires', () => {
	const rows: readonly (readonly [value: string, seconds: number | undefined])[] = [['1800', 1800], ['86400', 86_400], ['86401', undefined], ['0', undefined], ['-1', undefined], ['NaN', undefined], ['', undefined]];
	for (const [value, seconds] of rows) {
		it(`“${value}” means ${String(seconds)}`, () => assert.equal(minimumSeconds(response(`Min-Expires: ${value}`)), seconds));
	}
});

describe('Retry-After', () => {
	const rows: readonly (readonly [value: string | undefined, ms: number | undefined])[] = [
		['120', 120_000], [' 5 ', 5000], ['18000;duration=3600', 3_600_000], ['120 (I am in a meeting)', 120_000], ['999999999', 3_600_000],
		['0', 0], ['soon', undefined], ['-1', undefined], ['1e9', undefined], [undefined, undefined],
	];
	for (const [value, ms] of rows) {
		it(`“${String(value)}” means ${String(ms)} ms`, () => assert.equal(retryAfterMs(value), ms));
	}
});

describe('too many phones of an account', () => {
	const [none, token] = ['', 'Bearer abc'];
	const digest = 'Digest algorithm=MD5, username="1000", realm="asterisk", nonce="17/ab", uri="sip:pbx.test", response="00", qop=auth, cnonce="x", nc=00000001';
	const oldDigest = 'Digest algorithm=MD5, username="1000", realm="asterisk", nonce="ab", uri="sip:pbx.test", response="00"';
	const asterisk = 'Asterisk PBX 22.0.0';
	const rows: readonly (readonly [status: number, reason: string, server: string, authorization: string, crowded: boolean])[] = [
		[403, 'Forbidden', '', digest, false],
		[403, 'Forbidden', 'FreeSWITCH', digest, false],
		[403, 'Forbidden', asterisk, digest, true],
		[403, 'Forbidden', asterisk, none, false],
		[403, 'Forbidden', asterisk, token, false],
		[403, 'Forbidden', 'Asterisk PBX 13.1.0', oldDigest, false],
		[403, 'Forbidden (Bad auth)', 'Asterisk PBX 16.30.0', oldDigest, false],
		[403, 'Forbidden (Bad auth)', asterisk, digest, false],
		[401, 'Unauthorized', asterisk, digest, false],
		[403, 'Too Many Contacts', 'Kamailio', digest, true],
		[403, 'Maximum number of bindings exceeded', '', none, true],
		[403, 'Max registrations reached', '', digest, true],
		[403, 'Device limit exceeded', asterisk, token, true],
		...['Too many auth failures', 'Too Many Failed Login Attempts', 'Maximum registration attempts exceeded', 'Registration rate limit exceeded', 'Too many failed registrations', 'Too many bad passwords', 'Too many authentication failures', 'Limit exceeded', 'Too many']
			.flatMap((reason) => ['', asterisk].map((server) => [403, reason, server, digest, false] as const)),
	];
	for (const [status, reason, server, authorization, crowded] of rows) {
		it(`${String(status)} ${reason} of “${server}” to “${authorization.slice(0, 20)}…${authorization.slice(-14)}”: ${String(crowded)}`, () => assert.equal(isCrowded({ status, reason, server, authorization }), crowded));
	}

	it('is no wrong password, and tried again', () => {
		assert.equal(registrationError({ status: 403, reason: 'Forbidden', stale: false, challenged: false, crowded: true }).code, 'refused');
		assert.equal(isFinal({ status: 403, stale: false, crowded: true }), false);
	});
});

describe('a refused registration', () => {
	const rows: readonly (readonly [status: number, options: { readonly stale?: boolean; readonly challenged?: boolean }, final: boolean, code: string])[] = [
		[401, {}, true, 'credentials-refused'],
		[407, {}, true, 'credentials-refused'],
		[403, { challenged: false }, true, 'credentials-refused'],
		[401, { stale: true }, false, 'credentials-refused'],
		[401, { challenged: false }, true, 'unsupported'],
		[404, {}, false, 'refused'],
		[405, { challenged: false }, true, 'configuration'],
		[501, { challenged: false }, true, 'configuration'],
		[423, {}, false, 'refused'],
		[500, {}, false, 'refused'],
		[503, {}, false, 'refused'],
	];
	for (const [status, { stale = false, challenged = true }, final, code] of rows) {
		it(`by ${String(status)}${stale ? ' with a stale nonce' : ''}${challenged ? '' : ' without a challenge'} is ${code}, ${final ? 'for good' : 'for now'}`, () => {
			assert.equal(isFinal({ status, stale }), final);
			const error = registrationError({ status, reason: 'No\u202E way', stale, challenged });
			assert.deepEqual([error.code, error.status], [code, status]);
			assert.ok(!error.message.includes('\u202E'));
		});
	}
});
