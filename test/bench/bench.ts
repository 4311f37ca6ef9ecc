/** One measured thing: samples of ours and, where it can do the same, of plain JsSIP in the same run. */
export interface Row {
	readonly what: string;
	readonly unit: 'ms' | 'KB' | 'MB';
	readonly ours: readonly number[];
	/** In words where it never gets there. */
	readonly plain: readonly number[] | string;
}

/** What a file `<name>.bench.ts` exports; `npm run bench -- <name>` runs it. It starts what it needs, and ends it. */
export interface Bench {
	/** It does nothing for most of its time: so it runs beside the others. */
	readonly waits?: true;
	run(): Promise<readonly Row[]>;
}

/** The middle of the samples. */
export function median(samples: readonly number[]): number {
	const sorted = [...samples].sort((one, other) => one - other);
	const [below, above] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
	return below === undefined || above === undefined ? Number.NaN : (below + above) / 2;
}
