import { expect } from '@open-wc/testing';
import type { Chat } from '../../src/core/chat/chat.js';
import { VoiceMessageEvent } from '../../src/core/events.js';
import { until } from '../support/phones.js';
import { answerInstead, asks } from '../sip/support/line-rules.js';
import { eventually } from './support/calls.js';
import { ALICE, BOB, CAROL, PageOffice } from './support/office.js';
import type { TonePhone } from './support/tone-phone.js';

const said = (chat: Chat): readonly string[] => chat.state.messages.map(({ direction, text, delivery }) => `${direction} ${delivery}: ${text}`);

describe('two who write', () => {
	let office: PageOffice;
	let alice: TonePhone;
	let bob: TonePhone;

	beforeEach(async () => {
		office = new PageOffice();
		[alice, bob] = await Promise.all([office.registered('1000', ALICE, { displayName: 'Alice' }), office.registered('1001', BOB)]);
	});

	const toBob = (): Chat => alice.chat({ person: '1001' });
	const toAlice = (): Chat => bob.chat({ person: '1000' });

	it('read each other, and see that it was sent', async () => {
		const message = toBob().send('Are you there?');
		expect(message.delivery).to.equal('sending');
		await until(toBob(), ({ messages }) => messages[0]?.delivery === 'accepted');
		toAlice().send('I am.');
		await until(toBob(), ({ messages }) => messages.length === 2);
		await until(toAlice(), ({ messages }) => messages[1]?.delivery === 'accepted');
		expect(said(toBob())).to.deep.equal(['outgoing accepted: Are you there?', 'incoming accepted: I am.']);
		expect(said(toAlice())).to.deep.equal(['incoming accepted: Are you there?', 'outgoing accepted: I am.']);
		expect(toAlice().state.messages[0]?.id).to.equal(message.id);
		expect(toAlice().state.messages[0]?.from).to.deep.equal({ uri: 'sip:1000@voice.test', user: '1000', displayName: 'Alice' });
	});

	const texts = ['é', '日本語 😀 👩‍👩‍👧', 'two\nlines\r\nand three', '  spaces  ', '<b>not bold</b> &amp;', 'عربي', '%41 100%', 'x'.repeat(8192)];
	for (const text of texts) {
		it(`read “${text.slice(0, 20).replaceAll(/\s/g, ' ')}” as it was written`, async () => {
			toBob().send(text);
			await until(toAlice(), ({ messages }) => messages.length === 1);
			expect(toAlice().state.messages[0]?.text.replaceAll('\r\n', '\n')).to.equal(text.replaceAll('\r\n', '\n'));
		});
	}

	it('read in the order in which it was written', async () => {
		const lines = Array.from({ length: 12 }, (_, index) => `line ${String(index)}`);
		for (const line of lines) toBob().send(line);
		await until(toAlice(), ({ messages }) => messages.length === lines.length);
		expect(toAlice().state.messages.map(({ text }) => text)).to.deep.equal(lines);
	});

	it('read once what came twice', async () => {
		office.wire.intercept((frame) => (frame.to === 'client' && frame.method === 'MESSAGE' && frame.status === undefined ? { replace: [frame.text, again(frame.text)] } : undefined));
		toBob().send('once');
		toBob().send('and again');
		await until(toAlice(), ({ messages }) => messages.length >= 2);
		await eventually(() => office.wire.frames.filter(({ to, method, status }) => to === 'server' && method === 'MESSAGE' && status === 200).length >= 4, 'four copies were taken');
		expect(toAlice().state.messages.map(({ text }) => text)).to.deep.equal(['once', 'and again']);
	});

	it('are told of it by an event, and how much is unread', async () => {
		const told: string[] = [];
		bob.addEventListener('voice-message', (event) => event instanceof VoiceMessageEvent && told.push(`${event.chat.peer.user}: ${event.message.text}`));
		toBob().send('one');
		toBob().send('two');
		await until(toAlice(), ({ unread }) => unread === 2);
		expect(told).to.deep.equal(['1000: one', '1000: two']);
		toAlice().markRead();
		expect(bob.state.chats.map(({ unread }) => unread)).to.deep.equal([0]);
	});

	it('keep a conversation with each', async () => {
		const carol = await office.registered('1002', CAROL);
		toBob().send('to Bob');
		carol.chat({ person: '1001' }).send('from Carol');
		await eventually(() => bob.state.chats.length === 2, 'Bob has two conversations');
		expect(bob.state.chats.map(({ peer, messages }) => [peer.user, messages.map(({ text }) => text)])).to.have.deep.members([['1000', ['to Bob']], ['1002', ['from Carol']]]);
	});

	for (const [whom, status, words] of [['nobody', 404, 'Nobody has this address.'], ['1002', 480, 'The other side cannot be reached now.']] as const) {
		it(`see that a text to ${whom} was not sent, and why`, async () => {
			const chat = alice.chat({ person: whom });
			chat.send('Hello?');
			await until(chat, ({ messages }) => messages[0]?.delivery === 'failed');
			expect(chat.state.messages[0]?.error).to.deep.equal({ code: 'refused', message: words, status });
		});
	}

	it('send again what was not sent, under the same id', async () => {
		office.wire.intercept(answerInstead(asks('MESSAGE'), ['480 Temporarily Unavailable']));
		const { id } = toBob().send('still there');
		await until(toBob(), ({ messages }) => messages[0]?.delivery === 'failed');
		toBob().retry(id);
		expect(said(toBob())).to.deep.equal(['outgoing sending: still there']);
		await until(toBob(), ({ messages }) => messages[0]?.delivery === 'accepted');
		expect(toAlice().state.messages.map(({ id: known, text }) => [known, text])).to.deep.equal([[id, 'still there']]);
		expect(toBob().state.messages[0]).not.to.have.property('error');
	});

	it('lose nothing of what they write offline, in its order, when the connection is back in time', async () => {
		office.wire.connections.find(({ id }) => id === 1)?.cut();
		await until(alice, ({ connection }) => connection.phase === 'reconnecting');
		const lines = Array.from({ length: 10 }, (_, index) => `line ${String(index)}`);
		for (const line of lines) toBob().send(line);
		await until(toAlice(), ({ messages }) => messages.length === lines.length);
		expect(toAlice().state.messages.map(({ text }) => text)).to.deep.equal(lines);
	});

	it('say whether a text could reach them', async () => {
		expect(toBob().state.canReceive).to.equal(true);
		await alice.stop();
		expect(toBob().state.canReceive).to.equal(false);
	});

	it('refuse what cannot be sent, at once', () => {
		for (const text of ['', ' \n', '\uD800', 'x'.repeat(8193)]) expect(() => toBob().send(text)).to.throw();
		expect(toBob().state.messages).to.deep.equal([]);
	});
});

describe('ten texts that are written offline', () => {
	it('are given up together', async () => {
		let away = false;
		const office = new PageOffice({}, { refuse: () => away }, { textMs: 1000 });
		const alice = await office.registered('1000', ALICE);
		away = true;
		for (const connection of office.wire.connections) connection.cut();
		await until(alice, ({ connection }) => connection.phase === 'reconnecting');
		const chat = alice.chat({ person: '1001' });
		const from = performance.now();
		for (let line = 0; line < 10; line++) chat.send(`line ${String(line)}`);
		await until(chat, ({ messages }) => messages.every(({ delivery }) => delivery === 'failed'));
		expect(performance.now() - from).to.be.within(900, 3000);
		expect(new Set(chat.state.messages.map(({ error }) => error?.code))).to.deep.equal(new Set(['server-unreachable']));
	});
});

/** The same text as another request, as a server sends it that lost the answer. */
function again(text: string): string {
	return text.replace(/branch=z9hG4bK/i, 'branch=z9hG4bKagain').replace(/^(CSeq:\s*)(\d+)/m, (_, name: string, number: string) => `${name}${String(Number(number) + 1)}`);
}
