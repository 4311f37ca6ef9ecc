import { expect } from '@open-wc/testing';
import type { WireFrame } from '../../src/pbx/wire.js';
import { CandidateGathering } from '../../src/rtc/gathering.js';
import { hears } from '../support/tones.js';
import { slowTimers } from '../sip/dialog/support/hurry.js';
import { Lab, talking } from '../sip/dialog/support/lab.js';

const DEAD_STUN = [{ urls: 'stun:127.0.0.1:3479' }];
const DEAD_TURN = [{ urls: 'turn:127.0.0.1:3479', username: 'u', credential: 'p' }];
const isInvite = ({ to, method, status }: WireFrame): boolean => to === 'server' && method === 'INVITE' && status === undefined;
const isHost = ({ text }: WireFrame): boolean => /^a=candidate:\S+ 1 udp \d+ \d+\.\d+\.\d+\.\d+ \d+ typ host/im.test(text);

describe('gathering candidates', () => {
	let lab: Lab;
	beforeEach(() => void (lab = new Lab()));
	afterEach(() => lab.stop());

	it('without ICE servers takes a literal IPv4 host candidate', async () => {
		const alice = await lab.ours('1000', 440);
		alice.call('1001');
		expect(isHost(await lab.wire.until(isInvite))).to.equal(true);
	});

	it('never waits for a dead STUN server longer than ice-timeout, neither for an offer nor for an answer', async () => {
		const [alice, bob] = [await lab.ours('1000', 440, { iceServers: DEAD_STUN, account: { iceTimeoutMs: 500 } }), await lab.ours('1001', 620, { iceServers: DEAD_STUN, account: { iceTimeoutMs: 500 } })];
		const startedAt = Date.now();
		const { near, far } = await talking(alice, bob);
		expect(Date.now() - startedAt).to.be.within(450, 10_000);
		expect(isHost(await lab.wire.until(isInvite))).to.equal(true);
		await hears(near.remoteStream, 620);
		await hears(far.remoteStream, 440);
	});

	it('while a dead STUN server is still asked, a hold and an ICE restart do not wait for it either', async () => {
		const [alice, bob] = [await lab.ours('1000', 440, { iceServers: DEAD_STUN, account: { iceTimeoutMs: 300 } }), await lab.plain('1001', 620)];
		const { near } = await talking(alice, bob);
		await near.hold(true);
		await near.hold(false);
		await hears(near.remoteStream, 620);
	});

	it('leads to media directly between the two browsers', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.ours('1001', 620)];
		const { near } = await talking(alice, bob);
		await hears(near.remoteStream, 620);
		expect(await chosenTypes(near.connection!)).to.deep.equal(['host', 'host']);
	});

	it('that finds nothing at all ends an outgoing call, before anybody rings', async () => {
		const restore = relayOnly();
		try {
			const alice = await lab.ours('1000', 440, { iceServers: DEAD_TURN });
			const call = alice.call('1001');
			await call.until('terminated');
			expect(call.termination).to.include({ by: 'network', cause: 'media' });
			expect(call.termination?.error?.code).to.equal('ice-failed');
			expect(lab.wire.frames.filter(isInvite)).to.have.length(0);
		} finally {
			restore();
		}
	});

	it('that finds nothing at all ends an incoming call, and the caller is told', async () => {
		const [alice, bob] = [await lab.plain('1000', 440), await lab.ours('1001', 620, { iceServers: DEAD_TURN })];
		const call = alice.call('1001');
		const restore = relayOnly();
		const ringing = await bob.incoming();
		const failure = await ringing.answer().catch((thrown: unknown) => thrown);
		restore();
		expect(failure).to.be.an('error');
		await call.until('terminated');
		expect(ringing.termination?.error?.code).to.equal('ice-failed');
		expect(call.termination).to.equal('Unavailable');
	});

	it('waits for no more than there is: the description is ready in the moment in which the browser has finished', async () => {
		const connection = new RTCPeerConnection();
		const gathering = new CandidateGathering(connection, 1000);
		connection.addTransceiver('audio');
		let ready = false;
		const restore = slowTimers();
		await connection.setLocalDescription(await connection.createOffer());
		gathering.complete().then(() => (ready = true), () => undefined);
		await finished(connection);
		restore();
		connection.close();
		expect(ready).to.equal(true);
	});

	it('rejects a description for which there is no candidate', async () => {
		const connection = new RTCPeerConnection({ iceServers: DEAD_TURN, iceTransportPolicy: 'relay' });
		const gathering = new CandidateGathering(connection, 100);
		connection.addTransceiver('audio');
		await connection.setLocalDescription(await connection.createOffer());
		const error = await gathering.complete().catch((thrown: unknown) => thrown) as { code: string };
		connection.close();
		expect(error.code).to.equal('ice-failed');
	});
});

/** Has every new connection use relays only. Returns the way back. */
function relayOnly(): () => void {
	const original = globalThis.RTCPeerConnection;
	globalThis.RTCPeerConnection = class extends original {
		constructor(configuration: RTCConfiguration = {}) {
			super({ ...configuration, iceTransportPolicy: 'relay' });
		}
	};
	return () => void (globalThis.RTCPeerConnection = original);
}

/** Resolves when gathering has come to its end, in a task of its own. */
function finished(connection: RTCPeerConnection): Promise<void> {
	return new Promise((resolve) => connection.addEventListener('icegatheringstatechange', () => {
		if (connection.iceGatheringState === 'complete') setTimeout(resolve);
	}));
}

async function chosenTypes(connection: RTCPeerConnection): Promise<unknown[]> {
	const stats = [...(await connection.getStats()).values()] as { id: string; type: string; nominated?: boolean; state?: string; localCandidateId: string; remoteCandidateId: string; candidateType: string }[];
	const pair = stats.find(({ type, nominated, state }) => type === 'candidate-pair' && nominated && state === 'succeeded')!;
	return [pair.localCandidateId, pair.remoteCandidateId].map((wanted) => stats.find(({ id }) => id === wanted)?.candidateType);
}
