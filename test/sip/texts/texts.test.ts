import { expect } from '@open-wc/testing';
import type { UA } from 'jssip';
import { parseAddress } from '../../../src/core/address.js';
import type { IncomingText, TextOutcome } from '../../../src/core/ports/signaling.js';
import type { VoiceError } from '../../../src/core/voice-error.js';
import { Pbx } from '../../../src/pbx/pbx.js';
import { plainLine } from '../support/plain-line.js';
import { HASTE, serverAt, TestLine } from '../support/account-line.js';
import { alwaysAnswer, answers, asks, change, pause } from '../support/line-rules.js';

describe('texts of a line', () => {
	const ends: (() => unknown)[] = [];
	let pbx: Pbx;
	let line: TestLine;

	const to = (typed: string): ReturnType<typeof parseAddress> => parseAddress(typed, { host: 'voice.test' });
	const waitedMs = (): number => 0;
	const send = (text: string, typed = '1001', messageId = 'm1'): Promise<TextOutcome> => line.signaling.sendText({ to: to(typed), text, messageId, waitedMs });
	const received = (who: TestLine): IncomingText[] => who.facts.flatMap((fact) => (fact.type === 'text' ? [fact.text] : []));
	const sent = (): string[] => pbx.wire.frames.filter((frame) => asks('MESSAGE')(frame) && frame.user === '1000').map(({ text }) => text);

	/** What a text was refused with. */
	async function refusal(sending: Promise<unknown>): Promise<{ code: string; status: number | undefined }> {
		return sending.then(() => expect.fail('It was sent'), ({ code, status }: VoiceError) => ({ code, status }));
	}

	async function start(user: string): Promise<TestLine> {
		const started = new TestLine({ WebSocket: serverAt(pbx), config: { uri: `sip:${user}@voice.test` } });
		ends.unshift(() => started.signaling.stop());
		await started.registered();
		return started;
	}

	async function startPlain(): Promise<UA> {
		const ua = plainLine(serverAt(pbx));
		ends.unshift(() => ua.stop());
		pbx.wire.mark();
		await pbx.wire.until(answers('REGISTER', 200));
		await pause(50);
		return ua;
	}

	beforeEach(async () => {
		pbx = new Pbx();
		ends.push(() => pbx.stop());
		line = await start('1000');
	});
	afterEach(async () => {
		for (const end of ends.splice(0)) await end();
	});

	it('arrive whole, with id and room', async () => {
		const bob = await start('1001');
		const text = 'Grüße, 日本語 😀\nsecond line';
		await line.signaling.sendText({ to: to('1001'), text, messageId: 'm1', waitedMs, room: 'sip:3500@voice.test' });
		await bob.until((one) => received(one).length > 0);
		expect(received(bob)).to.deep.equal([{ from: { uri: 'sip:1000@voice.test', user: '1000', displayName: '' }, text, messageId: 'm1', room: 'sip:3500@voice.test' }]);
	});

	it('with half a character arrive mended (JsSIP alone throws)', async () => {
		const bob = await start('1001');
		await send('half \uD83D of it');
		await bob.until((one) => received(one).length > 0);
		expect(received(bob)[0]?.text).to.equal('half \uFFFD of it');
		const plain = await startPlain();
		expect(() => plain.sendMessage('sip:1001@voice.test', 'half \uD83D of it')).to.throw(URIError);
	});

	it('to “100%” leave (JsSIP alone throws)', async () => {
		expect(await refusal(send('hello', '100%'))).to.deep.equal({ code: 'refused', status: 404 });
		expect(sent()[0]).to.match(/^MESSAGE sip:100%25@voice\.test SIP\/2\.0\r\n/);
		const plain = await startPlain();
		expect(() => plain.sendMessage('100%', 'hello')).to.throw(URIError);
	});

	it('of more than 8 kB are refused here, counted in bytes', async () => {
		expect(await refusal(send('é'.repeat(4097)))).to.deep.equal({ code: 'too-large', status: undefined });
		expect(sent().length).to.equal(0);
		expect(await refusal(send('é'.repeat(4096), '1019'))).to.deep.equal({ code: 'refused', status: 480 });
	});

	for (const [statusLine, outcome] of [['200 OK', 'accepted'], ['202 Accepted', 'submitted']] as const) {
		it(`that are answered ${statusLine} are ${outcome}`, async () => {
			pbx.wire.intercept(alwaysAnswer(asks('MESSAGE'), statusLine));
			expect(await send('hello')).to.equal(outcome);
		});
	}

	it('refuse a header in an id or a room', async () => {
		expect((await refusal(send('hello', '1001', 'm1\r\nX-Evil: 1'))).code).to.equal('address');
		expect(sent().length).to.equal(0);
	});

	for (const [statusLine, code, status] of [['404 Not Found', 'refused', 404], ['480 Away', 'refused', 480], ['413 Request Entity Too Large', 'too-large', 413], ['408 Request Timeout', 'timeout', undefined], ['403 Forbidden', 'refused', 403]] as const) {
		it(`that are answered ${statusLine} fail as ${code}`, async () => {
			pbx.wire.intercept(alwaysAnswer(asks('MESSAGE'), statusLine));
			expect(await refusal(send('hello'))).to.deep.equal({ code, status });
		});
	}

	it('wait for a line that is away, and leave when it is back', async () => {
		await start('1001');
		pbx.wire.connections.find(({ id }) => id === 1)?.cut();
		await line.until(({ connection }) => connection.phase === 'reconnecting');
		await send('hello');
	});

	it('fail when the line does not come back in time', async () => {
		const lonely = new TestLine({ WebSocket: serverAt(pbx, { refuse: () => true }), timing: { textMs: 200 } });
		expect((await refusal(lonely.signaling.sendText({ to: to('1001'), text: 'hello', messageId: 'm', waitedMs }))).code).to.equal('server-unreachable');
		await lonely.signaling.stop();
	});

	it('that waited already for those before them wait no longer than the rest', async () => {
		const lonely = new TestLine({ WebSocket: serverAt(pbx, { refuse: () => true }), timing: { textMs: 60_000 } });
		const lateBy = (ms: number): Promise<TextOutcome> => lonely.signaling.sendText({ to: to('1001'), text: 'hello', messageId: 'm', waitedMs: () => ms });
		const refused = await Promise.all([lateBy(59_900), lateBy(60_000), lateBy(90_000)].map(refusal));
		expect(refused.map(({ code }) => code)).to.deep.equal(Array(3).fill('server-unreachable'));
		await lonely.signaling.stop();
	});

	it('fail at once when the credentials were refused', async () => {
		const stranger = new TestLine({ WebSocket: serverAt(pbx), config: { password: 'wrong' }, timing: { textMs: 60_000 } });
		expect((await refusal(stranger.signaling.sendText({ to: to('1001'), text: 'hello', messageId: 'm', waitedMs }))).code).to.equal('credentials-refused');
		await stranger.signaling.stop();
	});

	it('fail when the connection breaks while they are on their way', async () => {
		pbx.wire.intercept((frame) => (asks('MESSAGE')(frame) ? (setTimeout(() => frame.connection.cut()), 'drop') : undefined));
		expect((await refusal(send('hello'))).code).to.equal('server-unreachable');
	});

	it('answer a challenge a little later than they could: FreeSWITCH fails otherwise', async () => {
		await start('1001');
		await send('hello');
		const challengedAt = pbx.wire.frames.find(answers('MESSAGE', 407))?.at ?? 0;
		const answeredAt = pbx.wire.frames.findLast((frame) => asks('MESSAGE')(frame) && frame.user === '1000')?.at ?? 0;
		expect(answeredAt - challengedAt).to.be.at.least((HASTE.challengeMs ?? 30) - 2);
	});

	it('answer a challenge of a realm that is not the registrar’s (JsSIP alone does not)', async () => {
		const elsewhere = (text: string): string => text.replace('realm="voice.test"', 'realm="elsewhere"');
		pbx.wire.intercept(alwaysAnswer((frame) => asks('MESSAGE')(frame) && /^Proxy-Authorization: .*realm="elsewhere"/im.test(frame.text), '202 Accepted'));
		pbx.wire.intercept(change(answers('MESSAGE', 407), elsewhere));
		await send('hello');
		const plain = await startPlain();
		const failed = new Promise<string>((resolve) => plain.sendMessage('sip:1001@voice.test', 'hello', { eventHandlers: { failed: ({ cause }) => resolve(String(cause)), succeeded: () => resolve('sent') } }));
		expect(await failed).to.equal('Authentication Error');
	});

	it('leave without a registration too, and answer the challenge', async () => {
		await start('1001');
		const visitor = new TestLine({ WebSocket: serverAt(pbx), config: { withoutRegistration: true } });
		ends.unshift(() => visitor.signaling.stop());
		await visitor.signaling.sendText({ to: to('1001'), text: 'hello', messageId: 'v1', waitedMs });
	});

	it('that are none are answered as they should be, and not shown', async () => {
		const bob = await start('1001');
		const content = (type: string): Promise<number> => new Promise((resolve) => line.signaling.ua.sendMessage('sip:1001@voice.test', '<x/>', {
			contentType: type,
			eventHandlers: { succeeded: ({ response }) => resolve((response as { status_code: number }).status_code), failed: ({ response }) => resolve(response.status_code) },
		}));
		expect(await content('application/im-iscomposing+xml')).to.equal(200);
		expect(await content('application/json')).to.equal(415);
		expect(await content('text/html;charset=utf-8')).to.equal(200);
		expect(received(bob)).to.deep.equal([]);
	});
});
