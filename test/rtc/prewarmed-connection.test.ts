import { expect } from '@open-wc/testing';
import { PrewarmedConnection } from '../../src/rtc/prewarmed-connection.js';
import { hears } from '../support/tones.js';
import { Lab } from '../sip/dialog/support/lab.js';

describe('a connection that is warmed while it rings', () => {
	const original = globalThis.RTCPeerConnection;
	const made: RTCPeerConnection[] = [];
	let lab: Lab;

	beforeEach(() => {
		lab = new Lab();
		made.length = 0;
		globalThis.RTCPeerConnection = class extends original {
			constructor(configuration?: RTCConfiguration) {
				super(configuration);
				made.push(this);
			}
		};
	});

	afterEach(() => {
		globalThis.RTCPeerConnection = original;
		lab.stop();
	});

	it('is the one that is answered with, and told nobody anything before', async () => {
		const [alice, bob] = [await lab.plain('1000', 440), await lab.ours('1001', 620)];
		const call = alice.call('1001');
		const ringing = await bob.incoming();
		await turn();
		const [, warm] = made;
		expect([made.length, warm?.iceGatheringState, warm?.localDescription, warm?.remoteDescription]).to.deep.equal([2, 'new', null, null]);
		await ringing.answer();
		expect([made.length, ringing.connection]).to.deep.equal([2, warm]);
		await hears(call.remoteStream, 620);
	});

	it('is closed when the caller gives up', async () => {
		const [alice, bob] = [await lab.plain('1000', 440), await lab.ours('1001', 620)];
		const call = alice.call('1001');
		const ringing = await bob.incoming();
		await turn();
		call.hangUp();
		await ringing.until('terminated');
		expect(made[1]?.signalingState).to.equal('closed');
	});

	it('is not made for a call that is turned away at once', async () => {
		const over = new AbortController();
		void new PrewarmedConnection({}, over.signal);
		over.abort();
		await turn();
		expect(made).to.have.length(0);
	});

	it('is not taken where other ICE servers are wanted meanwhile, and closed with the call', async () => {
		const over = new AbortController();
		const warm = new PrewarmedConnection({ iceServers: [] }, over.signal);
		await turn();
		expect(warm.take({ iceServers: [{ urls: 'stun:127.0.0.1:9' }] })).to.equal(undefined);
		expect(made).to.have.length(1);
		over.abort();
		expect(made[0]?.signalingState).to.equal('closed');
	});
});

/** Lets a task pass. */
function turn(): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve));
}
