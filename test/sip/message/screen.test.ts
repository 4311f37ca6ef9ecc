import { expect } from '@open-wc/testing';
import { Pbx } from '../../../src/pbx/pbx.js';
import type { Connection } from '../../../src/pbx/connection.js';
import type { WireFrame } from '../../../src/pbx/frame.js';
import { serverAt, TestLine } from '../support/account-line.js';
import { answers } from '../support/line-rules.js';

function hostile(method: string, ...more: readonly string[]): string {
	return [`${method} sip:1000@voice.test SIP/2.0`, `Via: SIP/2.0/WS evil.invalid;branch=z9hG4bK${String(Math.random())}`, 'From: "\u202EEve" <sip:eve@voice.test>;tag=e', 'To: <sip:1000@voice.test>', `Call-ID: ${String(Math.random())}`, `CSeq: 1 ${method}`, 'Max-Forwards: 9', ...more, '', ''].join('\r\n');
}

const offer = [
	'v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 't=0 0', 'm=audio 9 UDP/TLS/RTP/SAVPF 0', 'c=IN IP4 0.0.0.0', 'a=mid:0', 'a=ice-ufrag:abcd', 'a=ice-pwd:abcdefghijklmnopqrstuvwx',
	`a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => 'AB').join(':')}`, 'a=setup:actpass', 'a=sendrecv', 'a=rtcp-mux', '',
].join('\r\n');

describe('what a stranger sends to a line', () => {
	let pbx: Pbx;
	let line: TestLine;
	let connection: Connection;
	const uncaught: unknown[] = [];
	const catching = new AbortController();

	before(async () => {
		addEventListener('error', (event) => {
			uncaught.push(event.error);
			event.preventDefault();
		}, { signal: catching.signal });
		pbx = new Pbx();
		// Nothing here is about time: on a busy machine 600 ms without an answer are no lost connection.
		line = new TestLine({ WebSocket: serverAt(pbx), timing: { silenceMs: 3_600_000, connectMs: 30_000, answerMs: 30_000 } });
		await line.registered();
		connection = pbx.wire.connections[0]!;
	});
	after(async () => {
		await line.signaling.stop();
		pbx.stop();
		catching.abort();
	});
	beforeEach(() => pbx.wire.mark());

	/** What a request of a stranger is answered, and with it that all that came before is done with. */
	const answerTo = async (text: string): Promise<WireFrame> => {
		pbx.wire.mark();
		connection.inject(text);
		return pbx.wire.until(({ to, status }) => to === 'server' && status !== undefined && status > 100, { timeoutMs: 25_000 });
	};
	const headerIn = (text: string, name: string): string | undefined => text.split('\r\n').find((one) => one.startsWith(`${name}: `));

	const rows: readonly (readonly [what: string, text: string, status: number])[] = [
		['OPTIONS', hostile('OPTIONS'), 200],
		['Contact: *', hostile('MESSAGE', 'Contact: *'), 400],
		['an unknown scheme', hostile('MESSAGE').replace('sip:1000@voice.test SIP', 'tel:1000 SIP'), 416],
		['NOTIFY of a mailbox', hostile('NOTIFY', 'Event: message-summary'), 200],
		['NOTIFY of nothing', hostile('NOTIFY'), 489],
		['NOTIFY of a subscription that is not there', hostile('NOTIFY', 'Event: dialog;id=1'), 481],
		['NOTIFY of what nobody knows', hostile('NOTIFY', 'Event: x'), 489],
		['NOTIFY in a dialog that is not there', hostile('NOTIFY', 'Event: refer').replace('To: <sip:1000@voice.test>', 'To: <sip:1000@voice.test>;tag=t'), 481],
		['OPTIONS from a user in Latin-1', hostile('OPTIONS').replace('eve@', 'J%FCrgen@'), 200],
		['OPTIONS from half an escape', hostile('OPTIONS').replace('eve@', 'a%2@'), 200],
		['a text from half a character', hostile('MESSAGE', 'Content-Type: text/plain').replace('eve@', '%E0@'), 200],
		['two contacts', hostile('MESSAGE', 'Contact: <sip:e@evil.invalid>,<sip:f@evil.invalid>'), 400],
		['a long way back', hostile('MESSAGE', `Record-Route: ${Array.from({ length: 65 }, () => '<sip:p.invalid;lr>').join(',')}`), 400],
		['SUBSCRIBE', hostile('SUBSCRIBE', 'Event: dialog', 'Contact: <sip:e@evil.invalid>'), 405],
		['REFER out of the blue', hostile('REFER', 'Refer-To: <sip:900@evil.invalid>', 'Contact: <sip:e@evil.invalid>'), 405],
		['BYE out of the blue', hostile('BYE'), 481],
		['a method nobody knows', hostile('STEAL'), 405],
		['a text for somebody else', hostile('MESSAGE').replace('sip:1000@voice.test SIP', 'sip:2000@voice.test SIP'), 404],
		['a text with a content that nobody reads', hostile('MESSAGE', 'Content-Type: application/x-evil'), 415],
		['a name without its quotes', hostile('OPTIONS').replace('"\u202EEve"', 'Ève, (the) one'), 200],
		['an escaped percent sign', hostile('OPTIONS').replace('eve@', '100%25@'), 200],
	];
	for (const [what, text, status] of rows) {
		it(`${what} is answered ${String(status)}`, async () => expect((await answerTo(text)).status).to.equal(status));
	}

	it('throws nothing that nobody catches, and ends nothing', async () => {
		const frames = ['', '\r\n', '\r\n\r\n', 'x', 'SIP/2.0 200 OK\r\n\r\n', 'SIP/2.0 200 OK\r\nCSeq: x\r\n\r\n', hostile('INVITE', 'Contact: *'), hostile('ACK'), hostile('CANCEL'), hostile('MESSAGE').replace(/From.*\r\n/, ''), `${'x'.repeat(300_000)}\r\n\r\n`, hostile('OPTIONS', ...Array.from({ length: 600 }, () => 'X-A: 1'))];
		frames.forEach((frame) => connection.inject(frame));
		await answerTo(hostile('OPTIONS'));
		line.signaling.doubt();
		await pbx.wire.until(answers('OPTIONS', 200), { timeoutMs: 25_000 });
		expect(uncaught).to.deep.equal([]);
		expect(line.connection.phase).to.equal('connected');
		expect(line.registration.phase).to.equal('registered');
		expect(line.signaling.trace.filter(({ text }) => text.startsWith('Refused a message')).length).to.be.above(5);
	});

	it('has no equal in what we send: a frame too long stays here', async () => {
		const failed = await new Promise<string>((resolve) => line.signaling.ua.sendMessage('sip:1001@voice.test', 'x'.repeat(300_000), { eventHandlers: { failed: ({ cause }) => resolve(String(cause)) } }));
		expect(failed).to.equal('Connection Error');
		expect(pbx.wire.frames.some(({ to, text }) => to === 'server' && text.length > 200_000)).to.equal(false);
		expect(line.connection.phase).to.equal('connected');
	});

	it('finds no secret in what the line tells or keeps', () => {
		const told = JSON.stringify([line.facts, line.signaling.trace]);
		expect(['"1234"', 'response=', 'cnonce'].filter((secret) => told.includes(secret))).to.deep.equal([]);
		expect(told.includes('Authorization: …')).to.equal(true);
	});

	it('is taken, text for text: what a server has accepted it does not send again', async () => {
		const count = (): number => line.facts.filter(({ type }) => type === 'text').length;
		const before = count();
		for (let index = 0; index < 100; index++) connection.inject(`${hostile('MESSAGE', 'Content-Type: text/plain', 'Content-Length: 4')}spam`);
		await answerTo(hostile('STEAL'));
		expect(count() - before).to.equal(100);
	});

	it('shows a sender that is cleaned', () => {
		const fact = line.facts.find(({ type }) => type === 'text');
		expect(fact).to.have.nested.property('text.from.displayName', 'Eve');
	});

	for (const user of ['J%FCrgen', '%E0', 'a%2', '%e4%B8', '100%25', 'j%c3%BC']) {
		const named = (text: string): string => text.replace('eve@', `${user}@`);

		it(`may be called ${user}: it is answered, and the answer names it as it named itself`, async () => {
			for (const method of ['OPTIONS', 'MESSAGE']) {
				const request = named(`${hostile(method, 'Content-Type: text/plain', 'Content-Length: 2')}hi`);
				const { text, status } = await answerTo(request);
				expect(status).to.equal(200);
				expect(headerIn(text, 'From')).to.equal(headerIn(request, 'From'));
			}
			expect(line.facts.findLast(({ type }) => type === 'text')).to.have.nested.property('text.from.uri', `sip:${user.replace('%c3%BC', '%C3%BC')}@voice.test`);
		});

		it(`rings as ${user}`, async () => {
			const invite = named(`${hostile('INVITE', 'Contact: <sip:e@evil.invalid>', 'P-Asserted-Identity: <sip:eve@voice.test>', 'Content-Type: application/sdp', `Content-Length: ${String(offer.length)}`)}${offer}`)
				.replace('<sip:eve@voice.test>', `<sip:${user}@voice.test>`);
			pbx.wire.mark();
			connection.inject(invite);
			const { text } = await pbx.wire.until(({ to, status }) => to === 'server' && status === 180, { timeoutMs: 25_000 });
			expect(headerIn(text, 'From')).to.equal(headerIn(invite, 'From'));
			const cancel = invite.split('\r\n').filter((one) => /^(?:INVITE|Via|From|To|Call-ID|CSeq|Max-Forwards)/.test(one)).join('\r\n').replaceAll('INVITE', 'CANCEL');
			connection.inject(`${cancel}\r\nContent-Length: 0\r\n\r\n`);
			const { text: end } = await pbx.wire.until(({ to, status }) => to === 'server' && status === 487, { timeoutMs: 25_000 });
			expect(headerIn(end, 'From')).to.equal(headerIn(invite, 'From'));
		});
	}

	it('cannot turn JsSIP’s own log on, which would show them', async () => {
		const log = (await import('jssip')).debug as unknown as { formatArgs: (words: unknown[]) => void; enable(names: string): void; disable(): void };
		const { formatArgs } = log;
		let said = 0;
		log.formatArgs = () => said++;
		log.enable('JsSIP:*');
		line.signaling.ua.register();
		await pbx.wire.until(answers('REGISTER', 200), { timeoutMs: 25_000 });
		log.disable();
		log.formatArgs = formatArgs;
		expect(said).to.equal(0);
	});
});
