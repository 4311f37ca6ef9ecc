import { expect } from '@open-wc/testing';
import type { Media } from '../../src/core/ports/media.js';
import { levels } from '../../src/media/levels.js';
import { PageMedia } from '../../src/media/page-media.js';
import { readAudioStats } from '../../src/media/audio-stats.js';
import { hears, silentAt, toneDevices, toneStream, type Tone } from '../support/tones.js';
import { connectPeers, type Peers } from './peers.js';
import { unhandledIn } from '../support/unhandled.js';
import { recordTimers } from './timer-record.js';
import { recordSounds, type SoundRecord } from './sound-record.js';
import { pause, until } from './until.js';

const NEAR = 440;
const FAR = 830;

describe('PageMedia', () => {
	let media: PageMedia;
	let page: SoundRecord;
	let ending: AbortController;
	const tones: Tone[] = [];
	const peers: Peers[] = [];

	const tone = (hz: number): MediaStream => {
		const made = toneStream(hz);
		tones.push(made);
		return made.stream;
	};
	const call = async (): Promise<Peers> => {
		const made = await connectPeers(tone(NEAR), tone(FAR));
		peers.push(made);
		return made;
	};

	// The tones have an audio context of their own, which is none of the phone's.
	before(() => toneStream(NEAR).stop());

	beforeEach(() => {
		page = recordSounds();
		media = new PageMedia({ devices: toneDevices(NEAR) });
		ending = new AbortController();
	});

	afterEach(async () => {
		ending.abort();
		media.stop();
		for (const made of peers.splice(0)) made.close();
		for (const made of tones.splice(0)) made.stop();
		await until(() => page.contexts.every(({ state }) => state === 'closed'), { what: 'Closing every audio context' });
		expect(page.elements.filter(({ paused, srcObject, src }) => !paused || srcObject || src), 'elements left playing').to.deep.equal([]);
		page.restore();
	});

	it('fills the port', () => {
		const port: Media = media;
		expect(port.blocked).to.equal(false);
	});

	it('leaves nothing unhandled of a connection that tells nothing, as Firefox does of a closed one, and goes on when it does', async () => {
		const { near } = await call();
		const getStats = near.getStats.bind(near);
		const reports: unknown[] = [];
		expect(await unhandledIn(async () => {
			near.getStats = () => Promise.reject(new DOMException('Peer connection is closed', 'InvalidStateError'));
			media.watch(near, (report) => reports.push(report), ending.signal);
			await pause(100);
		})).to.deep.equal([]);
		near.getStats = getStats;
		await until(() => reports.length > 0, { timeoutMs: 20_000 });
	});

	it('leaves nothing unhandled where a browser has no Web Audio: no press would let a ring be heard', async () => {
		const original = globalThis.AudioContext;
		const told: boolean[] = [];
		expect(await unhandledIn(async () => {
			Reflect.deleteProperty(globalThis, 'AudioContext');
			media.watchRing((silent) => told.push(silent), ending.signal);
			await pause(100);
		})).to.deep.equal([]);
		globalThis.AudioContext = original;
		expect(told).to.deep.equal([false]);
	});

	it('costs nothing before it is used', () => {
		const devices = toneDevices(NEAR);
		new PageMedia({ devices }).stop();
		expect([page.contexts, page.elements, devices.asked]).to.deep.equal([[], [], []]);
	});

	describe('playing', () => {
		it('makes a call heard until its signal aborts', async () => {
			const { near, atNear } = await call();
			await until(async () => (await readAudioStats(near)).received > 50, { what: 'A second of packets' });
			expect((await levels(near)).remote).to.equal(0);
			media.play(atNear, ending.signal);
			await until(async () => (await levels(near)).remote > 0.1, { what: 'Sound from the call' });
			expect(media.blocked).to.equal(false);
			ending.abort();
			const [element] = page.elements;
			expect(element).to.have.property('paused', true);
			expect(element).to.have.property('srcObject', null);
		});

		it('needs one element for each call', async () => {
			media.play(tone(NEAR), ending.signal);
			media.play(tone(FAR), ending.signal);
			await until(() => page.elements.length === 2 && page.elements.every(({ currentTime }) => currentTime > 0));
		});

		it('goes on when the tracks of the stream are exchanged', async () => {
			const stream = tone(NEAR);
			media.play(stream, ending.signal);
			const [element] = page.elements;
			await until(() => (element?.currentTime ?? 0) > 0);
			for (const track of stream.getTracks()) {
				track.stop();
				stream.removeTrack(track);
			}
			await pause(300);
			for (const track of tone(FAR).getTracks()) stream.addTrack(track);
			await until(() => element?.paused === false && !element.ended, { what: 'Playing again' });
			const from = element?.currentTime ?? 0;
			await until(() => (element?.currentTime ?? 0) > from, { what: 'Time going on' });
		});

		it('plays again what the system paused', async () => {
			media.play(tone(NEAR), ending.signal);
			const [element] = page.elements;
			await until(() => (element?.currentTime ?? 0) > 0);
			element?.pause();
			await until(() => element?.paused === false);
		});

		it('plays nothing for a signal that has aborted', () => {
			ending.abort();
			media.play(tone(NEAR), ending.signal);
			expect(page.elements).to.deep.equal([]);
		});
	});

	describe('ringing', () => {
		it('rings back at 425 Hz, and stops', async () => {
			media.ring('ringback');
			await hears(page.output, 425);
			media.ring(undefined);
			await silentAt(page.output, 425, { forMs: 6000 });
		});

		it('chimes for an incoming call in two pitches', async () => {
			media.ring('incoming');
			await hears(page.output, 659.3);
			await hears(page.output, 523.3);
		});

		it('goes over to a softer beep without a gap in its answer', async () => {
			media.ring('incoming');
			await hears(page.output, 659.3);
			media.ring('waiting');
			await hears(page.output, 425);
			await silentAt(page.output, 659.3);
		});

		it('changes nothing when it rings already', async () => {
			media.ring('ringback');
			media.ring('ringback');
			await hears(page.output, 425);
			expect(page.contexts).to.have.length(1);
			expect(page.starts).to.equal(1);
		});

		it('rests its audio context while nothing sounds, and uses it again', async () => {
			media.ring('ringback');
			const [context] = page.contexts;
			await until(() => context?.state === 'running');
			media.ring(undefined);
			await until(() => context?.state === 'suspended');
			media.ring('ringback');
			await until(() => context?.state === 'running');
			expect(page.contexts).to.have.length(1);
		});

		it('plays the ringtone of the page for an incoming call, over and over', async () => {
			media.ringtone = shortWave();
			media.ring('incoming');
			const [element] = page.elements;
			await until(() => (element?.currentTime ?? 0) > 0);
			expect(element?.loop).to.equal(true);
			expect(page.starts).to.equal(0);
			media.ring(undefined);
			expect(element?.paused).to.equal(true);
		});

		it('keeps to its own sounds for a call that waits', async () => {
			media.ringtone = shortWave();
			media.ring('waiting');
			await hears(page.output, 425);
			expect(page.elements).to.deep.equal([]);
		});

		for (const [name, url] of [['missing', '/no/such/ringtone.mp3'], ['no sound', 'data:audio/wav;base64,AAAA'], ['no URL', 'http://']] as const) {
			it(`rings by itself where the ringtone is ${name}`, async () => {
				media.ringtone = url;
				media.ring('incoming');
				await hears(page.output, 659.3);
				expect(page.starts).to.equal(1);
			});
		}
	});

	describe('key tones', () => {
		it('sounds both frequencies, briefly', async () => {
			media.keyTone('5');
			await hears(page.output, 770, { dB: 25 });
			await silentAt(page.output, 770);
		});

		it('sounds nothing for what is no key', () => {
			media.keyTone('x');
			media.keyTone('55');
			expect(page.contexts).to.deep.equal([]);
		});
	});

	it('announces a call that is answered with nobody asked, briefly', async () => {
		const announced = media.playAutoAnswerTone();
		await hears(page.output, 698.5, { dB: 25 });
		await announced;
		await silentAt(page.output, 698.5);
	});

	it('leaves no timer behind', async () => {
		const timers = recordTimers();
		const { near, atNear } = await call();
		media.ringtone = '/slow/ringtone.mp3';
		media.ring('incoming');
		media.keyTone('1');
		media.play(atNear, ending.signal);
		media.watch(near, () => undefined, ending.signal);
		await pause(300);
		expect(timers.pending.size, 'some are seen').to.be.above(0);
		media.stop();
		timers.restore();
		expect(timers.pending.size).to.equal(0);
	});

	it('works again after it was stopped', async () => {
		media.ring('ringback');
		media.stop();
		media.ring('ringback');
		await hears(page.output, 425);
		const uplink = await media.capture({ audio: true, video: false }, ending.signal);
		await hears(uplink.stream, NEAR);
	});
});

/** A tenth of a second of a tone, as a file. */
function shortWave(): string {
	const samples = Uint8Array.from({ length: 800 }, (_, index) => 128 + 60 * Math.sin(index / 2));
	const header = new DataView(new ArrayBuffer(44));
	const text = (at: number, value: string): void => [...value].forEach((letter, index) => header.setUint8(at + index, letter.charCodeAt(0)));
	text(0, 'RIFF');
	header.setUint32(4, 36 + samples.length, true);
	text(8, 'WAVEfmt ');
	header.setUint32(16, 16, true);
	header.setUint16(20, 1, true);
	header.setUint16(22, 1, true);
	header.setUint32(24, 8000, true);
	header.setUint32(28, 8000, true);
	header.setUint16(32, 1, true);
	header.setUint16(34, 8, true);
	text(36, 'data');
	header.setUint32(40, samples.length, true);
	return URL.createObjectURL(new Blob([header, samples], { type: 'audio/wav' }));
}
