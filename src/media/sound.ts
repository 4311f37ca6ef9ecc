import { ownProperties } from '../core/own-properties.js';
import { abortable } from './abortable.js';
import { patience } from './autoplay-policy.js';
import { samplesOf, type Pattern } from './tone-pattern.js';

/** Enough for the highest key tone, and a quarter of the memory. */
const RATE = 16_000;
/** After this time of silence the user is offered a way to end it. */
const PATIENCE_MS = 1000;

/**
 * Generated sounds, through one AudioContext that is made for the first of them and rests while there is none. A pattern is one looped
 * buffer: it keeps its rhythm in a hidden tab, where timers do not.
 */
export class Sound {
	readonly #sources = new Set<AudioBufferSourceNode>();
	readonly #cutShort = new WeakMap<AudioBufferSourceNode, () => void>();
	readonly #patient = new WeakSet<AudioBufferSourceNode>();
	readonly #onChange: () => void;
	#context: AudioContext | undefined;
	#patience: ReturnType<typeof setTimeout> | undefined;
	#blocked = false;

	constructor(onChange: () => void) {
		this.#onChange = onChange;
	}

	/** Whether something should sound and the browser does not let it. */
	get blocked(): boolean {
		return this.#blocked;
	}

	/** Repeats a pattern until the signal aborts. Says whether it can: where Web Audio cannot be had, nothing sounds. */
	repeat(pattern: Pattern, signal: AbortSignal): boolean {
		if (signal.aborted) return true;
		const source = this.#start(pattern);
		if (!source) return false;
		source.loop = true;
		signal.addEventListener('abort', () => this.#end(source), ownProperties({ once: true }));
		return true;
	}

	/** Plays a pattern once, and says whether all of it was heard. While sounds are blocked it is left out: it would be heard long after. */
	once(pattern: Pattern): Promise<boolean> {
		return this.#played(this.#blocked ? undefined : this.#start(pattern));
	}

	/** The same, and waits for a machine that is too busy to let it be heard at once. */
	onceAllowed(pattern: Pattern): Promise<boolean> {
		const source = this.#start(pattern);
		if (source) {
			this.#patient.add(source);
			patience().addEventListener('abort', () => this.#isSilent && this.#end(source), ownProperties({ once: true }));
		}
		return this.#played(source);
	}

	/** Tries again to be heard. Settles when it is known whether that helped: a refused `resume` would wait for ever. */
	async retry(): Promise<void> {
		if (this.#sources.size === 0 || !this.#context) return;
		await abortable(this.#context.resume(), AbortSignal.timeout(PATIENCE_MS)).catch(() => undefined);
	}

	/** Whether the browser lets a sound begin now. A context that may run rests until the next sound. */
	async allowed(): Promise<boolean> {
		const context = this.#context ??= this.#open();
		await abortable(context.resume(), patience()).catch(() => undefined);
		if (context.state !== 'running') return false;
		if (this.#sources.size === 0) quietly(context.suspend());
		return true;
	}

	/** Ends every sound, and the context with them. */
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

	/** Nothing where the browser has no Web Audio, or no further context: some allow six to a page. */
	#start(pattern: Pattern): AudioBufferSourceNode | undefined {
		let source;
		try {
			source = this.#sourceOf(pattern);
		} catch {
			return undefined;
		}
		this.#sources.add(source);
		void this.retry();
		this.#patience ??= setTimeout(() => this.#judge(), PATIENCE_MS);
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
		clearTimeout(this.#patience);
		this.#patience = undefined;
		const silent = this.#isSilent;
		// Of what sounds once it is too late to ask.
		if (silent) for (const source of this.#sources) if (!source.loop && !this.#patient.has(source)) this.#end(source);
		const blocked = silent && [...this.#sources].some(({ loop }) => loop);
		if (blocked === this.#blocked) return;
		this.#blocked = blocked;
		this.#onChange();
	}
}

/** A context that is closed meanwhile rejects what it was asked before: nobody wants it any more. */
function quietly(asked: Promise<void> | undefined): void {
	asked?.catch(() => undefined);
}

function bufferOf(pattern: Pattern): AudioBuffer {
	const samples = samplesOf(pattern, RATE);
	const buffer = new AudioBuffer(ownProperties({ length: samples.length, sampleRate: RATE }));
	buffer.copyToChannel(samples, 0);
	return buffer;
}
