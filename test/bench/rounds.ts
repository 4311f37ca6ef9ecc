import type { Page } from 'playwright-core';
import { startPbx, type StartedPbx } from '../../src/pbx/node/start-pbx.js';
import { PageSite } from '../support/page-site.js';
import type { Row } from './bench.js';
import type * as benchPage from './page.js';
import type { Make } from './page.js';
import type { Wishes } from './telephone.js';

declare const page: typeof benchPage;

/** A server, a browser, and pages in it that telephone: ours and JsSIP alone in the same run. */
export class Rounds {
	static async open(): Promise<Rounds> {
		const users = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [String(1000 + index), '1234']));
		const pbx = await startPbx({ users, limits: { burst: 1e9, framesPerSecond: 1e9 } });
		return new Rounds(pbx, await PageSite.open(new URL('page.ts', import.meta.url)));
	}

	private constructor(readonly pbx: StartedPbx, readonly site: PageSite) {}

	/** A page in which this user is registered. */
	async seat(make: Make, user: string, wishes: Partial<Wishes> = {}): Promise<Page> {
		const tab = await this.site.page();
		await this.sit(tab, make, { user, ...wishes });
		return tab;
	}

	async sit(tab: Page, make: Make, wishes: Partial<Wishes> & Pick<Wishes, 'user'>): Promise<void> {
		await tab.evaluate(([kind, all]) => page.sit(kind, all), [make, { servers: [this.pbx.url], password: '1234', ...wishes }] as const);
	}

	async close(): Promise<void> {
		await this.site.close();
		await this.pbx.stop();
	}
}

/** A row for each of these durations. */
export function rowsOf<Key extends string>(samples: Record<Make, readonly Readonly<Record<Key, number>>[]>, names: Readonly<Record<Key, string>>): Row[] {
	return (Object.keys(names) as Key[]).map((key) => ({ what: names[key], unit: 'ms', ours: samples.ours.map((one) => one[key]), plain: samples.plain.map((one) => one[key]) }));
}

/** Both by turns, after one round that does not count. */
export async function byTurns<Sample>(times: number, measure: (make: Make) => Promise<Sample>): Promise<Record<Make, Sample[]>> {
	const samples: Record<Make, Sample[]> = { ours: [], plain: [] };
	for (let round = 0; round <= times; round++) {
		for (const make of ['ours', 'plain'] as const) {
			const sample = await measure(make);
			if (round > 0) samples[make].push(sample);
		}
	}
	return samples;
}
