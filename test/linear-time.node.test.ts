import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NameAddrHeader } from 'jssip';
import { accountOf, parseAddress, sameAccount, wireAddress } from '../src/core/address.js';
import { checkHeaders } from '../src/core/headers.js';
import { parseServers } from '../src/core/account/server-uris.js';
import { cleanLine, cleanText, isHeaderSafe, isWellFormed } from '../src/core/text.js';
import { paramOf, uriOf, userPart as pbxUserOf, withTag } from '../src/pbx/address.js';
import { Digest } from '../src/pbx/digest.js';
import { parseSip } from '../src/pbx/parse-sip.js';
import { SipRequest } from '../src/pbx/sip-request.js';
import { readableUser, restored, shieldedTwice, shieldedWhole } from '../src/sip/message/escapes.js';
import { displayUrl } from '../src/net/connection-error.js';
import { exceedsSdpLimits } from '../src/rtc/sdp-limits.js';
import { screenMessage } from '../src/sip/message/screen.js';
import { listOf, readFrame, replyTo, type Frame } from '../src/sip/message/frame.js';
import { grantedSeconds, minimumSeconds, namesUs } from '../src/sip/registration/granted-expiry.js';
import { textOfHtml } from '../src/sip/message/html-text.js';
import { screenText } from '../src/sip/texts/incoming-texts.js';
import { normalize } from '../src/sip/message/normalize.js';
import { retryAfterMs } from '../src/sip/message/retry-after.js';
import { redact } from '../src/sip/message/redact.js';
import { assertedIdentities } from '../src/sip/dialog/identity.js';
import type { JsSipMessage } from '../src/sip/dialog/jssip-session.js';
import { readReason } from '../src/sip/message/reason-header.js';
import { toSipUri, userOf } from '../src/sip/message/sip-uri.js';
import { isSlow, slowInputs } from './support/linear.js';

const head = ['INVITE sip:1000@voice.test SIP/2.0', 'Via: SIP/2.0/WS x.invalid;branch=z9hG4bK1', 'From: <sip:1001@voice.test>;tag=a', 'To: <sip:1000@voice.test>', 'Call-ID: c1', 'CSeq: 1 INVITE'].join('\r\n');
const withHeader = (line: string): string => `${head}\r\n${line}\r\n\r\n`;
const frameWith = (name: string, value: string): Frame => ({ startLine: 'SIP/2.0 200 OK', method: 'REGISTER', status: 200, headers: [['via', 'x'], ['from', 'x'], ['to', 'x'], ['call-id', 'x'], ['cseq', '1 REGISTER'], [name, value]], body: '' });
const page = { protocol: 'https:', hostname: 'voice.test', host: 'voice.test' };
const us = { contactUser: 'us', instanceId: 'urn:uuid:1' };

const from = NameAddrHeader.parse('<sip:1001@voice.test>;tag=a') as unknown as NameAddrHeader;

const NAMES = ['from', 'to', 'contact', 'record-route', 'via', 'refer-to', 'content-type', 'content-length', 'cseq', 'www-authenticate', 'event', 'session-expires', 'x-any'] as const;

describe('in linear time on hostile text is done', () => {
	const rows: readonly (readonly [what: string, read: (text: string) => unknown, prefixes?: readonly string[]])[] = [
		['readFrame', (text) => readFrame(withHeader(text)), ['X:', 'X', ':', '']],
		['the whole door, a header', (text) => screenMessage(withHeader(text)), ['X:', 'Contact: ', 'Record-Route: <sip:a@b>', 'From:', 'Subject : ', 'CSeq: 1']],
		['the whole door, a start line', (text) => screenMessage(`${text}\r\n${head}\r\n\r\n`), ['INVITE ', 'INVITE sip:', 'SIP/2.0 ', '']],
		['the whole door, a body', (text) => screenMessage(`${head}\r\nContent-Type: application/sdp\r\n\r\n${text}`), ['v=0\r\n', 'v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=', '']],
		['listOf', listOf],
		['shieldedWhole', shieldedWhole, ['', 'sip:', 'sip:%FC']],
		['shieldedTwice', shieldedTwice, ['sip:']],
		['restored', restored, ['sip:%EE', '%EE']],
		['readableUser', readableUser],
		['the credentials of a request', (text) => new Digest('v', { nonceLifetimeMs: 1, passwordOf: () => 'x' }).verify(new SipRequest('INVITE', 'sip:a@b', [['Authorization', text]]), 'Authorization'), ['Digest ', 'Digest a="']],
		['grantedSeconds', (text) => grantedSeconds(frameWith('contact', text), { ...us, asked: 60 }), ['', '<sip:us@x>', '<sip:us@x>;expires=']],
		['namesUs', (text) => namesUs(frameWith('contact', text), us)],
		['minimumSeconds', (text) => minimumSeconds(frameWith('min-expires', text))],
		['exceedsSdpLimits', exceedsSdpLimits, ['v=0\n', 'v=0\na=fmtp:', 'v=0\nm=']],
		['textOfHtml', textOfHtml, ['', '<br', '<p>', '&']],
		['an incoming text', (text) => screenText({ from, body: text, getHeader: (name) => (name === 'Content-Type' ? 'text/html' : text) }, { isFreeSwitch: true })],
		['retryAfterMs', retryAfterMs, ['', '1']],
		['redact', (text) => redact(`${head}\r\n${text}\r\n\r\nv=0\r\n${text}`), ['X:', 'a=crypto:']],
		['assertedIdentities', (text) => assertedIdentities({ getHeaders: () => [text] } as unknown as JsSipMessage), ['', '"', '<sip:a@b>']],
		['readReason', (text) => readReason([text, text]), ['', 'Q.850;', 'SIP;text="']],
		['cleanText', (text) => cleanText(text, 16_384)],
		['cleanLine', (text) => cleanLine(text, 16_384)],
		['isHeaderSafe', isHeaderSafe],
		['isWellFormed', isWellFormed],
		['accountOf', accountOf, ['', 'sip:', 'sip:a@', 'sip:[']],
		['sameAccount', (text) => sameAccount(text, text), ['sip:']],
		['wireAddress', (text) => wireAddress(text, text, text), ['sip:']],
		['userOf', userOf, ['sip:']],
		['toSipUri', (text) => toSipUri({ uri: text }), ['sip:', 'sip:a@', 'sip:a@b;']],
		['checkHeaders', (text) => checkHeaders({ 'X-A': text, [text]: '1' }), ['', 'X-']],
		['parseServers', (text) => parseServers(text, page), ['', 'wss://', 'wss://a?']],
		['shown', displayUrl, ['wss://a', '?']],
		['uriOf of the pbx', uriOf, ['', '"a"', '<']],
		['userOf of the pbx', pbxUserOf, ['sip:', '<sip:']],
		['paramOf of the pbx', (text) => paramOf(text, 'tag'), ['', '<a>;', '<a>;tag=']],
		['withTag of the pbx', (text) => withTag(text, 't'), ['', '<a>;']],
		...NAMES.map((name) => [`repair of ${name}`, (text: string) => normalize(frameWith(name, text)), ['', '<sip:', '"']] as const),
		...NAMES.map((name) => [`a reply that repeats ${name}`, (text: string) => replyTo(frameWith(name, text), 400, 'Bad Request'), ['', '<sip:a@b>;']] as const),
	];
	for (const [what, read, prefixes = ['']] of rows) {
		it(what, () => assert.deepEqual(slowInputs(read, { prefixes }), []));
	}

	/** These refuse what is longer, before they read it. */
	for (const [what, read, longest] of [
		['parseAddress', (text: string) => parseAddress(text, { host: 'voice.test' }), 256],
		['parseSip of the pbx', (text: string) => parseSip(withHeader(text)), 4096],
	] as const) {
		it(`${what}, up to the ${String(longest)} characters that it takes`, () => assert.deepEqual(slowInputs(read, { longest, prefixes: ['', 'X:', '"', 'sip:'] }), []));
	}
});

describe('the sum of many long headers', () => {
	const lines = (line: string): string => `OPTIONS sip:1000@voice.test SIP/2.0\r\n${head.split('\r\n').slice(1, -1).join('\r\n')}\r\nCSeq: 1 OPTIONS\r\n${Array(7).fill(line).join('\r\n')}\r\n\r\n`;
	for (const [what, line] of [
		['spaces and a NUL', (length: number) => `X:${' '.repeat(length)}\0`],
		['tabs and a bare carriage return', (length: number) => `X:${'\t'.repeat(length)}\r`],
		['brackets in Contact', (length: number) => `Contact: ${'<'.repeat(length)}`],
	] as const) {
		// Quadratic time was 10 s and more for these 219 KiB; linear time is some milliseconds.
		it(`is refused in linear time: ${what}`, () => assert.equal(isSlow(screenMessage, lines(line(4000)), lines(line(32_000))), false));
	}

	for (const [name, value, most] of [['Contact', '<sip:a@b>', 1], ['Record-Route', '<sip:a@b;lr>', 64], ['Via', 'SIP/2.0/WS a.invalid;branch=z9hG4bK2', 64], ['m', '<sip:a@b>', 1], ['Route', '<sip:a@b;lr>', 64]] as const) {
		it(`of ${name} is counted over all lines: ${String(most)} are read, more are answered 400`, () => {
			const judged = (count: number): string => {
				const values = Array<string>(count - (name === 'Via' ? 1 : 0)).fill(value);
				const half = values.splice(0, Math.floor(values.length / 2));
				const text = lines('X: 1').replace('\r\nX: 1', `\r\n${name}: ${half.join(',')}\r\n${name}: ${values.join(', ')}\r\nX: 1`);
				const decision = screenMessage(text);
				return decision.outcome === 'refused' ? `${decision.why}, ${decision.reply?.slice(8, 11) ?? ''}` : decision.outcome;
			};
			assert.equal(judged(most), 'admitted');
			assert.equal(judged(most + 1), `more than ${String(most)} values of ${name === 'm' ? 'contact' : name.toLowerCase()}, 400`);
		});
	}
});
