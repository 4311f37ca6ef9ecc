import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { onConnectivityHint } from '../../src/net/connectivity-hints.js';

/** A page of which only what matters here is there. */
class Page extends EventTarget {
	visibility = 'visible';

	get visibilityState(): string {
		return this.visibility;
	}
}

describe('a page has reason to doubt its connection', () => {
	const window = new EventTarget();
	let page: Page;
	let woken: number;
	let end: AbortController;

	beforeEach(() => {
		page = new Page();
		woken = 0;
		end = new AbortController();
		Object.assign(globalThis, { document: page, addEventListener: window.addEventListener.bind(window) });
		mock.timers.enable({ apis: ['setInterval'] });
		onConnectivityHint(() => woken++, end.signal);
	});
	afterEach(() => {
		end.abort();
		mock.timers.reset();
	});

	/** Time passes in which nothing of the page ran. */
	function sleep(ms: number): void {
		const now = Date.now() + ms;
		const clock = mock.method(Date, 'now', () => now);
		mock.timers.tick(10_000);
		clock.mock.restore();
	}

	for (const event of ['online', 'offline']) {
		it(`when the network is ${event}`, () => {
			window.dispatchEvent(new Event(event));
			assert.equal(woken, 1);
		});
	}

	it('when it is shown, and not when it is hidden', () => {
		page.visibility = 'hidden';
		page.dispatchEvent(new Event('visibilitychange'));
		assert.equal(woken, 0);
		page.visibility = 'visible';
		page.dispatchEvent(new Event('visibilitychange'));
		assert.equal(woken, 1);
	});

	const rows: readonly (readonly [visibility: string, ms: number, times: number])[] = [['visible', 11_000, 0], ['visible', 30_000, 1], ['hidden', 61_000, 0], ['hidden', 90_000, 1]];
	for (const [visibility, ms, times] of rows) {
		it(`${times === 1 ? 'when' : 'but not when'} ${String(ms)} ms passed between two beats while it was ${visibility}`, () => {
			page.visibility = visibility;
			sleep(ms);
			assert.equal(woken, times);
		});
	}

	it('and no more once it does not care', () => {
		end.abort();
		window.dispatchEvent(new Event('online'));
		sleep(90_000);
		assert.equal(woken, 0);
	});
});
