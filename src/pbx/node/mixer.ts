import { frameSize } from './rtp-leg.js';

/** Somebody whose voice is mixed. */
export interface MixedVoice {
	/** Gives samples, at 8000 a second, as they come. */
	hear(samples: Int16Array): void;
	leave(): void;
}

/** Late voices are kept for at most this long; then the oldest is given up, so that no delay builds up. */
const maxQueued = 8 * frameSize;
/** How much of a voice must have come before it is heard, so that jitter makes no gaps. */
const minQueued = 2 * frameSize;

interface Member {
	readonly queue: number[];
	playing: boolean;
	readonly play: (samples: Int16Array) => void;
}

/** Mixes voices so that everybody hears all others and nobody himself. */
export class Mixer {
	readonly #members = new Set<Member>();

	get size(): number {
		return this.#members.size;
	}

	/** `play` gets a frame of 20 ms at every `tick`. */
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
