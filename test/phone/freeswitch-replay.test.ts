import { expect } from '@open-wc/testing';
import type { Chat } from '../../src/core/chat/chat.js';
import type { SipMessage } from '../../src/pbx/sip-message.js';
import { SipRequest } from '../../src/pbx/sip-request.js';
import { SipResponse } from '../../src/pbx/sip-response.js';
import type { RecordedFrame } from '../support/recording.js';
import { nextCall, until } from '../support/phones.js';
import { confirmed, ended, eventually, hears, hearsNothingAt } from './support/calls.js';
import { FarEnd } from './support/far-end.js';
import { ALICE, BOB, CAROL } from './support/office.js';
import { afterRegistration, framesOf, ReplayOffice } from './support/replay-office.js';
import type { TonePhone } from './support/tone-phone.js';

const said = ({ state }: Chat): readonly string[] => state.messages.map(({ direction, delivery, text }) => `${direction} ${delivery}: ${text}`);

describe('FreeSWITCH, as it was recorded,', () => {
	let office: ReplayOffice;
	let far: FarEnd;

	beforeEach(() => (far = new FarEnd(BOB)));
	afterEach(() => far.close());

	/** A registered phone with whom these frames are then played. */
	async function plays(frames: readonly RecordedFrame[], user = '1000'): Promise<TonePhone> {
		office = new ReplayOffice(frames, { answer: far.answer });
		return office.registered(user, ALICE, { dtmf: 'info' });
	}

	async function isPlayed(): Promise<void> {
		await Promise.race([office.replay.finished, new Promise((_, reject) => setTimeout(() => reject(new Error(`The recording waits for ${office.replay.awaited}`)), 10_000))]);
		expect(office.replay.unexpected.map(({ method }) => method)).to.deep.equal([]);
	}

	it('registers our phone', async () => {
		await plays(await afterRegistration());
		await isPlayed();
	});

	it('connects our call, lets us hold it and press a digit, and hangs up', async () => {
		const alice = await plays(await afterRegistration('call-out', 'hold', 'dtmf-info', 'server-bye'));
		const call = alice.call('1001');
		await confirmed(call);
		await Promise.all([hears(call, BOB), far.hears(ALICE)]);
		await call.hold();
		await Promise.all([hearsNothingAt(call, BOB), far.hearsNothingAt(ALICE)]);
		expect((await confirmed(call)).hold).to.deep.equal({ local: true, remote: false });
		await call.sendDigits('5');
		expect(await ended(call)).to.deep.include({ by: 'remote', cause: 'hung-up' });
		await isPlayed();
		expect(alice.rings.filter(Boolean), 'its ring tone is heard, not ours').to.deep.equal([]);
	});

	for (const [words, cause, status] of [
		['USER_BUSY', 'busy', 486], ['USER_NOT_REGISTERED', 'unavailable', 480], ['NO_ANSWER', 'no-answer', 480], ['403 Forbidden', 'declined', 403], ['UNALLOCATED_NUMBER', 'not-found', 404],
		['INCOMPATIBLE_DESTINATION', 'media', 488], ['NORMAL_TEMPORARY_FAILURE', 'error', 503], ['603 Decline', 'declined', 603], ['NO_ROUTE_DESTINATION', 'not-found', 404],
	] as const) {
		it(`refuses our call (${words}), which says “${cause}”`, async () => {
			const calling = (await framesOf('call-out')).slice(0, 5);
			const refusal = (await framesOf('failures')).filter(({ text }) => text.includes(words)).slice(0, 1);
			const alice = await plays([...await afterRegistration(), ...calling, ...refusal]);
			expect(await ended(alice.call('1001'))).to.deep.include({ by: 'remote', cause, status });
			await isPlayed();
		});
	}

	it('calls us, and lets us transfer the caller', async () => {
		const bob = await plays([...await afterRegistration('call-in'), ...(await framesOf('blind-transfer')).map(later)], '1001');
		const call = await nextCall(bob);
		expect(call.remote).to.deep.equal({ uri: 'sip:1000@voice.test', user: '1000', displayName: 'User 1000' });
		await call.answer();
		await call.transfer('1002');
		expect(await ended(call)).to.deep.include({ by: 'remote', cause: 'hung-up' });
		await isPlayed();
	});

	it('connects the one with the other whom we called in between, and ends both our calls (attended-transfer)', async () => {
		const carol = new FarEnd(CAROL);
		office = new ReplayOffice([
			...await afterRegistration(), ...within(TRANSFERRED, await framesOf('call-out', 'hold')), ...within(CONSULTATION, await framesOf('call-out')), ...await framesOf('attended-transfer'),
		], { answer: (offer) => (office.replay.heard.some(isFor('1002')) ? carol : far).answer(offer) });
		const alice = await office.registered('1000', ALICE);
		const first = alice.call('1001');
		await confirmed(first);
		await Promise.all([hears(first, BOB), far.hears(ALICE)]);
		await first.hold();
		const second = alice.call('1002');
		await confirmed(second);
		await Promise.all([hears(second, CAROL), carol.hears(ALICE)]);
		await first.transfer(second);
		for (const call of [first, second]) expect(await ended(call)).to.deep.include({ by: 'remote', cause: 'hung-up' });
		await isPlayed();
		carol.close();
		const invites = office.replay.heard.filter(({ method, fromTag, toTag }) => method === 'INVITE' && fromTag && !toTag);
		const consultation = invites.at(-1);
		const [refer] = office.replay.heard.filter(({ method }) => method === 'REFER');
		expect(refer?.callId).to.equal(invites[0]?.callId);
		expect(decodeURIComponent(refer?.get('Refer-To') ?? '')).to.include('sip:1002@').and.include(`Replaces=${consultation?.callId};to-tag=${CONSULTATION.remoteTag};from-tag=${consultation?.fromTag}`);
		expect(office.replay.heard.filter(isAnswerTo('NOTIFY', 'BYE')).map(({ callId, status }) => [callId, status])).to.deep.equal([[refer?.callId, 200], [consultation?.callId, 200], [refer?.callId, 200]]);
	});

	it('passes on what the other end writes within the call: ours writes none there, so what was recorded of a client comes to us (in-dialog-text)', async () => {
		const [text] = await framesOf('in-dialog-text');
		const alice = await plays([...await afterRegistration('call-out'), fromThere(text!, CALL)]);
		const call = alice.call('1001');
		await confirmed(call);
		await isPlayed();
		await eventually(() => office.replay.heard.some(isAnswerTo('MESSAGE')), 'the text is answered');
		expect(office.replay.heard.filter(isAnswerTo('MESSAGE')).map(({ status }) => status)).to.deep.equal([200]);
		expect(alice.state.chats.map(({ peer, messages }) => [peer.user, messages.map((message) => message.text)])).to.deep.equal([['1001', ['in dialog text']]]);
		expect(call.state.phase).to.equal('confirmed');
	});

	it('answers our offer of sound with sound and video, which no phone could take: the call ends, and both sides are told (video-answer)', async () => {
		const calling = (await framesOf('call-out')).slice(0, 5);
		office = new ReplayOffice([...await afterRegistration(), ...calling, ...await framesOf('video-answer')]);
		const alice = await office.registered('1000', ALICE);
		expect(await ended(alice.call('3501'))).to.deep.include({ by: 'network', cause: 'media' });
		await eventually(() => office.replay.unexpected.length > 0, 'the server is told');
		const [offer] = office.replay.heard.filter(({ method }) => method === 'INVITE');
		expect(offer?.body.match(/^m=\w+/gm)).to.deep.equal(['m=audio']);
		expect(office.replay.heard.map(({ method }) => method).slice(-2)).to.deep.equal(['ACK', 'BYE']);
		expect(alice.devices.live).to.equal(0);
	});

	it('tells us that another device took the call', async () => {
		const [invite, ...answers] = (await framesOf('call-in')).slice(0, 3);
		const [cancel] = await framesOf('lost-fork');
		const bob = await plays([...await afterRegistration(), invite!, ...answers, { ...cancel!, text: sameTransaction(cancel!.text, invite!.text) }], '1001');
		const call = await nextCall(bob);
		expect(await ended(call)).to.deep.equal({ by: 'remote', cause: 'elsewhere', reason: 'Call completed elsewhere' });
	});

	it('takes our text to a room, and its echo is not doubled', async () => {
		const bob = await plays([...await afterRegistration(), ...await partOf('room-text', 'B')], '1001');
		const room = bob.chat({ room: '3500' });
		room.send('hello from B');
		await isPlayed();
		await until(room, ({ messages }) => messages[0]?.delivery === 'accepted');
		expect(said(room)).to.deep.equal(['outgoing accepted: hello from B']);
		expect(bob.state.chats.length).to.equal(1);
	});

	for (const [name, from, text] of [['digits-text', '5000', 'digits:1203'], ['room-inactive', '3500', 'Conference not active.'], ['user-text', '1001', 'reply\nline2']] as const) {
		it(`brings us a text (${name})`, async () => {
			const server = (await framesOf(name)).filter(({ from: side }) => side === 'server');
			const alice = await plays([...await afterRegistration(), ...server]);
			await until(alice, ({ chats }) => chats.length === 1);
			expect(alice.state.chats.map(({ peer, messages }) => [peer.user, messages.map((message) => message.text)])).to.deep.equal([[from, [text]]]);
		});
	}

	it('loses a text, which can be sent again', async () => {
		const [asked, challenged, again, accepted] = await partOf('room-text', 'B');
		const [lost] = await framesOf('text-500');
		const bob = await plays([...await afterRegistration(), asked!, challenged!, again!, lost!, asked!, challenged!, again!, accepted!], '1001');
		const chat = bob.chat({ room: '3500' });
		const { id } = chat.send('hello from B');
		await until(chat, ({ messages }) => messages[0]?.delivery === 'failed');
		expect(chat.state.messages[0]?.error?.status).to.equal(500);
		chat.retry(id);
		await until(chat, ({ messages }) => messages[0]?.delivery === 'submitted');
		await isPlayed();
	});

	it('answers a call of somebody who has no account', async () => {
		office = new ReplayOffice(await framesOf('trunk'), { answer: far.answer });
		const visitor = office.phone('anonymous', ALICE, { withoutRegistration: true, password: '' });
		const call = visitor.call('07010002000');
		await confirmed(call);
		await Promise.all([hears(call, BOB), far.hears(ALICE)]);
		call.hangUp();
		await isPlayed();
	});
});

/** What one of two parties saw. */
async function partOf(name: string, party: string): Promise<RecordedFrame[]> {
	const { recording } = await import('../support/recording.js');
	const mine = (await recording(`freeswitch/${name}`)).map((frame) => frame.party === party);
	return (await framesOf(name)).filter((_, index) => mine[index]);
}

/** A frame of another call, with a number that may follow those of this one. */
function later(frame: RecordedFrame): RecordedFrame {
	return { ...frame, text: frame.text.replace(/^CSeq: 1230416/m, 'CSeq: 1230417') };
}

/** A CANCEL as it would have come for this INVITE. */
function sameTransaction(cancel: string, invite: string): string {
	const lineOf = (name: string): string => new RegExp(`^${name}: .*`, 'm').exec(invite)?.[0] ?? '';
	const [, uri = ''] = /^INVITE (\S+)/.exec(invite) ?? [];
	return ['Via', 'From', 'To', 'Call-ID', 'CSeq'].reduce((text, name) => text.replace(new RegExp(`^${name}: .*`, 'm'), lineOf(name).replace('INVITE', 'CANCEL')), cancel.replace(/^CANCEL \S+/, `CANCEL ${uri}`));
}

/** What names a dialog of a recorded client, and who is at its other end. */
interface RecordedDialog {
	readonly callId: string;
	readonly localTag: string;
	readonly remoteTag: string;
	readonly peer: string;
}

const CALL: RecordedDialog = { callId: '6cdubkni9j7p5g44flpk', localTag: '773sj289tn', remoteTag: 'NHa55D80Zc9SH', peer: '1001' };
const TRANSFERRED: RecordedDialog = { callId: '61s9nekq8q513d62qlva', localTag: 'oedn84e1ak', remoteTag: 'BQDDmZZXvKaZD', peer: '1001' };
const CONSULTATION: RecordedDialog = { callId: '61s9nsi2j2h189ivdgnc', localTag: 'cvb0jl6b27', remoteTag: 'ejSQSgj8KeDQg', peer: '1002' };

/** A recorded call, as if it had been this one. */
function within(dialog: RecordedDialog, frames: readonly RecordedFrame[]): RecordedFrame[] {
	const swap = (text: string): string => text.replaceAll(CALL.callId, dialog.callId).replaceAll(CALL.localTag, dialog.localTag).replaceAll(CALL.remoteTag, dialog.remoteTag).replaceAll('sip:1001@', `sip:${dialog.peer}@`);
	return frames.map((frame) => ({ ...frame, text: swap(frame.text) }));
}

/** What a client wrote, as the server passes it on to the other end of a call. */
function fromThere(frame: RecordedFrame, { callId, localTag, remoteTag, peer }: RecordedDialog): RecordedFrame {
	const text = frame.text
		.replace(/^MESSAGE \S+/, 'MESSAGE sip:qc3piuup@qd6ptpa217d0.invalid;transport=ws;ob').replace(/^Call-ID: .*$/m, `Call-ID: ${callId}`)
		.replace(/^To: .*$/m, `To: <sip:1000@voice.test>;tag=${localTag}`).replace(/^From: .*$/m, `From: <sip:${peer}@voice.test>;tag=${remoteTag}`);
	return { ...frame, from: 'server', text };
}

const isFor = (user: string) => (message: SipMessage): boolean => message instanceof SipRequest && message.method === 'INVITE' && message.uri.startsWith(`sip:${user}@`);
const isAnswerTo = (...methods: readonly string[]) => (message: SipMessage): message is SipResponse => message instanceof SipResponse && methods.includes(message.method);
