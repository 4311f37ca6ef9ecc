import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { VoiceError } from '../../src/core/voice-error.js';
import type { IceServerHealth } from '../../src/rtc/ice-server-probe.js';
import { IceServers } from '../../src/rtc/ice-servers.js';

const [alive, dead, refused] = ['alive', 'dead', 'refused'].map((name): RTCIceServer => ({ urls: `turn:${name}.test`, username: 'u', credential: 's3cret' })) as [RTCIceServer, RTCIceServer, RTCIceServer];
const healthOf = ({ urls }: RTCIceServer): IceServerHealth => /alive|dead|refused/.exec(String(urls))?.[0] as IceServerHealth;
const task = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('the ICE servers of an account', () => {
	const troubles: VoiceError[] = [];
	const probed: RTCIceServer[][] = [];
	let health = healthOf;
	const servers = new IceServers({
		onWarning: (error) => troubles.push(error),
		probe: (list) => {
			probed.push([...list]);
			return Promise.resolve(list.map((server) => health(server)));
		},
	});

	it('are all used until something is known', () => {
		servers.use([alive, dead, refused]);
		assert.deepEqual(servers.usable, [alive, dead, refused]);
	});

	it('that do not answer, or refuse us, are left out and named once', async () => {
		await task();
		assert.deepEqual(servers.usable, [alive]);
		assert.deepEqual(troubles.map(({ code, subject }) => [code, subject]), [['ice-server-dead', 'turn:dead.test'], ['ice-server-dead', 'turn:refused.test']]);
		assert.match(troubles[1]?.message ?? '', /username and credential/);
		assert.ok(!JSON.stringify(troubles.map(({ state }) => state)).includes('s3cret'));
	});

	it('are not probed again while they are the same', () => {
		servers.use([alive, dead, refused].map((server) => ({ ...server })));
		assert.equal(probed.length, 1);
	});

	it('come back when they answer again', async () => {
		health = () => 'alive';
		servers.retry();
		assert.equal(probed.length, 1, 'not so soon');
		servers.retry({ now: true });
		await task();
		assert.deepEqual(probed[1], [dead, refused]);
		assert.deepEqual(servers.usable, [alive, dead, refused]);
		assert.equal(troubles.length, 2);
		servers.stop();
	});

	it('are all used where nothing can be probed', async () => {
		const unknown = new IceServers({ onWarning: () => assert.fail(), probe: () => Promise.reject(new Error('No WebRTC')) });
		unknown.use([dead]);
		await task();
		assert.deepEqual(unknown.usable, [dead]);
	});

	it('of an older list say nothing any more', async () => {
		let answer: (health: IceServerHealth[]) => void = () => undefined;
		const slow = new IceServers({ onWarning: () => assert.fail(), probe: (list) => (list.includes(dead) ? new Promise((resolve) => (answer = resolve)) : Promise.resolve(['alive'])) });
		slow.use([dead]);
		slow.use([alive]);
		answer(['dead']);
		await task();
		assert.deepEqual(slow.usable, [alive]);
	});
});
