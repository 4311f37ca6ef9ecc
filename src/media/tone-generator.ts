import { ownProperties } from '../core/own-properties.js';
import { abortable } from './abortable.js';
import { startTimeout } from './autoplay-policy.js';
import { samplesOf, type Pattern } from './tone-pattern.js';

/** Sample rate, Hz: suffices for the highest key tone at a quarter of the memory. */
const RATE = 16_000;
/** After this time of silence the page counts as blocked. */
const START_MS = 1000;

/**
 * Plays generated tones by one AudioContext, made for the first tone and suspended between tones. A pattern is a looped
 * buffer, so it keeps its rhythm in a hidden tab, where timers do not.
 */
export class ToneGenerator {
	readonly #sources = new Set<AudioBufferSourceNode>();
	readonly #cutShort = new WeakMap<AudioBufferSourceNode, () => void>();
	readonly #waiting = new WeakSet<AudioBufferSourceNode>();
	readonly #onChange: () => void;
	#context: AudioContext | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#blocked = false;

	constructor(onChange: () => void) {
		this.#onChange = onChange;
	}

	/** Whether a repeated sound is due and the browser blocks it. */
	get blocked(): boolean {
		return this.#blocked;
	}

	/** Repeats a pattern until the signal aborts. False if Web Audio is not available. */
	repeat(pattern: Pattern, signal: AbortSignal): boolean {
		if (signal.aborted) return true;
		const source = this.#start(pattern);
		if (!source) return false;
		source.loop = true;
		signal.addEventListener('abort', () => this.#end(source), ownProperties({ once: true }));
		return true;
	}

	/**
	 * Plays a pattern once. Resolves with whether all of it was played. It is dropped while sounds are blocked: played
	 * late it would mislead.
	 */
	once(pattern: Pattern): Promise<boolean> {
		return this.#played(this.#blocked ? undefined : this.#start(pattern));
	}

	/** Like `once`, but waits for a busy machine to start the sound. */
	onceAllowed(pattern: Pattern): Promise<boolean> {
		const source = this.#start(pattern);
		if (source) {
			this.#waiting.add(source);
			startTimeout().addEventListener(
				'abort',
				() => this.#isSilent && this.#end(source),
				ownProperties({ once: true }),
			);
		}
		return this.#played(source);
	}

	/** Tries to resume. Settles when the result is known or after `START_MS`: a refused `resume()` stays pending. */
	async retry(): Promise<void> {
		if (this.#sources.size === 0 || !this.#context) return;
		await abortable(this.#context.resume(), AbortSignal.timeout(START_MS)).catch(() => undefined);
	}

	/** Whether the browser lets a sound start now. The context is suspended again until the next sound. */
	async allowed(): Promise<boolean> {
		const context = this.#context ??= this.#open();
		await abortable(context.resume(), startTimeout()).catch(() => undefined);
		if (context.state !== 'running') return false;
		if (this.#sources.size === 0) quietly(context.suspend());
		return true;
	}

	/** Ends all sounds and closes the context. */
	stop(): void {
		for (const source of this.#sources) this.#end(source);
		quietly(this.#context?.close());
		this.#context = undefined;
	}

	get #isSilent(): boolean {
		return this.#context?.state !== 'running';
	}

	#played(source: AudioBufferSourceNode | undefined): Promise<boolean> {
		if (!source) return Promise.resolve(false);
		return new Promise((resolve) => {
			this.#cutShort.set(source, () => resolve(false));
			source.onended = () => {
				resolve(true);
				this.#end(source);
			};
		});
	}

	/** `undefined` without Web Audio, or if the browser has no further context: some allow six per page. */
	#start(pattern: Pattern): AudioBufferSourceNode | undefined {
		let source;
		try {
			source = this.#sourceOf(pattern);
		} catch {
			return undefined;
		}
		this.#sources.add(source);
		void this.retry();
		this.#timer ??= setTimeout(() => this.#judge(), START_MS);
		return source;
	}

	#sourceOf(pattern: Pattern): AudioBufferSourceNode {
		const context = this.#context ??= this.#open();
		const source = new AudioBufferSourceNode(context, ownProperties({ buffer: bufferOf(pattern) }));
		source.connect(context.destination);
		source.start();
		return source;
	}

	#end(source: AudioBufferSourceNode): void {
		if (!this.#sources.delete(source)) return;
		source.onended = null;
		this.#cutShort.get(source)?.();
		source.stop();
		source.disconnect();
		if (this.#sources.size > 0) return;
		quietly(this.#context?.suspend());
		this.#judge();
	}

	#open(): AudioContext {
		const context = new AudioContext();
		context.onstatechange = () => context.state === 'running' && this.#judge();
		return context;
	}

	#judge(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		const silent = this.#isSilent;
		// One-shot sounds are dropped: played late they would mislead.
		if (silent)
			for (const source of this.#sources) if (!source.loop && !this.#waiting.has(source)) this.#end(source);
		const blocked = silent && [...this.#sources].some(({ loop }) => loop);
		if (blocked === this.#blocked) return;
		this.#blocked = blocked;
		this.#onChange();
	}
}

/** Ignores the rejection of a pending request when the context is closed. */
function quietly(asked: Promise<void> | undefined): void {
	asked?.catch(() => undefined);
}

function bufferOf(pattern: Pattern): AudioBuffer {
	const samples = samplesOf(pattern, RATE);
	const buffer = new AudioBuffer(ownProperties({ length: samples.length, sampleRate: RATE }));
	buffer.copyToChannel(samples, 0);
	return buffer;
}
