import { expect } from '@open-wc/testing';
import { Pbx } from '../../../src/pbx/pbx.js';
import type { Connection } from '../../../src/pbx/connection.js';
import { until } from '../../media/until.js';
import { serverAt, TestLine } from './test-line.js';
import { answers, pause } from './wire-rules.js';

function hostile(method: string, ...more: readonly string[]): string {
	return [`${method} sip:1000@voice.test SIP/2.0`, `Via: SIP/2.0/WS evil.invalid;branch=z9hG4bK${String(Math.random())}`, 'From: "\u202EEve" <sip:eve@voice.test>;tag=e', 'To: <sip:1000@voice.test>', `Call-ID: ${String(Math.random())}`, `CSeq: 1 ${method}`, 'Max-Forwards: 9', ...more, '', ''].join('\r\n');
}

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
		line = new TestLine({ WebSocket: serverAt(pbx), timing: { silenceMs: 3_600_000 } });
		await line.registered();
		connection = pbx.wire.connections[0]!;
	});
	after(async () => {
		await line.signaling.stop();
		pbx.stop();
		catching.abort();
	});
	beforeEach(() => pbx.wire.mark());

	/** The status that a request of a stranger is answered with. */
	const statusOf = async (text: string): Promise<number | undefined> => {
		pbx.wire.mark();
		connection.inject(text);
		return (await pbx.wire.until(({ to, status }) => to === 'server' && status !== undefined && status > 100)).status;
	};

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
		it(`${what} is answered ${String(status)}`, async () => expect(await statusOf(text)).to.equal(status));
	}

	it('throws nothing that nobody catches, and ends nothing', async () => {
		const frames = ['', '\r\n', '\r\n\r\n', 'x', 'SIP/2.0 200 OK\r\n\r\n', 'SIP/2.0 200 OK\r\nCSeq: x\r\n\r\n', hostile('INVITE', 'Contact: *'), hostile('ACK'), hostile('CANCEL'), hostile('MESSAGE').replace(/From.*\r\n/, ''), `${'x'.repeat(300_000)}\r\n\r\n`, hostile('OPTIONS', ...Array.from({ length: 600 }, () => 'X-A: 1'))];
		frames.forEach((frame) => connection.inject(frame));
		await pause(300);
		line.signaling.answered(false);
		await pbx.wire.until(answers('OPTIONS', 200));
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
		await until(() => count() === before + 100, { what: 'Every text' });
	});

	it('shows a sender that is cleaned', () => {
		const fact = line.facts.find(({ type }) => type === 'text');
		expect(fact).to.have.nested.property('text.from.displayName', 'Eve');
	});

	it('cannot turn JsSIP’s own log on, which would show them', async () => {
		const log = (await import('jssip')).debug as unknown as { formatArgs: (words: unknown[]) => void; enable(names: string): void; disable(): void };
		const { formatArgs } = log;
		let said = 0;
		log.formatArgs = () => said++;
		log.enable('JsSIP:*');
		line.signaling.ua.register();
		await pbx.wire.until(answers('REGISTER', 200));
		log.disable();
		log.formatArgs = formatArgs;
		expect(said).to.equal(0);
	});
});
