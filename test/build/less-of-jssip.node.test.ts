import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import fc from 'fast-check';
import type { Socket, UA, URI } from 'jssip';
import { recording } from '../support/recording.js';
import { root } from './built.js';
import { editOf } from './less-of-jssip.mjs';
import { rules } from './less-of-jssip-grammar.mjs';

interface Message {
	readonly body?: string;
	readonly [field: string]: unknown;
}

interface JsSip {
	readonly Grammar: { parse(input: string, rule: string): unknown };
	readonly Parser: { parseMessage(text: string, ua: object): Message | undefined };
	readonly EventEmitter: typeof EventEmitter;
	readonly UA: typeof UA;
	readonly URI: typeof URI;
	readonly parseSdp: (sdp: string) => { readonly direction?: string; readonly media: readonly { readonly type?: string; readonly direction?: string }[] };
}

const recordings = readdirSync(join(root, 'test/recordings/freeswitch')).map((file) => `freeswitch/${file.slice(0, -'.sip'.length)}`);
const frames = (await recording(...recordings)).map(({ text }) => text);
const [whole, less] = [await jssip({ edited: false }), await jssip({ edited: true })];

describe('JsSIP as it is built', () => {
	it('reads every recorded message as JsSIP does', () => {
		assert.ok(frames.length > 50);
		for (const frame of frames) assert.deepEqual(read(less.api, frame), read(whole.api, frame));
	});

	it('has every rule that is asked for', () => {
		const asked = [...less.text.matchAll(/(?:Grammar\d*\.parse\([^,]+, |\.parseHeader\(|\.s\()["'](.+?)["']\)/g)].map(([, name = '']) => name.toLowerCase().replaceAll('-', '_'));
		const known = rules.map((rule) => rule.toLowerCase());
		assert.ok(asked.length > 30);
		assert.deepEqual(asked.filter((name) => !known.includes(name)), []);
	});

	for (const rule of rules) {
		it(`reads ${rule} as JsSIP does, also when it is none`, () => {
			const parse = ({ api }: typeof less, input: string): string => outcome(() => api.Grammar.parse(input, rule));
			for (const value of values) assert.equal(parse(less, value), parse(whole, value), value);
			fc.assert(fc.property(damaged, (value) => parse(less, value) === parse(whole, value)), { numRuns: 300 });
			assert.ok(values.some((value) => !['-1', 'TypeError'].includes(parse(less, value))), 'no value of the table is one');
		});
	}

	it('sees the same media and directions in a description as sdp-transform', () => {
		const described = frames.map((frame) => frame.split('\r\n\r\n')[1] ?? '').filter((body) => body.startsWith('v=0'));
		assert.ok(described.length > 10);
		for (const sdp of [...described, ...sdps]) assert.deepEqual(less.api.parseSdp(sdp), directionsOf(whole.api.parseSdp(sdp)), sdp);
	});

	it('answers what nobody waits for, registers and sends texts as JsSIP does', () => {
		const said = conversation(whole.api);
		assert.deepEqual(conversation(less.api), said);
		assert.deepEqual(said.filter((text) => text.startsWith('SIP/2.0')).map((text) => text.slice(8, 11)), ['405', '200', '200', '405', '405', '481', '481', '404', '416', '481', '200', '480', '481']);
		assert.deepEqual(said.filter((text) => !text.startsWith('SIP/2.0')).map((text) => text.split(' ')[0]), ['REGISTER', 'REGISTER', 'MESSAGE']);
	});

	it('makes Call-IDs, tags, branches and cnonces that nobody guesses from another', () => {
		const { random } = Math;
		Math.random = () => 0.5;
		const tokens = conversation(less.api, (text) => [...text.matchAll(/;(?:branch|tag)=(?:z9hG4bK)?(\w+)|^Call-ID: (.*)$|cnonce="(\w+)"/gm)].map(([, token, callId, cnonce]) => token ?? callId ?? cnonce ?? '').join('\n'));
		Math.random = random;
		const ours = tokens.join('\n').split('\n').filter((token) => token.length > 2 && !/^c\d+$/.test(token));
		assert.ok(ours.length > 15);
		const times = ours.map((token) => ours.filter((other) => other === token).length);
		// Call-ID and tag of a registration, and the branch that a refused request and its answer share, occur again; nothing else does.
		assert.ok(new Set(ours).size > 12, ours.join());
		assert.ok(Math.max(...times) <= 3, ours.join());
	});

	it('tells events as Node does', () => assert.deepEqual(told(less.api.EventEmitter), told(EventEmitter)));

	it('logs nothing', () => assert.doesNotMatch(less.text, /logger|new Logger|console\./));

	it('is not built from a JsSIP in which something is no more where it was', () => {
		const edit = editOf(join(root, 'node_modules/jssip/lib/UA.js'));
		assert.throws(() => edit?.('module.exports = class UA { subscribe() {} };'), /no more: notify, /);
	});
});

const values = [
	'sip:1000@pbx.example.org', 'sip:a%20b:secret@[2001:db8::1]:5061;transport=ws;lr;x=y?subject=a&b=c', 'sips:x@h', 'sip:192.0.2.1', 'tel:+123', 'pbx.example.org', '[::1]', '192.0.2.256', 'a',
	'0b6a5e0c-1c1a-4f5e-9b1a-0123456789ab', '"a \\" b"', '"', '',
	'INVITE sip:1000@pbx.example.org SIP/2.0', 'OPTIONS http://example.org/ SIP/2.0', 'SIP/2.0 200 OK', 'SIP/2.0 486 Besetzt – später', 'SIP/2.0 200 ',
	'"Ann \\"A\\" Ö" <sip:1000@pbx.example.org;x>;tag=abc;q', '<sip:1000@h>', 'sip:1000@h;tag=a', 'Ann Lee <sip:a@b>;+sip.instance="<urn:uuid:1>";reg-id=1;expires=60;q=0.5', '*',
	'<sip:a@h;lr>, "b" <sip:b@h>;expires=3600, sip:c@h', 'SIP/2.0/WSS abc.invalid:5061;branch=z9hG4bK1;rport=7;received=192.0.2.1;ttl=3;maddr=h;alias', 'SIP / 2.0 / UDP [::1];rport',
	'abc@def', '1 INVITE', '70', '0', '1800;refresher=uas', '90', 'application/sdp', 'multipart/mixed;boundary="x"', 'text/plain; charset=utf-8',
	'Digest realm="r", nonce="n", algorithm=MD5, qop="auth,auth-int", stale=TRUE, opaque="o", domain="/ sip:a", x=y', 'Digest realm=r', 'Basic realm="x"',
	'<sip:a@h?Replaces=1%3Bto-tag%3D2%3Bfrom-tag%3D3>', '12345@h;to-tag=1;from-tag=2;early-only;x=y', 'refer;id=3', 'message-summary', 'dialog;x="y"',
];

/** A value with something of another one in its middle. */
const damaged = fc.tuple(fc.constantFrom(...values), fc.constantFrom(...values), fc.nat(80), fc.nat(5), fc.string({ maxLength: 3 }))
	.map(([value, other, at, length, noise]) => value.slice(0, at) + other.slice(at, at + length) + noise + value.slice(at + length - noise.length));

const sdps = [
	'', 'm=', 'nonsense', 'v=0\na=inactive\nm=audio 9 RTP/AVP 0\na=sendonly\na=recvonly\nm=video 0 UDP/TLS/RTP/SAVPF 96\n',
	'a=sendrecv\r\nm=audio 9 RTP/AVP 0\rm=application 9 UDP/DTLS/SCTP webrtc-datachannel\na=inactive ', ' m=audio 9 RTP/AVP 0\nA=sendonly\na=sendonlyx\nm=image 1 udptl t38',
];

function directionsOf({ direction, media }: ReturnType<JsSip['parseSdp']>): ReturnType<JsSip['parseSdp']> {
	const only = (fields: object): object => Object.fromEntries(Object.entries(fields).filter(([name, value]) => ['type', 'direction'].includes(name) && value !== undefined));
	return { ...only({ direction }), media: media.map(only) };
}

function read({ Parser }: JsSip, frame: string): unknown {
	const message = Parser.parseMessage(frame, {});
	return message && JSON.parse(JSON.stringify(message));
}

/** What a user agent says to a server that asks all kinds of things and challenges its registration; without what is random. */
function conversation({ UA, URI }: JsSip, shownOf = withoutRandom): readonly string[] {
	const said: string[] = [];
	const socket = { url: 'wss://h', via_transport: 'WSS', sip_uri: 'sip:h;transport=ws', connect: () => undefined, disconnect: () => undefined, send: (text: string) => Boolean(said.push(text)) };
	const jssip = socket as unknown as Socket & { onconnect(): void; ondisconnect(): void; ondata(text: string): void };
	const ua = new UA({ sockets: [jssip], uri: 'sip:1000@h', contact_uri: 'sip:us@us.invalid;transport=ws', instance_id: '0b6a5e0c-1c1a-4f5e-9b1a-0123456789ab', password: 'secret', user_agent: 'u', register: false, session_timers: false });
	let texts = 0;
	ua.on('newMessage', ({ originator, message }: { originator: string; message: { accept(options: object): void; reject(options: object): void } }) => {
		if (originator === 'remote') texts++ ? message.reject({ status_code: 480 }) : message.accept({});
	});
	ua.start();
	jssip.onconnect();
	for (const [at, [method, uri = contact, to = ''] = ['']] of asked.entries()) {
		jssip.ondata(`${method} ${uri} SIP/2.0\r\nVia: SIP/2.0/WSS h;branch=z9hG4bK${at}\r\nFrom: <sip:1001@h>;tag=f\r\nTo: <sip:1000@h>${to}\r\nCall-ID: c${at}\r\nCSeq: 1 ${method}\r\nMax-Forwards: 70\r\nEvent: presence\r\nContact: <sip:1001@h>\r\nRefer-To: <sip:1002@h>\r\nContent-Length: 0\r\n\r\n`);
	}
	ua.register();
	const copied = (said.at(-1) ?? '').split('\r\n').filter((line) => /^(Via|From|To|Call-ID|CSeq):/.test(line)).join('\r\n');
	jssip.ondata(`SIP/2.0 401 Unauthorized\r\n${copied.replace('To: <sip:1000@h>', '$&;tag=s')}\r\nWWW-Authenticate: Digest realm="r", nonce="n", algorithm=MD5\r\nContent-Length: 0\r\n\r\n`);
	ua.sendMessage(new URI('sip', '1001', 'h'), 'hé', { contentType: 'text/plain', extraHeaders: ['X-Message-Id: 1'] });
	jssip.ondisconnect();
	return said.map(shownOf);
}

const withoutRandom = (text: string): string => text.replace(/(branch|tag)=\w+|^Call-ID: .*$|^CSeq: \d+/gm, '$1').replace(/cnonce="\w+"|response="\w+"/g, '');

const contact = 'sip:us@us.invalid';
const asked: readonly (readonly [method: string, uri?: string, to?: string])[] = [
	['SUBSCRIBE'], ['OPTIONS'], ['NOTIFY'], ['REFER'], ['PUBLISH'], ['BYE'], ['INFO', contact, ';tag=t'],
	['OPTIONS', 'sip:nobody@us.invalid'], ['OPTIONS', 'sips:us@us.invalid'], ['NOTIFY', contact, ';tag=t'], ['MESSAGE'], ['MESSAGE'], ['CANCEL'], ['ACK'],
];

/** On some input JsSIP throws, as on `Contact: *`. */
function outcome(parse: () => unknown): string {
	try {
		return JSON.stringify(parse());
	} catch (error) {
		return (error as Error).name;
	}
}

/** What listeners hear that come, go, throw, and are there twice. */
function told(Emitter: typeof EventEmitter): readonly unknown[] {
	const heard: unknown[] = [];
	const emitter = new Emitter().setMaxListeners(100);
	const twice = (word: unknown): void => void heard.push(['twice', word]);
	const late = (): void => void heard.push('late');
	heard.push(emitter.emit('word', 0), emitter.listeners('word').length);
	emitter.on('word', twice).addListener('word', twice).once('word', function hear(this: unknown, word, more) { heard.push(['once', word, more, this === emitter]); });
	emitter.on('word', () => void emitter.removeListener('word', twice).removeListener('word', late).on('word', late)).on('word', late);
	for (const word of [1, 2]) heard.push(emitter.emit('word', word, 'more'), emitter.listeners('word').length);
	emitter.listeners('word').length = 0;
	emitter.off('word', twice).off('word', twice).off('other', twice).on('word', () => { throw new Error('bad'); }).on('word', twice);
	assert.throws(() => emitter.emit('word', 3), /bad/);
	return heard;
}

/** JsSIP in one script, with what the build does to it or without. */
async function jssip({ edited }: { readonly edited: boolean }): Promise<{ readonly text: string; readonly api: JsSip }> {
	const contents = `
		export { Grammar, UA, URI } from 'jssip';
		export { default as Parser } from 'jssip/lib/Parser.js';
		export { EventEmitter } from 'events/';
		export { parse as parseSdp } from 'sdp-transform';`;
	const { outputFiles: [file] } = await build({
		stdin: { contents, resolveDir: root },
		bundle: true,
		write: false,
		format: 'esm',
		platform: 'browser',
		logLevel: 'error',
		plugins: edited ? [{
			name: 'less-of-jssip',
			setup: (builder) => builder.onLoad({ filter: /node_modules/ }, ({ path }) => {
				const edit = editOf(path) as ((code: string) => string) | undefined;
				return edit && { contents: edit(readFileSync(path, 'utf8')), loader: path.endsWith('.json') ? 'json' : 'js' };
			}),
		}] : [],
	});
	const text = file?.text ?? '';
	const folder = mkdtempSync(join(tmpdir(), 'voice-elements-'));
	writeFileSync(join(folder, 'jssip.mjs'), text);
	const api = await import(pathToFileURL(join(folder, 'jssip.mjs')).href) as JsSip;
	rmSync(folder, { recursive: true });
	return { text, api };
}
