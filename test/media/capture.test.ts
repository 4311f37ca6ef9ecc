import { expect } from '@open-wc/testing';
import { PageMedia } from '../../src/media/page-media.js';
import type { Uplink } from '../../src/media/uplink.js';
import { hears, silentAt, toneDevices, type ToneDevices } from '../support/tones.js';
import { connectPeers, negotiate, type Peers } from './peers.js';
import { until } from './until.js';

const voice = { audio: true, video: false };
const NEAR = 440;
const FAR = 830;
const OTHER = 1010;

describe('capture', () => {
	let devices: ToneDevices;
	let media: PageMedia;
	let peers: Peers[];
	const ending: AbortController[] = [];

	const capture = (wish = voice, controller = new AbortController()): Promise<Uplink> => {
		ending.push(controller);
		return media.capture(wish, controller.signal);
	};
	const call = async (uplink: Uplink): Promise<Peers> => {
		const far = await toneDevices(FAR).getUserMedia({ audio: true });
		const made = await connectPeers(uplink.stream, far);
		peers.push(made);
		return made;
	};
	const track = (uplink: Uplink): MediaStreamTrack => uplink.stream.getAudioTracks()[0] ?? expect.fail('no audio track');

	beforeEach(() => {
		devices = toneDevices(NEAR);
		media = new PageMedia({ devices });
		peers = [];
	});

	afterEach(() => {
		for (const made of peers) made.close();
		for (const controller of ending.splice(0)) controller.abort();
		media.stop();
		expect(devices.live, 'tracks left live').to.equal(0);
	});

	describe('of one device by several calls', () => {
		it('opens it once and gives each call a track of its own', async () => {
			const [one, two] = await Promise.all([capture(), capture()]);
			const three = await capture();
			expect(devices.asked).to.deep.equal([{ audio: true }]);
			expect(new Set([one, two, three].map((uplink) => track(uplink).id)).size).to.equal(3);
		});

		it('lets go of it with the last call', async () => {
			const [one, two] = await Promise.all([capture(), capture()]);
			one.stop();
			expect(devices.live).to.equal(2);
			two.stop();
			expect(devices.live).to.equal(0);
			await capture();
			expect(devices.asked).to.have.length(2);
		});

		it('keeps one call audible when the other is muted or ends', async () => {
			const [one, two] = await Promise.all([capture(), capture()]);
			const [first, second] = await Promise.all([call(one), call(two)]);
			await Promise.all([hears(first.atFar, NEAR), hears(second.atFar, NEAR)]);
			one.audible = false;
			await silentAt(first.atFar, NEAR);
			await hears(second.atFar, NEAR);
			one.stop();
			await hears(second.atFar, NEAR);
		});

		it('stops twice without letting go of what others use', async () => {
			const [one, two] = await Promise.all([capture(), capture()]);
			one.stop();
			one.stop();
			expect(track(two).readyState).to.equal('live');
		});

		it('asks for microphone and camera in one prompt, and for the camera alone when the microphone is open', async () => {
			await capture({ audio: true, video: true });
			expect(devices.asked).to.deep.equal([{ audio: true, video: true }]);
			media.stop();
			await capture();
			const uplink = await capture({ audio: true, video: true });
			expect(devices.asked.slice(1)).to.deep.equal([{ audio: true }, { video: true }]);
			expect(uplink.stream.getTracks().map(({ kind }) => kind)).to.have.members(['audio', 'video']);
		});

		it('does not refuse a voice call because another lacks a camera', async () => {
			devices.deny('NotFoundError', ({ video }) => Boolean(video));
			const [video, audio] = await Promise.allSettled([capture({ audio: true, video: true }), capture()]);
			expect(video.status).to.equal('rejected');
			expect(audio.status).to.equal('fulfilled');
		});

		it('captures nothing for who only listens', async () => {
			const uplink = await capture({ audio: false, video: false });
			expect(uplink.stream.getTracks()).to.deep.equal([]);
			expect(devices.asked).to.deep.equal([]);
		});
	});

	describe('refused', () => {
		for (const name of ['NotAllowedError', 'NotFoundError', 'NotReadableError', 'AbortError', 'SecurityError', 'OverconstrainedError']) {
			it(`rejects with the ${name} of the browser, and works when asked again`, async () => {
				devices.deny(name);
				expect(await capture().catch((error: Error) => error.name)).to.equal(name);
				devices.allow();
				expect(track(await capture()).readyState).to.equal('live');
			});
		}

		it('takes any device where the chosen one is gone', async () => {
			media.choose('audio', 'a-device-unplugged-long-ago');
			devices.deny('OverconstrainedError', ({ audio }) => typeof audio === 'object');
			expect(track(await capture()).readyState).to.equal('live');
			expect(devices.asked).to.deep.equal([{ audio: { deviceId: { exact: 'a-device-unplugged-long-ago' } } }, { audio: true }]);
		});

		it('says what an insecure page or an old browser lacks', async () => {
			const nothing = { configurable: true, value: undefined };
			Object.defineProperty(navigator, 'mediaDevices', nothing);
			try {
				const refusal = await new PageMedia().capture(voice, new AbortController().signal).catch((error: Error) => error);
				expect(refusal).to.be.instanceOf(DOMException).with.property('name', 'NotSupportedError');
			} finally {
				Reflect.deleteProperty(navigator, 'mediaDevices');
			}
		});
	});

	describe('given up while the prompt is open', () => {
		it('rejects at once and lets go of what is granted later', async () => {
			const grant = devices.hang();
			const controller = new AbortController();
			const captured = capture(voice, controller).catch((error: Error) => error.name);
			controller.abort(new Error('any reason'));
			expect(await captured).to.equal('AbortError');
			grant();
			await until(() => devices.granted > 0);
			await until(() => devices.live === 0, { what: 'Letting go' });
		});

		it('leaves the device to who still waits', async () => {
			const grant = devices.hang();
			const controller = new AbortController();
			const given = capture(voice, controller).catch(() => undefined);
			const waiting = capture();
			controller.abort();
			await given;
			grant();
			expect(track(await waiting).readyState).to.equal('live');
			expect(devices.asked).to.have.length(1);
			expect(devices.live, 'the device and one clone').to.equal(2);
		});

		it('uses the same prompt for who asks after that', async () => {
			const grant = devices.hang();
			const controller = new AbortController();
			const given = capture(voice, controller).catch(() => undefined);
			controller.abort();
			await given;
			const again = capture();
			grant();
			expect(track(await again).readyState).to.equal('live');
			expect(devices.asked).to.have.length(1);
		});

		it('does not ask at all when it was given up before', async () => {
			const controller = new AbortController();
			controller.abort();
			expect(await capture(voice, controller).catch((error: Error) => error.name)).to.equal('AbortError');
			expect(devices.asked).to.deep.equal([]);
		});

		it('ends with the phone', async () => {
			const grant = devices.hang();
			const captured = capture().catch((error: Error) => error.name);
			media.stop();
			expect(await captured).to.equal('AbortError');
			grant();
			await until(() => devices.granted > 0);
			await until(() => devices.live === 0, { what: 'Letting go' });
		});
	});

	describe('audible', () => {
		it('is silent while not, whatever a library writes', async () => {
			const uplink = await capture();
			const { near, far, atFar } = await call(uplink);
			await hears(atFar, NEAR);
			uplink.audible = false;
			await silentAt(atFar, NEAR);
			for (const { track: sent } of near.getSenders()) if (sent) sent.enabled = true;
			for (const sent of uplink.stream.getTracks()) sent.enabled = true;
			await negotiate(near, far);
			await silentAt(atFar, NEAR, { forMs: 1500 });
			expect(track(uplink).enabled).to.equal(false);
			uplink.audible = true;
			await hears(atFar, NEAR);
		});

		it('cannot be muted by a library either', async () => {
			const uplink = await capture();
			const { atFar } = await call(uplink);
			track(uplink).enabled = false;
			expect(track(uplink).enabled).to.equal(true);
			await hears(atFar, NEAR);
		});

		it('can be said before anything is sent', async () => {
			const uplink = await capture();
			uplink.audible = false;
			const { atFar, atNear } = await call(uplink);
			await hears(atNear, FAR);
			await silentAt(atFar, NEAR);
		});
	});

	describe('of a device that is lost', () => {
		const watched = async (uplink: Uplink): Promise<Peers> => {
			const made = await call(uplink);
			const controller = new AbortController();
			ending.push(controller);
			media.watch(made.near, () => undefined, controller.signal);
			return made;
		};

		it('goes on with another one', async () => {
			const uplink = await capture();
			const { atFar } = await watched(uplink);
			await hears(atFar, NEAR);
			devices.hz = OTHER;
			devices.unplug();
			await hears(atFar, OTHER);
			await silentAt(atFar, NEAR);
		});

		it('stays muted', async () => {
			const uplink = await capture();
			const { atFar } = await watched(uplink);
			await hears(atFar, NEAR);
			uplink.audible = false;
			devices.hz = OTHER;
			devices.unplug();
			await until(() => track(uplink).readyState === 'live' && devices.asked.length === 2);
			await silentAt(atFar, OTHER, { forMs: 1500 });
			uplink.audible = true;
			await hears(atFar, OTHER);
		});

		it('opens another one once for all calls', async () => {
			const uplinks = await Promise.all([capture(), capture()]);
			devices.unplug();
			await until(() => uplinks.every((uplink) => track(uplink).readyState === 'live'));
			expect(devices.asked).to.have.length(2);
			expect(devices.live).to.equal(3);
		});

		it('waits until one is plugged in', async () => {
			const uplink = await capture();
			const { atFar } = await watched(uplink);
			devices.deny('NotFoundError');
			devices.unplug();
			await until(() => devices.asked.length === 2);
			expect(track(uplink).readyState).to.equal('ended');
			devices.hz = OTHER;
			devices.allow();
			devices.dispatchEvent(new Event('devicechange'));
			await hears(atFar, OTHER);
		});

		it('asks for nothing when the call has ended meanwhile', async () => {
			const uplink = await capture();
			devices.deny('NotFoundError');
			devices.unplug();
			await until(() => devices.asked.length === 2);
			uplink.stop();
			devices.allow();
			devices.dispatchEvent(new Event('devicechange'));
			expect(devices.asked).to.have.length(2);
		});

		it('mends a connection that is watched only later', async () => {
			const uplink = await capture();
			const { near, atFar } = await call(uplink);
			devices.hz = OTHER;
			devices.unplug();
			await until(() => track(uplink).readyState === 'live');
			media.watch(near, () => undefined, AbortSignal.timeout(30_000));
			await hears(atFar, OTHER);
		});
	});

	it('opens a real microphone', async () => {
		const real = new PageMedia();
		const uplink = await real.capture(voice, new AbortController().signal);
		expect(track(uplink).readyState).to.equal('live');
		real.stop();
		expect(track(uplink).readyState).to.equal('ended');
	});
});
