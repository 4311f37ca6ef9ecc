import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeUlaw, encodeUlaw, silence } from '../../src/pbx/g711.js';
import { audioOnly } from '../../src/pbx/node/audio-only.js';
import { mediaAddresses } from '../../src/pbx/node/media-addresses.js';
import { Mixer } from '../../src/pbx/node/mixer.js';
import { TelephoneEvents } from '../../src/pbx/node/telephone-event.js';
import { levelAt } from '../support/pitch.js';

const sine = (hz: number, amplitude: number, length = 1600): Int16Array => Int16Array.from({ length }, (_, i) => amplitude * Math.sin(2 * Math.PI * hz * i / 8000));

describe('G.711', () => {
	for (const [sample, byte] of [[0, 0xff], [-1, 0x7f], [32_635, 0x80], [-32_635, 0x00], [32_767, 0x80], [1000, 0xce], [-1000, 0x4e]] as const) {
		it(`writes ${sample} as ${byte.toString(16)}`, () => assert.equal(encodeUlaw(Int16Array.of(sample))[0], byte));
	}

	it('reads every byte as what it writes it for', () => {
		const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => byte !== 0x7f);
		assert.deepEqual(encodeUlaw(decodeUlaw(bytes)), bytes);
	});

	it('keeps a tone, and its silence is silent', () => {
		assert.ok(Math.abs(levelAt(decodeUlaw(encodeUlaw(sine(700, 8000))), 8000, 700) - levelAt(sine(700, 8000), 8000, 700)) < 0.1);
		assert.equal(decodeUlaw(Uint8Array.of(silence))[0], 0);
	});
});

describe('levelAt', () => {
	it('is 0 dB for a full sine, 20 less for a tenth, and nothing for another pitch', () => {
		assert.ok(Math.abs(levelAt(sine(700, 32_767), 8000, 700)) < 0.1);
		assert.ok(Math.abs(levelAt(sine(700, 3277), 8000, 700) + 20) < 0.1);
		assert.ok(levelAt(sine(700, 32_767), 8000, 800) < -60);
	});
});

describe('the mixer', () => {
	/** Everybody speaks a steady value for some frames; what each hears in the end. */
	const heard = (voices: readonly number[]): (number | undefined)[] => {
		const mixer = new Mixer();
		const ears = voices.map(() => [] as number[]);
		const members = voices.map((_, index) => mixer.join((samples) => ears[index]?.push(samples[0] ?? 0)));
		for (let frame = 0; frame < 4; frame++) {
			members.forEach((member, index) => member.hear(new Int16Array(160).fill(voices[index] ?? 0)));
			mixer.tick();
		}
		return ears.map((ear) => ear.at(-1));
	};

	for (const [voices, sums] of [
		[[5], [0]],
		[[5, 7], [7, 5]],
		[[5, 7, 11], [18, 16, 12]],
		[[30_000, 30_000, 30_000], [32_767, 32_767, 32_767]],
	] as const) {
		it(`gives ${sums.join(', ')} to who say ${voices.join(', ')}`, () => assert.deepEqual(heard(voices), sums));
	}

	it('waits for a second frame, so that jitter makes no gaps, and never keeps more than 160 ms', () => {
		const mixer = new Mixer();
		const ear: number[] = [];
		mixer.join((samples) => ear.push(samples[0] ?? 0));
		const voice = mixer.join(() => undefined);
		voice.hear(new Int16Array(160).fill(1));
		mixer.tick();
		for (let frame = 2; frame < 40; frame++) voice.hear(new Int16Array(160).fill(frame));
		for (let tick = 0; tick < 9; tick++) mixer.tick();
		assert.equal(ear[0], 0);
		assert.ok((ear[1] ?? 0) > 30);
		assert.equal(ear.at(-1), 0);
	});
});

describe('telephone events', () => {
	it('are a digit each, however many of their packets come', () => {
		const events = new TelephoneEvents();
		const packets = [[1, 160], [1, 160], [2, 960], [2, 960], [2, 2000], [11, 3000], [200, 4000]] as const;
		assert.deepEqual(packets.map(([event, timestamp]) => events.read(Uint8Array.of(event, 10, 0, 160), timestamp)), ['1', undefined, '2', undefined, '2', '#', undefined]);
		assert.equal(events.read(Uint8Array.of(1), 5000), undefined);
	});
});

describe('audioOnly', () => {
	const session = 'v=0\r\na=group:BUNDLE v a\r\n';
	const video = 'm=video 9 UDP/TLS/RTP/SAVPF 96 97\r\na=mid:v\r\na=rtpmap:96 VP8/90000\r\n';
	const audio = 'm=audio 9 UDP/TLS/RTP/SAVPF 111 0\r\na=mid:a\r\n';

	it('takes the audio out of an offer and puts the rest back, refused', () => {
		const cut = audioOnly(session + video + audio);
		assert.equal(cut?.offer, `v=0\r\na=group:BUNDLE a\r\n${audio}`);
		assert.equal(cut?.complete('v=0\r\nm=audio 5 X 0\r\n'), 'v=0\r\nm=video 0 UDP/TLS/RTP/SAVPF 96 97\r\nc=IN IP4 0.0.0.0\r\na=mid:v\r\na=inactive\r\nm=audio 5 X 0\r\n');
	});

	for (const [what, offer] of [['nothing', ''], ['video only', session + video], ['audio refused', session + audio.replace('audio 9', 'audio 0')]] as const) {
		it(`finds no audio in ${what}`, () => assert.equal(audioOnly(offer), undefined));
	}
});

describe('mediaAddresses', () => {
	for (const host of ['127.0.0.1', 'localhost', '::1']) {
		it(`stays on loopback for ${host}`, () => assert.deepEqual(mediaAddresses(host), ['127.0.0.1']));
	}

	it('is the address that is listened on', () => assert.deepEqual(mediaAddresses('192.0.2.7'), ['192.0.2.7']));
	it('is something for all addresses', () => assert.ok(mediaAddresses('0.0.0.0').length > 0));
});
