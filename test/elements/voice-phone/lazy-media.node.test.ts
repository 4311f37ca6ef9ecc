import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LazyMedia } from '../../../src/elements/voice-phone/lazy-media.js';
import type { Media, Ringing } from '../../../src/core/ports/media.js';
import { VoiceError } from '../../../src/core/voice-error.js';
import { SilentMedia } from '../../support/silent-media.js';

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

class RingingMedia extends SilentMedia {
	readonly rung: (Ringing | undefined)[] = [];

	override ring(ringing: Ringing | undefined): void {
		this.rung.push(ringing);
	}
}

function late(): { media: LazyMedia; arrive: (media: Media) => void; fail: () => void; asked: () => number } {
	let asked = 0;
	let settle = { resolve: (_media: Media): void => undefined, reject: (_error: Error): void => undefined };
	const media = new LazyMedia(() => {
		asked++;
		return new Promise((resolve, reject) => (settle = { resolve, reject }));
	});
	return { media, arrive: (real) => settle.resolve(real), fail: () => settle.reject(new TypeError('offline')), asked: () => asked };
}

describe('media that come late', () => {
	it('are not fetched for silence, nor to be stopped', async () => {
		const { media, asked } = late();
		media.ring(undefined);
		media.stop();
		await media.unblock();
		assert.equal(asked(), 0);
	});

	it('ring as it should ring when they arrive, not as it should have rung', async () => {
		const { media, arrive } = late();
		const real = new RingingMedia();
		media.ring('incoming');
		media.ring('waiting');
		media.ring(undefined);
		arrive(real);
		await turn();
		assert.equal(real.rung.at(-1), undefined);
		assert.ok(!real.rung.includes('incoming'));
	});

	it('take over the ringtone that was set before', async () => {
		const { media, arrive } = late();
		const real = new RingingMedia();
		media.ringtone = '/ring.mp3';
		media.ring('incoming');
		arrive(real);
		await turn();
		assert.deepEqual([real.ringtone, real.rung], ['/ring.mp3', ['incoming']]);
	});

	it('say what cannot be had, and are fetched again at the next call', async () => {
		const { media, arrive, fail, asked } = late();
		const { signal } = new AbortController();
		const first = media.capture({ audio: true, video: false }, signal);
		fail();
		await assert.rejects(first, (error) => error instanceof VoiceError && error.code === 'server-unreachable');
		const second = media.capture({ audio: true, video: false }, signal);
		arrive(new RingingMedia());
		await second;
		assert.equal(asked(), 2);
	});

	it('open no microphone for a call that ended meanwhile', async () => {
		const { media, arrive } = late();
		const end = new AbortController();
		const captured = media.capture({ audio: true, video: false }, end.signal);
		end.abort();
		arrive(new RingingMedia());
		await assert.rejects(captured, { name: 'AbortError' });
	});

	for (const arrival of ['when they arrive', 'later'] as const) {
		it(`end no call when their sound fails ${arrival}`, async () => {
			const { media, arrive } = late();
			const real = Object.assign(new RingingMedia(), {
				ring: () => {
					throw new DOMException('No sound.', 'NotSupportedError');
				},
			});
			if (arrival === 'when they arrive') media.ring('incoming');
			else void media.ready();
			arrive(real);
			await turn();
			media.ring('waiting');
			await turn();
		});
	}

	it('leave a failure to ring unsaid', async () => {
		const { media, fail } = late();
		media.ring('incoming');
		fail();
		await turn();
	});
});
