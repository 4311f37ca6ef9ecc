import { expect } from '@open-wc/testing';
import { PageMedia } from '../../src/media/page-media.js';
import { hears, silentAt } from '../support/tones.js';
import { MediaRig, NEAR, voiceOf } from './media-rig.js';
import { until } from './until.js';

const voice = { audio: true, video: false };

describe('capture', () => {
	let rig: MediaRig;

	beforeEach(() => {
		rig = new MediaRig();
	});

	afterEach(() => {
		rig.end();
		expect(rig.devices.live, 'tracks left live').to.equal(0);
	});

	describe('of one device by several calls', () => {
		it('opens it once and gives each call a track of its own', async () => {
			const [one, two] = await Promise.all([rig.capture(), rig.capture()]);
			const three = await rig.capture();
			expect(rig.devices.asked).to.deep.equal([{ audio: true }]);
			expect(new Set([one, two, three].map((uplink) => voiceOf(uplink).id)).size).to.equal(3);
		});

		it('lets go of it with the last call', async () => {
			const [one, two] = await Promise.all([rig.capture(), rig.capture()]);
			one.stop();
			expect(rig.devices.live).to.equal(2);
			two.stop();
			expect(rig.devices.live).to.equal(0);
			await rig.capture();
			expect(rig.devices.asked).to.have.length(2);
		});

		it('keeps one call audible when the other is muted or ends', async () => {
			const [one, two] = await Promise.all([rig.capture(), rig.capture()]);
			const [first, second] = await Promise.all([rig.call(one), rig.call(two)]);
			await Promise.all([hears(first.atFar, NEAR), hears(second.atFar, NEAR)]);
			one.audible = false;
			await silentAt(first.atFar, NEAR);
			await hears(second.atFar, NEAR);
			one.stop();
			await hears(second.atFar, NEAR);
		});

		it('stops twice without letting go of what others use', async () => {
			const [one, two] = await Promise.all([rig.capture(), rig.capture()]);
			one.stop();
			one.stop();
			expect(voiceOf(two).readyState).to.equal('live');
		});

		it('asks for microphone and camera in one prompt, and for the camera alone when the microphone is open', async () => {
			await rig.capture({ audio: true, video: true });
			expect(rig.devices.asked).to.deep.equal([{ audio: true, video: true }]);
			rig.media.stop();
			await rig.capture();
			const uplink = await rig.capture({ audio: true, video: true });
			expect(rig.devices.asked.slice(1)).to.deep.equal([{ audio: true }, { video: true }]);
			expect(uplink.stream.getTracks().map(({ kind }) => kind)).to.have.members(['audio', 'video']);
		});

		it('does not refuse a voice call because another lacks a camera', async () => {
			rig.devices.deny('NotFoundError', ({ video }) => Boolean(video));
			const [video, audio] = await Promise.allSettled([rig.capture({ audio: true, video: true }), rig.capture()]);
			expect(video.status).to.equal('rejected');
			expect(audio.status).to.equal('fulfilled');
		});

		it('captures nothing for who only listens', async () => {
			const uplink = await rig.capture({ audio: false, video: false });
			expect(uplink.stream.getTracks()).to.deep.equal([]);
			expect(rig.devices.asked).to.deep.equal([]);
		});
	});

	describe('refused', () => {
		for (const name of ['NotAllowedError', 'NotFoundError', 'NotReadableError', 'AbortError', 'SecurityError', 'OverconstrainedError']) {
			it(`rejects with the ${name} of the browser, and works when asked again`, async () => {
				rig.devices.deny(name);
				expect(await rig.capture().catch((error: Error) => error.name)).to.equal(name);
				rig.devices.allow();
				expect(voiceOf(await rig.capture()).readyState).to.equal('live');
			});
		}

		it('takes any device where the chosen one is gone', async () => {
			rig.media.choose('audio', 'a-device-unplugged-long-ago');
			rig.devices.deny('OverconstrainedError', ({ audio }) => typeof audio === 'object');
			expect(voiceOf(await rig.capture()).readyState).to.equal('live');
			expect(rig.devices.asked).to.deep.equal([{ audio: { deviceId: { exact: 'a-device-unplugged-long-ago' } } }, { audio: true }]);
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
			const grant = rig.devices.hang();
			const controller = new AbortController();
			const captured = rig.capture(undefined, controller.signal).catch((error: Error) => error.name);
			controller.abort(new Error('any reason'));
			expect(await captured).to.equal('AbortError');
			grant();
			await until(() => rig.devices.granted > 0);
			await until(() => rig.devices.live === 0, { what: 'Letting go' });
		});

		it('leaves the device to who still waits', async () => {
			const grant = rig.devices.hang();
			const controller = new AbortController();
			const given = rig.capture(undefined, controller.signal).catch(() => undefined);
			const waiting = rig.capture();
			controller.abort();
			await given;
			grant();
			expect(voiceOf(await waiting).readyState).to.equal('live');
			expect(rig.devices.asked).to.have.length(1);
			expect(rig.devices.live, 'the device and one clone').to.equal(2);
		});

		it('uses the same prompt for who asks after that', async () => {
			const grant = rig.devices.hang();
			const controller = new AbortController();
			const given = rig.capture(undefined, controller.signal).catch(() => undefined);
			controller.abort();
			await given;
			const again = rig.capture();
			grant();
			expect(voiceOf(await again).readyState).to.equal('live');
			expect(rig.devices.asked).to.have.length(1);
		});

		for (const steps of Array.from({ length: 16 }, (_, index) => index)) {
			it(`leaves nothing open when it is given up ${steps} steps after the grant`, async () => {
				const grant = rig.devices.hang();
				const controller = new AbortController();
				const captured = rig.capture(undefined, controller.signal).then((uplink) => uplink.stop(), () => undefined);
				grant();
				for (let step = 0; step < steps; step++) await Promise.resolve();
				controller.abort();
				await captured;
				await until(() => rig.devices.live === 0, { what: 'Letting go' });
			});
		}

		it('does not ask at all when it was given up before', async () => {
			const controller = new AbortController();
			controller.abort();
			expect(await rig.capture(undefined, controller.signal).catch((error: Error) => error.name)).to.equal('AbortError');
			expect(rig.devices.asked).to.deep.equal([]);
		});

		it('ends with the phone', async () => {
			const grant = rig.devices.hang();
			const captured = rig.capture().catch((error: Error) => error.name);
			rig.media.stop();
			expect(await captured).to.equal('AbortError');
			grant();
			await until(() => rig.devices.granted > 0);
			await until(() => rig.devices.live === 0, { what: 'Letting go' });
		});
	});

	it('opens a real microphone', async () => {
		const real = new PageMedia();
		const uplink = await real.capture(voice, new AbortController().signal);
		expect(voiceOf(uplink).readyState).to.equal('live');
		real.stop();
		expect(voiceOf(uplink).readyState).to.equal('ended');
	});
});
