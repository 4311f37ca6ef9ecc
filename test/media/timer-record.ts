/** Timers that were set while recorded and have neither run nor been cleared. */
export interface TimerRecord {
	readonly pending: ReadonlySet<number>;
	restore(): void;
}

/** Records what modules of `src` set: what a test itself waits for is none of it. */
export function recordTimers(): TimerRecord {
	const [set, clear] = [window.setTimeout.bind(window), window.clearTimeout.bind(window)];
	const pending = new Set<number>();
	const isOurs = (): boolean => /\/src\/media\//.test(new Error().stack ?? '');

	const recorded = (work: () => void, ms?: number): number => {
		const timer = set(() => {
			pending.delete(timer);
			work();
		}, ms);
		if (isOurs()) pending.add(timer);
		return timer;
	};
	Object.assign(window, {
		setTimeout: recorded,
		clearTimeout: (timer?: number) => {
			if (timer !== undefined) pending.delete(timer);
			clear(timer);
		},
	});
	return { pending, restore: () => void Object.assign(window, { setTimeout: set, clearTimeout: clear }) };
}
