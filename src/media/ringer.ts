import { ownProperties } from '../core/own-properties.js';
import type { Ringing } from '../core/ports/media.js';
import type { Player } from './player.js';
import type { ToneGenerator } from './tone-generator.js';
import { ringPatterns } from './tone-pattern.js';
import { waveFileOf } from './wave-file.js';

/** Plays one ring at a time: the page’s ringtone for an incoming call if it loads, else generated tones. */
export class Ringer {
	/** URL of the ringtone. */
	ringtone: string | undefined = undefined;
	readonly #player: Player;
	readonly #sound: ToneGenerator;
	#ringing: Ringing | undefined;
	#silence = new AbortController();

	constructor(player: Player, sound: ToneGenerator) {
		this.#player = player;
		this.#sound = sound;
	}

	ring(ringing: Ringing | undefined): void {
		if (ringing === this.#ringing) return;
		this.#ringing = ringing;
		this.#silence.abort();
		this.#silence = new AbortController();
		if (ringing === 'incoming' && this.ringtone) this.#playRingtone(this.ringtone, this.#silence.signal);
		else if (ringing) this.#generate(ringing, this.#silence.signal);
	}

	#playRingtone(url: string, silence: AbortSignal): void {
		const giveUp = new AbortController();
		const signal = AbortSignal.any([silence, giveUp.signal]);
		const onFailure = (): void => {
			giveUp.abort();
			this.#generate('incoming', silence);
		};
		this.#player.play(url, { signal, onFailure });
	}

	/** Without Web Audio an audio element plays the ring. */
	#generate(ringing: Ringing, silence: AbortSignal): void {
		const pattern = ringPatterns[ringing];
		if (this.#sound.repeat(pattern, silence)) return;
		const url = URL.createObjectURL(waveFileOf(pattern));
		silence.addEventListener('abort', () => URL.revokeObjectURL(url), ownProperties({ once: true }));
		this.#player.play(url, { signal: silence });
	}
}
