import type { Connection } from './connection.js';
import { describeFrame, frameOf, type WireFrame } from './frame.js';

export type { WireFrame } from './frame.js';

/** What happens to a frame; by default it passes. */
export type Ruling =
	void | 'pass' | 'drop' | 'hold' | { readonly delayMs: number } | { readonly replace: string | readonly string[] };
export type Rule = (frame: WireFrame) => Ruling;

interface Held {
	readonly frame: WireFrame;
	readonly deliver: (text: string) => void;
}

const maxFrames = 2000;
const maxCharacters = 8_000_000;

/**
 * All frames between clients and server. Rules can hold, delay, drop or replace them, so tests cause races instead of
 * waiting for them.
 */
export class Wire {
	readonly #connections = new Set<Connection>();
	readonly #rules = new Set<Rule>();
	readonly #watchers = new Set<(frame: WireFrame) => void>();
	readonly #timers = new Set<ReturnType<typeof setTimeout>>();
	#frames: WireFrame[] = [];
	#held: Held[] = [];
	#characters = 0;
	#marked = 0;
	#forgotten = 0;

	/** The last 2000 frames, oldest first, including those that a rule dropped or holds. */
	get frames(): readonly WireFrame[] {
		return this.#frames;
	}

	get connections(): readonly Connection[] {
		return [...this.#connections];
	}

	get held(): readonly WireFrame[] {
		return this.#held.map(({ frame }) => frame);
	}

	/**
	 * Adds a rule, after the existing ones; the first rule that returns something decides. Returns a function that
	 * removes it.
	 */
	intercept(rule: Rule): () => void {
		this.#rules.add(rule);
		return () => void this.#rules.delete(rule);
	}

	/** Delivers all held frames in order, or only the one at this index. */
	release(index?: number): void {
		const released = index === undefined ? this.#held.splice(0) : this.#held.splice(index, 1);
		for (const { frame, deliver } of released) deliver(frame.text);
	}

	/** From now on `until` matches only later frames. */
	mark(): void {
		this.#marked = this.#forgotten + this.#frames.length;
	}

	/**
	 * Resolves with the first matching frame since the last `mark`. Rejects after `timeoutMs`, with the last frames in
	 * its message.
	 */
	until(predicate: (frame: WireFrame) => boolean, { timeoutMs = 5000 } = {}): Promise<WireFrame> {
		const seen = this.#sinceMark().find(predicate);
		return seen ? Promise.resolve(seen) : this.#next(predicate, timeoutMs);
	}

	/** For connections: delivers a frame according to the rules. */
	cross(text: string, crossing: Pick<WireFrame, 'to' | 'connection'>, deliver: (text: string) => void): void {
		const frame = frameOf(text, crossing);
		const ruling = this.#rulingOn(frame);
		this.#remember(frame);
		if (ruling === 'hold') this.#held.push({ frame, deliver });
		else if (typeof ruling === 'object' && 'delayMs' in ruling) this.#later(() => deliver(text), ruling.delayMs);
		else if (typeof ruling === 'object') [ruling.replace].flat().forEach((other) => deliver(other));
		else if (ruling !== 'drop') deliver(text);
	}

	/** For connections: records a frame that bypassed the rules. */
	record(text: string, crossing: Pick<WireFrame, 'to' | 'connection'>): void {
		this.#remember(frameOf(text, crossing));
	}

	opened(connection: Connection): void {
		this.#connections.add(connection);
	}

	closed(connection: Connection): void {
		this.#connections.delete(connection);
	}

	/** Discards held and delayed frames. */
	stop(): void {
		for (const timer of this.#timers) clearTimeout(timer);
		this.#held = [];
	}

	#rulingOn(frame: WireFrame): Ruling {
		for (const rule of this.#rules) {
			const ruling = rule(frame);
			if (ruling !== undefined) return ruling;
		}
		return 'pass';
	}

	#remember(frame: WireFrame): void {
		this.#frames.push(frame);
		this.#characters += frame.text.length;
		if (this.#frames.length > maxFrames || this.#characters > maxCharacters) this.#forgetHalf();
		for (const watcher of [...this.#watchers]) watcher(frame);
	}

	#forgetHalf(): void {
		const forgotten = this.#frames.splice(0, this.#frames.length / 2);
		this.#forgotten += forgotten.length;
		for (const { text } of forgotten) this.#characters -= text.length;
	}

	#sinceMark(): WireFrame[] {
		return this.#frames.slice(Math.max(0, this.#marked - this.#forgotten));
	}

	#next(predicate: (frame: WireFrame) => boolean, timeoutMs: number): Promise<WireFrame> {
		return new Promise((resolve, reject) => {
			const done = (): void => {
				this.#watchers.delete(watch);
				clearTimeout(timer);
			};
			const watch = (frame: WireFrame): void => {
				if (!predicate(frame)) return;
				done();
				resolve(frame);
			};
			const timer = this.#later(() => {
				done();
				const last = this.#sinceMark().slice(-20).map(describeFrame);
				reject(new Error([`No such frame in ${timeoutMs} ms. The last ones:`, ...last].join('\n')));
			}, timeoutMs);
			this.#watchers.add(watch);
		});
	}

	#later(action: () => void, ms: number): ReturnType<typeof setTimeout> {
		const timer = setTimeout(() => {
			this.#timers.delete(timer);
			action();
		}, ms);
		this.#timers.add(timer);
		return timer;
	}
}
