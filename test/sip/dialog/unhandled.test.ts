import { expect } from '@open-wc/testing';
import { hears } from '../../support/tones.js';
import { unhandledIn } from '../../support/unhandled.js';
import { isReinvite } from './support/wire-rules.js';
import { Lab, talking } from './support/lab.js';
import { eventually } from './support/party.js';

describe('nothing is left unhandled', () => {
	const original = globalThis.RTCPeerConnection;
	let lab: Lab;
	beforeEach(() => void (lab = new Lab()));
	afterEach(() => {
		globalThis.RTCPeerConnection = original;
		lab.stop();
	});

	it('by an answer for which the browser makes no connection, as Chromium beyond 500: the caller is told, and the call is over', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.ours('1001', 620)];
		expect(await unhandledIn(async () => {
			const call = alice.call('1001');
			await eventually(() => call.connection !== undefined, 'the caller has a connection');
			globalThis.RTCPeerConnection = class extends original {
				constructor() {
					super();
					this.close();
					throw new DOMException('Cannot create so many PeerConnections', 'UnknownError');
				}
			};
			const ringing = await bob.incoming();
			const refused = await ringing.answer().catch(({ message }: Error) => message);
			expect(refused).to.contain('Cannot create so many PeerConnections');
			await call.until('terminated');
			expect([call.termination?.by, call.termination?.status]).to.deep.equal(['remote', 480]);
			expect([ringing.phase, ringing.termination?.cause]).to.deep.equal(['terminated', 'media']);
		})).to.deep.equal([]);
	});

	it('by a connection that tells nothing, as Firefox does of a closed one: the route is renewed all the same', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.ours('1001', 620)];
		const { near, far } = await talking(alice, bob);
		expect(await unhandledIn(async () => {
			near.connection!.getStats = () => Promise.reject(new DOMException('Peer connection is closed', 'InvalidStateError'));
			lab.goAway();
			await eventually(() => near.recovering === 'signaling', 'the outage is told');
			lab.wire.mark();
			lab.comeBack();
			await lab.wire.until((frame) => isReinvite(frame) && frame.user === '1000', { timeoutMs: 15_000 });
			await eventually(() => near.recovering === undefined, 'it is recovered');
			await hears(far.remoteStream, 440);
		})).to.deep.equal([]);
	});
});
