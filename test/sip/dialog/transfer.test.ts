import { expect } from '@open-wc/testing';
import type { WireFrame } from '../../../src/pbx/wire.js';
import { listen } from '../../../src/sip/transport/listen.js';
import { hears } from '../../support/tones.js';
import { Lab, talking, type PlainParty } from './support/lab.js';
import { eventually, type PartyCall } from './support/party.js';
import type { PlainCall } from './support/plain-party.js';
import { responseTo } from './support/wire-rules.js';

interface Wish {
	readonly accept: (initCallback?: undefined, options?: object) => void;
}

const carolAddress = { uri: 'sip:1002@voice.test', user: '1002', displayName: '' };
const isRefer = ({ to, method, status }: WireFrame): boolean => to === 'server' && method === 'REFER' && status === undefined;

const tagIn = (header: 'From' | 'To', { text }: WireFrame): string => new RegExp(`^${header}:.*;tag=([^;\\s]+)`, 'im').exec(text)?.[1] ?? '';

/** Has a plain call follow a transfer. */
function follow(call: PartyCall, { tone }: PlainParty): void {
	const { session } = call as PlainCall;
	listen<Wish>(session, 'refer', ({ accept }) => accept(undefined, { mediaStream: tone.stream.clone() }), new AbortController().signal);
}

/** Has a plain call be replaced, as the target of an attended transfer is. */
function giveWay(call: PartyCall): void {
	const { session } = call as PlainCall;
	listen<Wish>(session, 'replaces', ({ accept }) => accept(), new AbortController().signal);
}

describe('transferring a SIP call', () => {
	let lab: Lab;
	beforeEach(() => void (lab = new Lab()));
	afterEach(() => lab.stop());

	it('to an address: the two others talk, and our call is over', async () => {
		const [alice, bob, carol] = [await lab.ours('1000', 440), await lab.plain('1001', 620), await lab.plain('1002', 830)];
		const { near, far } = await talking(alice, bob);
		follow(far, bob);
		const transferred = near.session.transfer(carolAddress);
		const called = await carol.incoming();
		await called.answer();
		await transferred;
		await hears(called.remoteStream, 620);
		await near.until('terminated');
		expect(near.termination).to.deep.equal({ by: 'local', cause: 'hung-up' });
	});

	for (const direction of ['outgoing', 'incoming'] as const) {
		it(`to the far side of another, ${direction} call, which is replaced`, async () => {
			const [alice, bob, carol] = [await lab.ours('1000', 440), await lab.plain('1001', 620), await lab.plain('1002', 830)];
			const { near, far } = await talking(alice, bob);
			const { mine, theirs } = direction === 'outgoing'
				? await talking(alice, carol).then((talk) => ({ mine: talk.near, theirs: talk.far }))
				: await talking(carol, alice).then((talk) => ({ mine: alice.calls.at(-1)!, theirs: talk.near }));
			follow(far, bob);
			giveWay(theirs);
			const accepted = lab.wire.frames.filter(({ to, method, status }) => to === 'client' && method === 'INVITE' && status === 200).at(-1)!;
			const [caller, callee] = [tagIn('From', accepted), tagIn('To', accepted)];
			const transferred = near.session.transfer(mine.session);
			const { text } = await lab.wire.until((frame) => frame.method === 'INVITE' && /^Replaces:/m.test(frame.text));
			expect(/^Replaces:.*;to-tag=([^;\s]+)/m.exec(text)?.[1], 'the tag of the one who is replaced').to.equal(direction === 'outgoing' ? callee : caller);
			expect(/^Replaces:.*;from-tag=([^;\s]+)/m.exec(text)?.[1], 'our own tag').to.equal(direction === 'outgoing' ? caller : callee);
			const replacement = await carol.incoming();
			await replacement.answer();
			await transferred;
			await hears(replacement.remoteStream, 620);
			await Promise.all([near.until('terminated'), mine.until('terminated')]);
			await theirs.until('terminated');
		});
	}

	it('that its target refuses rejects, and the call goes on', async () => {
		const [alice, bob, carol] = [await lab.ours('1000', 440), await lab.plain('1001', 620), await lab.ours('1002', 830)];
		const { near, far } = await talking(alice, bob);
		follow(far, bob);
		const failure = near.session.transfer(carolAddress).catch((thrown: unknown) => thrown) as Promise<{ code: string; status: number }>;
		(await carol.incoming()).session.refuse('busy');
		const { code, status } = await failure;
		expect([code, status]).to.deep.equal(['refused', 486]);
		expect(near.phase).to.equal('confirmed');
		await hears(near.remoteStream, 620);
	});

	it('is refused when it is asked of us, and that call goes on too', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.ours('1001', 620)];
		const { near, far } = await talking(alice, bob);
		const error = await near.session.transfer(carolAddress).catch((thrown: unknown) => thrown) as { code: string; status: number };
		expect([error.code, error.status]).to.deep.equal(['refused', 603]);
		expect([near.phase, far.phase]).to.deep.equal(['confirmed', 'confirmed']);
		await hears(near.remoteStream, 620);
	});

	it('that a server takes over by itself: success at once, then its BYE', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.plain('1001', 620)];
		const { near, far } = await talking(alice, bob);
		lab.wire.intercept((frame) => {
			if (!isRefer(frame)) return undefined;
			setTimeout(() => {
				frame.connection.inject(responseTo(frame.text, '202 Accepted'));
				far.hangUp();
			});
			return 'drop';
		});
		await near.session.transfer(carolAddress);
		await near.until('terminated');
		expect(near.termination).to.include({ by: 'remote', cause: 'hung-up' });
	});

	for (const [who, user] of [['somebody else', '1002'], ['another device of the very person', '1001']] as const) it(`in our place is refused to ${who}: nobody takes over a call of ours`, async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.plain('1001', 620)];
		const { near } = await talking(alice, bob);
		const carol = await lab.plain(user, 830);
		const established = await lab.wire.until(({ to, method, status }) => to === 'client' && method === 'INVITE' && status === 200);
		const [, callId] = /^Call-ID:\s*(\S+)/im.exec(established.text) ?? [];
		const [ourTag, theirTag] = [tagIn('From', established), tagIn('To', established)];
		const intruder = carol.ua.call('sip:1000@voice.test', { mediaStream: carol.tone.stream.clone(), extraHeaders: [`Replaces: ${callId};to-tag=${ourTag};from-tag=${theirTag}`] });
		let cause = '';
		intruder.on('failed', (end) => (cause = end.cause));
		await eventually(() => cause !== '', 'the intruder is refused');
		expect(cause).to.equal('Busy');
		expect(near.phase).to.equal('confirmed');
		await hears(near.remoteStream, 620);
	});
});
