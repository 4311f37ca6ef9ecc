import { expect } from '@open-wc/testing';
import { PeerSession, type PeerSessionOptions } from '../../src/rtc/peer-session.js';
import { until } from '../media/until.js';
import { hears, silentAt, toneStream, type Tone } from '../support/tones.js';

const [nearHz, farHz] = [440, 1010] as const;

describe('a peer session', () => {
	const over = new AbortController();
	let tones: Tone[];
	let near: PeerSession;
	let far: PeerSession;
	let held: boolean[];

	beforeEach(() => {
		held = [];
		tones = [toneStream(nearHz), toneStream(farHz)];
		near = open({ onHold: (now) => held.push(now) }, tones[0]);
		far = open({}, tones[1]);
	});

	afterEach(() => {
		for (const peer of [near, far]) peer.close();
		for (const tone of tones) tone.stop();
	});

	function open(options: Partial<PeerSessionOptions>, tone: Tone | undefined): PeerSession {
		const nothing = (): void => undefined;
		const peer = new PeerSession(new RTCPeerConnection(), { iceTimeoutMs: 1000, codecs: [], onStream: nothing, onSound: nothing, onHold: nothing, signal: over.signal, ...options });
		for (const track of tone?.stream.getTracks() ?? []) peer.add(track, tone!.stream);
		return peer;
	}

	/** One side offers, the other answers. */
	async function agree(one: PeerSession, other: PeerSession, wish: { readonly iceRestart?: boolean } = {}): Promise<void> {
		await one.accept(await other.answer(await one.offer(wish)));
	}

	async function hearEachOther(): Promise<void> {
		await Promise.all([hears(far.remoteStream!, nearHz), hears(near.remoteStream!, farHz)]);
	}

	it('makes two sides hear each other, by descriptions that have their candidates', async () => {
		const offer = await near.offer();
		expect(offer).to.match(/^a=candidate:/m);
		const answer = await far.answer(offer);
		expect(answer).to.match(/^a=candidate:/m);
		await near.accept(answer);
		await hearEachOther();
	});

	it('trickles: descriptions do not wait, candidates come one by one, and the last is told', async () => {
		near.close();
		const candidates: (RTCIceCandidate | undefined)[] = [];
		near = open({ onCandidate: (candidate) => candidates.push(candidate) }, tones[0]);
		const offer = await near.offer();
		await near.accept(await far.answer(offer.replace(/^a=candidate:.*\r\n/gm, '')));
		await until(() => candidates.length > 1 && candidates.at(-1) === undefined, { what: 'The last candidate' });
		for (const candidate of candidates) await far.addCandidate(candidate?.toJSON());
		await hearEachOther();
	});

	it('holds and talks again, and is told when it is held', async () => {
		await agree(near, far);
		await hearEachOther();
		far.hold(true);
		await agree(far, near);
		await silentAt(far.remoteStream!, nearHz);
		expect(held).to.deep.equal([true]);
		far.hold(false);
		await agree(far, near);
		await hearEachOther();
		expect(held).to.deep.equal([true, false]);
	});

	for (const [caller, name] of [[true, 'offered first'], [false, 'answered first']] as const) {
		it(`takes a refused hold back where it ${name}: both are heard as before, and can agree anew`, async () => {
			await (caller ? agree(near, far) : agree(far, near));
			await hearEachOther();
			const back = near.hold(true);
			await near.offer();
			back();
			await near.undo();
			expect(near.connection.signalingState).to.equal('stable');
			await hearEachOther();
			await agree(far, near);
			await agree(near, far);
			await hearEachOther();
		});

		it(`takes back a refused offer that added a medium where it ${name}: the sound is as before, and the medium can be offered again`, async () => {
			await (caller ? agree(near, far) : agree(far, near));
			await hearEachOther();
			const picture = pictureStream();
			const [track] = picture.getVideoTracks();
			const back = near.add(track!, picture);
			expect((await near.offer()).match(/^m=/gm)).to.have.length(2);
			back();
			await near.undo();
			expect(near.connection.signalingState).to.equal('stable');
			await hearEachOther();
			await agree(far, near);
			await hearEachOther();
			near.add(track!, picture);
			await agree(near, far);
			await until(() => far.remoteStream?.getVideoTracks().some(({ readyState }) => readyState === 'live') ?? false, { what: 'A picture' });
			await hearEachOther();
			track!.stop();
		});
	}

	it('restarts ICE: other candidates, the same sound', async () => {
		await agree(near, far);
		await hearEachOther();
		const fragment = (): string | undefined => /^a=ice-ufrag:(\S+)/m.exec(near.connection.localDescription?.sdp ?? '')?.[1];
		const before = fragment();
		await agree(near, far, { iceRestart: true });
		expect(fragment()).not.to.equal(before);
		await hearEachOther();
	});

	it('prefers codecs in its first description', async () => {
		near.close();
		near = open({ codecs: ['pcmu'] }, tones[0]);
		expect(await near.offer()).to.match(/^m=audio \d+ \S+ 0 /m);
	});

	it('sends digits within the sound, and says where the other side takes none', async () => {
		await agree(near, far);
		await hearEachOther();
		await near.sendDigits('12');
		far.close();
		far = open({}, tones[1]);
		near.close();
		near = open({}, tones[0]);
		const answer = await far.answer(await near.offer());
		await near.accept(answer.replace(/^a=rtpmap:\d+ telephone-event.*\r\n/gm, ''));
		const error = await near.sendDigits('1').catch((thrown: unknown) => thrown) as { code: string };
		expect(error.code).to.equal('unsupported');
	});

	it('rejects a description that the browser does not take', async () => {
		await near.offer();
		const error = await near.accept('v=0\r\nnonsense').catch((thrown: unknown) => thrown) as { code: string };
		expect(error.code).to.equal('failed');
	});
});

/** A moving picture. */
function pictureStream(): MediaStream {
	const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 48 });
	const context = canvas.getContext('2d')!;
	context.fillRect(0, 0, 64, 48);
	return canvas.captureStream(10);
}
