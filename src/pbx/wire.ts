import type { Connection } from './connection.js';
import { describeFrame, frameOf, type WireFrame } from './frame.js';

export type { WireFrame } from './frame.js';

/** What becomes of a frame; nothing said, it passes. */
export type Ruling = void | 'pass' | 'drop' | 'hold' | { readonly delayMs: number } | { readonly replace: string | readonly string[] };
export type Rule = (frame: WireFrame) => Ruling;

interface Held {
	readonly frame: WireFrame;
	readonly deliver: (text: string) => void;
}

const maxFrames = 2000;
const maxCharacters = 8_000_000;

/** Everything that crosses between clients and server, and the power over it: races are made, not waited for. */
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

	/** What set out, oldest first, also what a rule then dropped or still holds. The last 2000 at most. */
	get frames(): readonly WireFrame[] {
		return this.#frames;
	}

	get connections(): readonly Connection[] {
		return [...this.#connections];
	}

	get held(): readonly WireFrame[] {
		return this.#held.map(({ frame }) => frame);
	}

	/** Asks this rule about every frame, after the rules that were there before; the first that answers decides. Returns its removal. */
	intercept(rule: Rule): () => void {
		this.#rules.add(rule);
		return () => void this.#rules.delete(rule);
	}

	/** Lets held frames go, in order, or the one at this index. */
	release(index?: number): void {
		const released = index === undefined ? this.#held.splice(0) : this.#held.splice(index, 1);
		for (const { frame, deliver } of released) deliver(frame.text);
	}

	/** From here on `until` finds only what sets out later. */
	mark(): void {
		this.#marked = this.#forgotten + this.#frames.length;
	}

	/** The first such frame since the last `mark`, as soon as there is one. */
	until(predicate: (frame: WireFrame) => boolean, { timeoutMs = 5000 } = {}): Promise<WireFrame> {
		const seen = this.#sinceMark().find(predicate);
		return seen ? Promise.resolve(seen) : this.#next(predicate, timeoutMs);
	}

	/** For connections: takes a frame across, or does to it what the rules say. */
	cross(text: string, crossing: Pick<WireFrame, 'to' | 'connection'>, deliver: (text: string) => void): void {
		const frame = frameOf(text, crossing);
		const ruling = this.#rulingOn(frame);
		this.#remember(frame);
		if (ruling === 'hold') this.#held.push({ frame, deliver });
		else if (typeof ruling === 'object' && 'delayMs' in ruling) this.#later(() => deliver(text), ruling.delayMs);
		else if (typeof ruling === 'object') [ruling.replace].flat().forEach((other) => deliver(other));
		else if (ruling !== 'drop') deliver(text);
	}

	/** For connections: something that was not asked about, so that it is seen all the same. */
	record(text: string, crossing: Pick<WireFrame, 'to' | 'connection'>): void {
		this.#remember(frameOf(text, crossing));
	}

	opened(connection: Connection): void {
		this.#connections.add(connection);
	}

	closed(connection: Connection): void {
		this.#connections.delete(connection);
	}

	/** Forgets what is still held or delayed. */
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
				reject(new Error(`No such frame in ${timeoutMs} ms. The last ones:\n${this.#sinceMark().slice(-20).map(describeFrame).join('\n')}`));
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
