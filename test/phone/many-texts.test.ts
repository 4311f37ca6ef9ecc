import { expect } from '@open-wc/testing';
import type { Chat } from '../../src/core/chat/chat.js';
import { pageServices } from '../../src/pbx/page/page-services.js';
import type { WireFrame } from '../../src/pbx/wire.js';
import { registered, until } from '../support/phones.js';
import { confirmed, eventually } from './support/calls.js';
import { ALICE, BOB, PageOffice } from './support/office.js';
import type { TonePhone } from './support/tone-phone.js';

const COUNT = 500;
const numbered = (who: string): readonly string[] => Array.from({ length: COUNT }, (_, index) => `${who} ${String(index)}`);
const read = ({ state }: Chat, direction: string): readonly string[] => state.messages.filter((message) => message.direction === direction).map(({ text }) => text);

/** FreeSWITCH accepts a text, and forgets it: what a phone refuses then is lost. */
describe('many texts through FreeSWITCH', () => {
	let office: PageOffice;
	let alice: TonePhone;
	let bob: TonePhone;

	beforeEach(async () => {
		const limits = { burst: 100_000, framesPerSecond: 100_000 };
		office = new PageOffice({ manners: 'freeswitch', services: pageServices(), limits }, {}, { challengeMs: 0 });
		[alice, bob] = await Promise.all([office.registered('1000', ALICE), office.registered('1001', BOB)]);
	});

	const refusals = (): number => office.wire.frames.filter(({ to, method, status = 0 }) => to === 'server' && method === 'MESSAGE' && status >= 300).length;
	const isFromBob = ({ to, method, status, text }: WireFrame): boolean => to === 'client' && method === 'MESSAGE' && status === undefined && /^From:.*1001@/im.test(text);

	it('in a room, of two who write at once: none is lost, none comes twice, all are in order', async function () {
		this.timeout(120_000);
		const chats = await Promise.all([alice, bob].map(async (phone) => {
			const call = phone.call('3500');
			await confirmed(call);
			return phone.chatOf(call);
		}));
		const [hers, his] = chats as [Chat, Chat];
		for (const text of numbered('alice')) hers.send(text);
		for (const text of numbered('bob')) his.send(text);
		await Promise.all(chats.map((chat) => until(chat, ({ messages }) => messages.length >= 2 * COUNT && messages.every(({ delivery }) => delivery === 'accepted'), 100_000)));
		expect([read(hers, 'outgoing'), read(hers, 'incoming')]).to.deep.equal([numbered('alice'), numbered('bob')]);
		expect([read(his, 'outgoing'), read(his, 'incoming')]).to.deep.equal([numbered('bob'), numbered('alice')]);
		expect([alice, bob].map(({ state }) => state.chats.length)).to.deep.equal([1, 1]);
		expect(refusals()).to.equal(0);
	});

	it('that waited at the server until the phone was back all come at once', async function () {
		this.timeout(60_000);
		const waiting: string[] = [];
		const deliver = office.wire.intercept((frame) => {
			if (!isFromBob(frame)) return undefined;
			waiting.push(frame.text);
			return 'drop';
		});
		for (const text of numbered('bob')) bob.chat({ person: '1000' }).send(text);
		await eventually(() => waiting.length === COUNT, 'the server has them all', 50_000);
		deliver();
		const before = office.wire.connections.length;
		office.wire.connections.find(({ id }) => id === 1)?.cut();
		await until(alice, ({ connection }) => connection.phase !== 'connected');
		await registered(alice);
		const back = office.wire.connections.at(-1);
		expect(office.wire.connections.length).to.be.at.least(before);
		for (const text of waiting) back?.inject(text);
		const chat = alice.chat({ person: '1001' });
		await until(chat, ({ messages }) => messages.length >= COUNT);
		expect(read(chat, 'incoming')).to.deep.equal(numbered('bob'));
		expect(refusals()).to.equal(0);
	});
});
