import { describe, it } from 'node:test';
import { browsers, lackOf, type BrowserName } from './browsers.js';

interface Circumstances {
	/** What is not installed here, in words. */
	readonly missing: string | undefined;
	/** For suites that mostly wait: all browsers at the same time. */
	readonly sideBySide?: boolean;
	/** How long a test may take. */
	readonly timeout?: number;
}

interface Tools {
	readonly browser: BrowserName;
	/** Why nothing can be tested in it. */
	readonly skip: string | undefined;
	readonly test: (title: string, body: () => Promise<void>) => void;
}

/** Describes the same in each browser: in one after another, or side by side. */
export function inEachBrowser(title: string, { missing, sideBySide = false, timeout = 120_000 }: Circumstances, body: (tools: Tools) => void): void {
	describe(title, { concurrency: sideBySide ? browsers.length : 1 }, () => {
		for (const browser of browsers) {
			const skip = missing ?? lackOf(browser);
			const test = (name: string, run: () => Promise<void>): void => void it(name, { skip: skip ?? false, timeout }, run);
			describe(`in ${browser}`, { concurrency: 1 }, () => body({ browser, skip, test }));
		}
	});
}
