import { expect } from '@open-wc/testing';
import { PageMedia } from '../../src/media/page-media.js';
import type { Devices } from '../../src/media/shared-devices.js';
import type { TrackUplink } from '../../src/media/uplink.js';
import { hears, silentAt, toneStream } from '../support/tones.js';
import { FAR, MediaRig, NEAR, voiceOf } from './media-rig.js';
import { connectPeers, negotiate, type Peers } from './peers.js';
import { until } from './until.js';

const OTHER = 1010;

describe('Uplink', () => {
	let rig: MediaRig;

	beforeEach(() => {
		rig = new MediaRig();
	});

	afterEach(() => {
		rig.end();
		expect(rig.devices.live, 'tracks left live').to.equal(0);
	});

	describe('switched by audible', () => {
		it('is silent while not, whatever a library writes', async () => {
			const uplink = await rig.capture();
			const { near, far, atFar } = await rig.call(uplink);
			await hears(atFar, NEAR);
			uplink.audible = false;
			await silentAt(atFar, NEAR);
			for (const { track: sent } of near.getSenders()) if (sent) sent.enabled = true;
			for (const sent of uplink.stream.getTracks()) sent.enabled = true;
			await negotiate(near, far);
			await silentAt(atFar, NEAR, { forMs: 1500 });
			expect(voiceOf(uplink).enabled).to.equal(false);
			uplink.audible = true;
			await hears(atFar, NEAR);
		});

		it('cannot be muted by a library either', async () => {
			const uplink = await rig.capture();
			const { atFar } = await rig.call(uplink);
			voiceOf(uplink).enabled = false;
			expect(voiceOf(uplink).enabled).to.equal(true);
			await hears(atFar, NEAR);
		});

		it('leaves the camera to visible, which nobody else can switch either', async () => {
			const uplink = await rig.capture({ audio: true, video: true });
			const enabled = (): boolean[] => ['audio', 'video'].map((kind) => uplink.stream.getTracks().some((track) => track.kind === kind && track.enabled));
			uplink.audible = false;
			expect(enabled()).to.deep.equal([false, true]);
			uplink.visible = false;
			for (const sent of uplink.stream.getTracks()) sent.enabled = true;
			expect(enabled()).to.deep.equal([false, false]);
			uplink.audible = uplink.visible = true;
			expect(enabled()).to.deep.equal([true, true]);
		});

		it('can be said before anything is sent', async () => {
			const uplink = await rig.capture();
			uplink.audible = false;
			const { atFar, atNear } = await rig.call(uplink);
			await hears(atNear, FAR);
			await silentAt(atFar, NEAR);
		});
	});

	describe('of a device that is lost', () => {
		const watched = async (uplink: TrackUplink): Promise<Peers> => {
			const made = await rig.call(uplink);
			rig.media.watch(made.near, () => undefined, rig.signal);
			return made;
		};

		it('goes on with another one', async () => {
			const uplink = await rig.capture();
			const { atFar } = await watched(uplink);
			await hears(atFar, NEAR);
			rig.devices.hz = OTHER;
			rig.devices.unplug();
			await hears(atFar, OTHER);
			await silentAt(atFar, NEAR);
		});

		it('goes on with another one, too, when it is the browser that ended the track', async () => {
			const device = await connectPeers(toneStream(OTHER).stream, toneStream(FAR).stream);
			const [track] = device.atFar.getAudioTracks();
			const devices: Devices = { getUserMedia: (wish) => (track?.readyState === 'live' ? Promise.resolve(new MediaStream([track])) : rig.devices.getUserMedia(wish)) };
			const media = new PageMedia({ devices });
			const { near, atFar } = await rig.call(await media.capture({ audio: true, video: false }, rig.signal));
			media.watch(near, () => undefined, rig.signal);
			await hears(atFar, OTHER);
			for (const transceiver of device.far.getTransceivers()) transceiver.stop();
			await hears(atFar, NEAR);
			media.stop();
			device.close();
		});

		it('stays muted', async () => {
			const uplink = await rig.capture();
			const { atFar } = await watched(uplink);
			await hears(atFar, NEAR);
			uplink.audible = false;
			rig.devices.hz = OTHER;
			rig.devices.unplug();
			await until(() => voiceOf(uplink).readyState === 'live' && rig.devices.asked.length === 2);
			await silentAt(atFar, OTHER, { forMs: 1500 });
			uplink.audible = true;
			await hears(atFar, OTHER);
		});

		it('opens another one once for all calls', async () => {
			const uplinks = await Promise.all([rig.capture(), rig.capture()]);
			rig.devices.unplug();
			await until(() => uplinks.every((uplink) => voiceOf(uplink).readyState === 'live'));
			expect(rig.devices.asked).to.have.length(2);
			expect(rig.devices.live).to.equal(3);
		});

		it('waits until one is plugged in', async () => {
			const uplink = await rig.capture();
			const { atFar } = await watched(uplink);
			rig.devices.deny('NotFoundError');
			rig.devices.unplug();
			await until(() => rig.devices.asked.length === 2);
			expect(voiceOf(uplink).readyState).to.equal('ended');
			rig.devices.hz = OTHER;
			rig.devices.allow();
			rig.devices.dispatchEvent(new Event('devicechange'));
			await hears(atFar, OTHER);
		});

		it('asks for nothing when the call has ended meanwhile', async () => {
			const uplink = await rig.capture();
			rig.devices.deny('NotFoundError');
			rig.devices.unplug();
			await until(() => rig.devices.asked.length === 2);
			uplink.stop();
			rig.devices.allow();
			rig.devices.dispatchEvent(new Event('devicechange'));
			expect(rig.devices.asked).to.have.length(2);
		});

		it('mends a connection that is watched only later', async () => {
			const uplink = await rig.capture();
			const { near, atFar } = await rig.call(uplink);
			rig.devices.hz = OTHER;
			rig.devices.unplug();
			await until(() => voiceOf(uplink).readyState === 'live');
			rig.media.watch(near, () => undefined, rig.signal);
			await hears(atFar, OTHER);
		});
	});
});
