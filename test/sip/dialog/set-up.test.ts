import { expect } from '@open-wc/testing';
import type { WireFrame } from '../../../src/pbx/wire.js';
import { hears } from '../../support/tones.js';
import { Lab, talking } from './support/lab.js';
import { eventually, pause } from './support/party.js';
import { TestLine } from './support/test-line.js';

const isInvite = ({ to, method, status }: WireFrame): boolean => to === 'server' && method === 'INVITE' && status === undefined;
const isAnswer = ({ to, method, status }: WireFrame): boolean => to === 'client' && method === 'INVITE' && status === 200;
const codecsIn = (text: string): string[] => {
	const payloads = /^m=audio \d+ \S+ (.*)$/m.exec(text)?.[1]?.trim().split(' ') ?? [];
	return payloads.map((payload) => new RegExp(`^a=rtpmap:${payload} ([^/]+)`, 'm').exec(text)?.[1] ?? payload);
};

describe('a SIP call is set up', () => {
	let lab: Lab;
	beforeEach(() => void (lab = new Lab()));
	afterEach(() => lab.stop());

	it('between two of ours, who hear each other', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.ours('1001', 620)];
		const { near, far } = await talking(alice, bob);
		await hears(near.remoteStream, 620);
		await hears(far.remoteStream, 440);
		near.hangUp();
		await far.until('terminated');
		expect(far.termination).to.deep.equal({ by: 'remote', cause: 'hung-up' });
		expect(near.termination).to.deep.equal({ by: 'local', cause: 'hung-up' });
	});

	it('with plain JsSIP, in both directions', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.plain('1001', 620)];
		const out = await talking(alice, bob);
		await hears(out.near.remoteStream, 620);
		await hears(out.far.remoteStream, 440);
		out.far.hangUp();
		await out.near.until('terminated');
		const back = await talking(bob, alice);
		await hears(back.near.remoteStream, 440);
		await hears(back.far.remoteStream, 620);
	});

	it('from an INVITE without an offer: ours is in the 200, the answer in the ACK', async () => {
		const [alice, bob] = [await lab.plain('1000', 440), await lab.ours('1001', 620)];
		let offer = '';
		lab.wire.intercept(({ to, method, status, text }) => {
			if (method === 'INVITE' && status === undefined && to === 'client') {
				offer = sdpOf(text);
				return { replace: withSdp(text, '') };
			}
			if (method === 'INVITE' && status === 200 && to === 'client') return { replace: withSdp(text, sdpOf(text).replace('a=setup:actpass', 'a=setup:active')) };
			if (method === 'ACK' && to === 'client') return { replace: withSdp(text, offer.replace('a=setup:actpass', 'a=setup:passive')) };
			return undefined;
		});
		const { near, far } = await talking(alice, bob);
		await hears(far.remoteStream, 440);
		await hears(near.remoteStream, 620);
	});

	it('with the preferred codecs first, in offers and in answers, and without losing the others', async () => {
		const [alice, bob] = [await lab.ours('1000', 440, { account: { codecs: ['pcma', 'opus'] } }), await lab.ours('1001', 620, { account: { codecs: ['pcmu'] } })];
		const { near } = await talking(alice, bob);
		const offered = codecsIn((await lab.wire.until(isInvite)).text);
		const answered = codecsIn((await lab.wire.until(isAnswer)).text);
		expect(offered.slice(0, 2)).to.deep.equal(['PCMA', 'opus']);
		expect(answered[0]).to.equal('PCMU');
		for (const codecs of [offered, answered]) expect(codecs).to.include.members(['opus', 'telephone-event', 'G722']);
		await hears(near.remoteStream, 620);
	});

	it('with the extra headers of the page', async () => {
		const alice = await lab.ours('1000', 440);
		alice.call('1001', { 'X-Room': '3500', 'User-to-User': 'abc' });
		const { text } = await lab.wire.until(isInvite);
		expect(text).to.contain('\r\nX-Room: 3500\r\n').and.to.contain('\r\nUser-to-User: abc\r\n');
	});

	it('and learns whom it reached, and that it is a room', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.plain('1001', 620)];
		lab.wire.intercept((frame) => (isAnswer(frame) ? { replace: frame.text.replace(/^(Contact:.*)$/m, 'P-Asserted-Identity: "Sales\u202E" <sip:sales@voice.test>\r\n$1;isfocus') } : undefined));
		const { near } = await talking(alice, bob);
		expect(near.facts.find(({ type }) => type === 'remote')).to.deep.equal({ type: 'remote', remote: { uri: 'sip:sales@voice.test', user: 'sales', displayName: 'Sales' }, room: true });
		expect(near.session.remote.user).to.equal('sales');
	});

	for (const [header, intercom] of [['Call-Info: <sip:x>;answer-after=0', true], ['Answer-Mode: Auto', true], ['Answer-Mode: Manual', false], ['X-Nothing: 1', false]] as const) {
		it(`${intercom ? 'asking' : 'not asking'} to be answered at once by “${header}”`, async () => {
			const [alice, bob] = [await lab.plain('1000', 440), await lab.ours('1001', 620)];
			lab.wire.intercept(({ to, method, status, text }) => (to === 'client' && method === 'INVITE' && status === undefined ? { replace: text.replace(/^Max-Forwards/m, `${header}\r\nMax-Forwards`) } : undefined));
			alice.call('1001');
			const ringing = await bob.incoming();
			expect(ringing.session.intercom).to.equal(intercom);
			await pause(300);
			expect(ringing.phase).to.equal('early');
		});
	}

	it('and answered only once', async () => {
		const [alice, bob] = [await lab.plain('1000', 440), await lab.ours('1001', 620)];
		alice.call('1001');
		const ringing = await bob.incoming();
		const answers = await Promise.allSettled([ringing.answer(), ringing.answer()]);
		expect(answers.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected']);
		expect(ringing.phase).to.equal('confirmed');
	});

	it('and asks for a probe when nothing at all comes back', async () => {
		const alice = await lab.ours('1000', 440);
		for (const connection of lab.wire.connections) connection.freeze();
		alice.call('1001');
		await eventually(() => alice.line instanceof TestLine && alice.line.judgements.includes(false), 'the socket is doubted');
	});

	it('and leaves nothing behind, however it ends', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.ours('1001', 620)];
		const connections: RTCPeerConnection[] = [];
		const talk = async (): Promise<void> => {
			const { near, far } = await talking(alice, bob);
			connections.push(near.connection!, far.connection!);
			near.hangUp();
			await far.until('terminated');
		};
		await talk();
		lab.wire.intercept((frame) => (isAnswer(frame) ? { replace: withSdp(frame.text, '') } : undefined));
		const spoiled = alice.call('1001');
		const other = await bob.incoming();
		connections.push(spoiled.connection!);
		void other.answer().catch(() => undefined);
		await spoiled.until('terminated');
		expect(spoiled.termination).to.include({ by: 'network', cause: 'media' });
		await other.until('terminated');
		const cancelled = alice.call('1001');
		await bob.incoming();
		cancelled.hangUp();
		await eventually(() => bob.calls.every(({ phase }) => phase === 'terminated'), 'everything is over');
		expect(connections.map(({ signalingState }) => signalingState)).to.deep.equal(['closed', 'closed', 'closed']);
		for (const { line } of [alice, bob]) expect([entries(line.ua, '_sessions'), entries(line.ua, '_dialogs')]).to.deep.equal([0, 0]);
	});
});

function sdpOf(text: string): string {
	return text.slice(text.indexOf('\r\n\r\n') + 4);
}

function withSdp(text: string, sdp: string): string {
	const head = text.slice(0, text.indexOf('\r\n\r\n')).split('\r\n').filter((line) => !/^Content-/i.test(line));
	const contents = sdp ? ['Content-Type: application/sdp'] : [];
	return [...head, ...contents, `Content-Length: ${sdp.length}`, '', sdp].join('\r\n');
}

function entries(ua: object, list: '_sessions' | '_dialogs'): number {
	return Object.keys((ua as Record<typeof list, object>)[list]).length;
}
