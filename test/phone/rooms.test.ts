import { expect } from '@open-wc/testing';
import type { Call } from '../../src/core/call/call.js';
import type { Chat } from '../../src/core/chat/chat.js';
import { until } from '../support/phones.js';
import { confirmed, eventually, hears, hearsNothingAt } from './support/calls.js';
import { ALICE, BOB, CAROL, mediaOffice, type Office } from './support/office.js';
import type { TonePhone } from './support/tone-phone.js';

interface Member {
	readonly phone: TonePhone;
	readonly call: Call;
	readonly chat: Chat;
}

for (const manners of ['plain', 'freeswitch'] as const) {
	describe(`three in a room of a ${manners} server`, () => {
		let office: Office;
		let members: readonly Member[];

		beforeEach(async function () {
			this.timeout(60_000);
			office = await mediaOffice({ manners });
			members = await Promise.all([joins('1000', ALICE), joins('1001', BOB), joins('1002', CAROL)]);
		});

		async function joins(user: string, hz: number): Promise<Member> {
			const phone = await office.registered(user, hz);
			const call = phone.call('3000');
			await confirmed(call);
			const chat = phone.chat({ room: '3000' });
			return { phone, call, chat };
		}

		it('hear the two others, and not themselves', async () => {
			await Promise.all(members.map(async ({ phone, call }) => {
				const others = members.filter((other) => other.phone !== phone);
				await Promise.all(others.map((other) => hears(call, other.phone.hz)));
				await hearsNothingAt(call, phone.hz);
			}));
		});

		it('no longer hear who is muted, or who has left', async () => {
			const [alice, bob, carol] = members as [Member, Member, Member];
			await Promise.all([hears(alice.call, BOB), hears(alice.call, CAROL), hears(carol.call, BOB)]);
			bob.call.mute();
			await Promise.all([hearsNothingAt(alice.call, BOB), hearsNothingAt(carol.call, BOB), hears(alice.call, CAROL)]);
			carol.call.hangUp();
			await hearsNothingAt(alice.call, CAROL);
			bob.call.unmute();
			await hears(alice.call, BOB);
		});

		it('all read what one of them writes, each once', async () => {
			const [alice, bob, carol] = members as [Member, Member, Member];
			alice.chat.send('Hello, all of you');
			await Promise.all([bob, carol].map(({ chat }) => until(chat, ({ messages }) => messages.length === 1)));
			await until(alice.chat, ({ messages }) => messages[0]?.delivery === 'accepted');
			bob.chat.send('日本語 from Bob');
			await Promise.all([alice, carol].map(({ chat }) => until(chat, ({ messages }) => messages.length === 2)));
			await eventually(() => members.every(({ chat }) => chat.state.messages.length === 2), 'everybody has both');
			const read = members.map(({ chat }) => chat.state.messages.map(({ from, text, direction }) => `${direction} ${from.user}: ${text}`));
			expect(read).to.deep.equal([
				['outgoing 1000: Hello, all of you', 'incoming 1001: 日本語 from Bob'],
				['incoming 1000: Hello, all of you', 'outgoing 1001: 日本語 from Bob'],
				['incoming 1000: Hello, all of you', 'incoming 1001: 日本語 from Bob'],
			]);
			expect(members.map(({ phone }) => phone.state.chats.length), 'no conversation beside that of the room').to.deep.equal([1, 1, 1]);
		});

		it('all read it in one conversation that follows the call', async () => {
			const followers = await Promise.all([['1004', 1030], ['1005', 1230], ['1006', 1470]].map(async ([user, hz]) => {
				const phone = await office.registered(String(user), Number(hz));
				const call = phone.call('3001');
				await confirmed(call);
				return { phone, call };
			}));
			followers.forEach(({ phone, call }, index) => phone.chatOf(call).send(`from ${String(index)}`));
			await eventually(() => followers.every(({ phone, call }) => phone.chatOf(call).state.messages.length === 3), 'everybody reads all three');
			const read = followers.map(({ phone }) => phone.state.chats.map(({ kind, peer, messages }) => [kind, peer.user, messages.map(({ text }) => text).sort()]));
			expect(read).to.deep.equal(followers.map(() => [['room', '3001', ['from 0', 'from 1', 'from 2']]]));
		});

		it('all read it where nobody opened the room’s conversation', async () => {
			const dave = await office.registered('1003', 1030);
			const call = dave.call('3000');
			await confirmed(call);
			const chat = dave.chatOf(call);
			chat.send('I am new here');
			await Promise.all(members.map((member) => until(member.chat, ({ messages }) => messages.length === 1)));
			expect(members.map((member) => member.phone.state.chats.map(({ kind, peer }) => [kind, peer.user]))).to.deep.equal(Array.from({ length: 3 }, () => [['room', '3000']]));
			await eventually(() => chat.state.messages[0]?.delivery === 'accepted', 'it was sent');
			expect(chat.state.messages.length).to.equal(1);
		});
	});
}
