import { expect } from '@open-wc/testing';
import { hears, silentAt, toneDevices, toneStream } from './tones.js';

describe('tones', () => {
	const tones: { stop(): void }[] = [];
	const tone = (hz: number): MediaStream => {
		const made = toneStream(hz);
		tones.push(made);
		return made.stream;
	};

	afterEach(() => {
		for (const made of tones.splice(0)) made.stop();
	});

	for (const hz of [300, 440, 620, 1010, 2950]) {
		it(`finds ${hz} Hz and nothing 100 Hz beside it`, async () => {
			const stream = tone(hz);
			expect(await hears(stream, hz)).to.be.within(-22, -18);
			await silentAt(stream, hz + 100);
			await silentAt(stream, hz - 100);
		});
	}

	it('hears a stopped tone fall silent', async () => {
		const stream = tone(440);
		await hears(stream, 440);
		for (const track of stream.getTracks()) track.enabled = false;
		await silentAt(stream, 440);
	});

	it('does not hear a tone that is not there', async () => {
		const failure = await hears(tone(440), 620, { timeoutMs: 500 }).catch(String);
		expect(failure).to.contain('620 Hz is not heard');
	});

	it('does not call a tone silent', async () => {
		const failure = await silentAt(tone(440), 440, { timeoutMs: 800 }).catch(String);
		expect(failure).to.contain('440 Hz is not silent');
	});

	it('is not deceived by noise', async () => {
		const context = new AudioContext();
		const buffer = new AudioBuffer({ length: 48_000, sampleRate: 48_000 });
		buffer.getChannelData(0).forEach((_, i, data) => (data[i] = Math.random() - 0.5));
		const source = new AudioBufferSourceNode(context, { buffer, loop: true });
		const destination = new MediaStreamAudioDestinationNode(context);
		source.connect(destination);
		source.start();
		const failure = await hears(destination.stream, 440, { timeoutMs: 500 }).catch(String);
		await context.close();
		expect(failure).to.contain('440 Hz is not heard');
	});

	it('follows an exchanged track', async () => {
		const stream = tone(440);
		await hears(stream, 440);
		for (const track of stream.getTracks()) stream.removeTrack(track);
		for (const track of tone(830).getTracks()) stream.addTrack(track);
		await hears(stream, 830);
		await silentAt(stream, 440);
	});

	it('survives Opus and a peer connection', async () => {
		const [near, far] = [new RTCPeerConnection(), new RTCPeerConnection()];
		near.onicecandidate = ({ candidate }) => far.addIceCandidate(candidate ?? undefined);
		far.onicecandidate = ({ candidate }) => near.addIceCandidate(candidate ?? undefined);
		const arrived = new Promise<MediaStream>((resolve) => (far.ontrack = ({ streams: [stream] }) => stream && resolve(stream)));
		const sent = tone(620);
		for (const track of sent.getTracks()) near.addTrack(track, sent);
		await near.setLocalDescription();
		await far.setRemoteDescription(near.localDescription as RTCSessionDescription);
		await far.setLocalDescription();
		await near.setRemoteDescription(far.localDescription as RTCSessionDescription);
		const heard = await arrived;
		await hears(heard, 620);
		for (const track of sent.getTracks()) track.enabled = false;
		await silentAt(heard, 620);
		for (const track of sent.getTracks()) track.enabled = true;
		await hears(heard, 620);
		near.close();
		far.close();
	});

	it('counts every track of its devices, clones too', async () => {
		const devices = toneDevices(440);
		const stream = await devices.getUserMedia({ audio: true, video: true });
		const clones = stream.getTracks().map((track) => track.clone());
		expect(devices.live).to.equal(4);
		for (const track of clones) track.stop();
		expect(devices.live).to.equal(2);
		devices.unplug();
		expect(devices.live).to.equal(0);
	});
});
