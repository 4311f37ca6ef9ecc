import type { CDPSession, Page } from 'playwright-core';
import type { Held } from './held.js';
import type * as benchPage from './page.js';

declare const page: typeof benchPage;

/** What a page holds when all that could be collected has been. */
export interface Holding extends Held {
	/** JavaScript heap, KB. */
	readonly heap: number;
	/** JavaScript event listeners. */
	readonly listeners: number;
	/** Peer connections, closed ones too. */
	readonly connectionObjects: number;
}

/** The memory of one page. */
export class Memory {
	static async of(tab: Page): Promise<Memory> {
		const session = await tab.context().newCDPSession(tab);
		await session.send('Performance.enable');
		return new Memory(tab, session);
	}

	private constructor(readonly tab: Page, readonly session: CDPSession) {}

	async look(): Promise<Holding> {
		for (let round = 0; round < 3; round++) await this.session.send('HeapProfiler.collectGarbage');
		const { usedSize } = await this.session.send('Runtime.getHeapUsage');
		const { metrics } = await this.session.send('Performance.getMetrics');
		const connectionObjects = await this.#instances('RTCPeerConnection');
		const heap = Math.round(usedSize / 1000);
		return { heap, listeners: metrics.find(({ name }) => name === 'JSEventListeners')?.value ?? 0, connectionObjects, ...await this.tab.evaluate(() => page.held()) };
	}

	async #instances(name: string): Promise<number> {
		const { session } = this;
		const { result: { objectId: prototypeObjectId = '' } } = await session.send('Runtime.evaluate', { expression: `${name}.prototype`, objectGroup: 'look' });
		const { objects: { objectId = '' } } = await session.send('Runtime.queryObjects', { prototypeObjectId, objectGroup: 'look' });
		const { result } = await session.send('Runtime.callFunctionOn', { objectId, functionDeclaration: 'function () { return this.length; }', returnByValue: true });
		await session.send('Runtime.releaseObjectGroup', { objectGroup: 'look' });
		return Number(result.value);
	}
}
