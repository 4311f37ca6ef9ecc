import { frameSize } from './rtp-leg.js';

/** A member of a mix. */
export interface MixedVoice {
	/** Adds samples, 8000 per second. */
	hear(samples: Int16Array): void;
	leave(): void;
}

/** Samples buffered per voice at most. Beyond that the oldest are dropped, which bounds the delay. */
const maxQueued = 8 * frameSize;
/** Samples buffered before a voice is played, against jitter. */
const minQueued = 2 * frameSize;

interface Member {
	readonly queue: number[];
	playing: boolean;
	readonly play: (samples: Int16Array) => void;
}

/** Mixes voices: each member hears all others. */
export class Mixer {
	readonly #members = new Set<Member>();

	get size(): number {
		return this.#members.size;
	}

	/** `play` gets a frame of 20 ms on every `tick`. */
	join(play: (samples: Int16Array) => void): MixedVoice {
		const member: Member = { queue: [], playing: false, play };
		this.#members.add(member);
		return {
			hear: (samples) => {
				member.queue.push(...samples);
				if (member.queue.length > maxQueued) member.queue.splice(0, member.queue.length - minQueued);
			},
			leave: () => void this.#members.delete(member),
		};
	}

	tick(): void {
		const frames = [...this.#members].map((member) => ({ member, frame: nextFrame(member) }));
		const all = sum(frames.map(({ frame }) => frame));
		for (const { member, frame } of frames) {
			member.play(Int16Array.from(all, (sample, index) => clipped(sample - (frame?.[index] ?? 0))));
		}
	}
}

function nextFrame(member: Member): readonly number[] | undefined {
	member.playing = member.queue.length >= (member.playing ? frameSize : minQueued);
	return member.playing ? member.queue.splice(0, frameSize) : undefined;
}

function sum(frames: readonly (readonly number[] | undefined)[]): Int32Array {
	const total = new Int32Array(frameSize);
	for (const frame of frames) frame?.forEach((sample, index) => (total[index] = (total[index] ?? 0) + sample));
	return total;
}

const clipped = (sample: number): number => Math.max(-32_768, Math.min(32_767, sample));
