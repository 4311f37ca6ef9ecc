import { expect } from '@open-wc/testing';
import { probeIceServer, probeIceServers } from '../../src/rtc/ice-server-probe.js';
import { until } from '../media/until.js';

/** Nobody listens there on a machine for tests; from the lowest ports Firefox keeps away. */
const closed: RTCIceServer = { urls: 'stun:127.0.0.1:3479' };

describe('probing ICE servers', () => {
	const Original = RTCPeerConnection;
	let made: RTCPeerConnection[];
	let mostAtOnce: number;

	beforeEach(() => {
		made = [];
		mostAtOnce = 0;
		globalThis.RTCPeerConnection = class extends Original {
			constructor(configuration?: RTCConfiguration) {
				super(configuration);
				made.push(this);
				mostAtOnce = Math.max(mostAtOnce, made.filter(({ connectionState }) => connectionState !== 'closed').length);
			}
		};
	});

	afterEach(async () => {
		globalThis.RTCPeerConnection = Original;
		// One whose description is just being set is closed when it is.
		await until(() => made.every(({ connectionState }) => connectionState === 'closed'), { what: 'Closing every connection' });
	});

	it('finds a server at a closed port dead within its time', async () => {
		expect(await probeIceServer(closed, { timeoutMs: 300 })).to.equal('dead');
	});

	it('answers for each of many in their order, three at a time', async () => {
		const servers = [1, 2, 3, 4, 5, 6, 7].map((nth): RTCIceServer => ({ urls: `stun:127.0.0.1:${3500 + nth}` }));
		expect(await probeIceServers(servers, { timeoutMs: 200 })).to.deep.equal(servers.map(() => 'dead'));
		expect(made.map((connection) => connection.getConfiguration().iceServers?.[0]?.urls)).to.deep.equal(servers.map(({ urls }) => [urls].flat()));
		expect(mostAtOnce).to.equal(3);
	});

	it('has nothing to answer for none', async () => {
		expect(await probeIceServers([])).to.deep.equal([]);
		expect(made).to.deep.equal([]);
	});

	it('ends with its signal', async () => {
		const controller = new AbortController();
		const probe = probeIceServers([closed, closed], { timeoutMs: 60_000, signal: controller.signal }).catch((error: Error) => error.name);
		controller.abort();
		expect(await probe).to.equal('AbortError');
	});

	it('starts nothing for a signal that has aborted', async () => {
		const probe = probeIceServers([closed, closed, closed, closed], { signal: AbortSignal.abort() });
		expect(await probe.catch((error: Error) => error.name)).to.equal('AbortError');
		expect(made).to.deep.equal([]);
	});

	for (const [name, server, health] of [
		['no ICE server', { urls: 'https://example.org' }, 'dead'],
		['a TURN server without credentials', { urls: 'turn:127.0.0.1:3479' }, 'refused'],
	] as const) {
		it(`finds ${name} ${health}, and the others all the same`, async () => {
			expect(await probeIceServers([server, closed], { timeoutMs: 300 })).to.deep.equal([health, 'dead']);
		});
	}
});
