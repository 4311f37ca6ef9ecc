import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startPbx, type StartedPbx } from '../../src/pbx/node/start-pbx.js';
import { Memory, type Holding } from '../bench/memory.js';
import type * as benchPage from '../bench/page.js';
import { PageSite } from '../support/page-site.js';

declare const page: typeof benchPage;

/** Fills whatever keeps only so much: the trace of the last frames, what the browser has compiled. */
const WARM_UP = 25;
const CALLS = 200;
const READERS = 20;
/** JsSIP alone keeps no text, so that a few tell as much. */
const TEXTS_EACH = { ours: 500, plain: 50 } as const;
/** A server keeps an INVITE for 32 s (RFC 3261 section 17), and so does whoever sent it. */
const IDLE_MS = 33_000;
/** A phone takes twenty texts in a second. */
const TEXT_MS = 60;

describe('two hundred calls in a row and ten thousand texts, beside the same with JsSIP alone', () => {
	let pbx: StartedPbx;
	let site: PageSite;
	let ours: Lives;
	let plain: Lives;

	before(async () => {
		const users = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [String(1000 + index), '1234']));
		pbx = await startPbx({ users, trusts: ({ method }) => method === 'MESSAGE', limits: { burst: 1e9, framesPerSecond: 1e9 } });
		site = await PageSite.open(new URL('../bench/page.ts', import.meta.url));
		[ours, plain] = await Promise.all([live('ours', 1000), live('plain', 1025)]);
	}, { timeout: 1_200_000 });

	after(async () => {
		await site?.close();
		await pbx?.stop();
	});

	it('leave no peer connection open, no microphone, no timer, and the sockets that were there', () => {
		const { connections, tracks, sockets, timers } = ours.after;
		assert.deepEqual({ connections, tracks, sockets }, { connections: 0, tracks: 0, sockets: ours.before.sockets });
		assert.ok(timers <= ours.before.timers, told());
	});

	/** Chromium itself holds on to some that are closed, of JsSIP alone a dozen. */
	it('leave hardly an object of the browser’s, where each call had two', () => {
		assert.ok(ours.after.connectionObjects <= ours.before.connectionObjects + CALLS / 5, told());
		assert.ok(ours.after.listeners < ours.before.listeners + CALLS, told());
	});

	it('leave of each call and fifty texts less than 15 KB', () => {
		assert.ok(ours.after.heap - ours.before.heap < CALLS * 15, told());
	});

	const told = (): string => JSON.stringify({ ours, plain }, undefined, '\t');

	/** A page with two who call each other, and for a while one who writes and twenty who read. */
	async function live(make: benchPage.Make, first: number): Promise<Lives> {
		const [caller, callee, writer, ...readers] = Array.from({ length: 3 + READERS }, (_, index) => String(first + index)) as [string, string, string, ...string[]];
		const tab = await site.page();
		const memory = await Memory.of(tab);
		const sit = (user: string): Promise<void> => tab.evaluate(([kind, wishes]) => page.sit(kind, wishes), [make, { servers: [pbx.url], user, password: '1234' }] as const);
		const call = (times: number): Promise<void> => tab.evaluate(([one, other, so]) => page.callInARow(one, other, so), [caller, callee, times] as const);
		const write = (times: number): Promise<void> => tab.evaluate(([one, others, options]) => page.writeInARow(one, others, options), [writer, readers, { times, everyMs: TEXT_MS }] as const);
		const correspond = async (times: number): Promise<void> => {
			await Promise.all([writer, ...readers].map(sit));
			await write(times);
			await Promise.all([writer, ...readers].map((user) => tab.evaluate((one) => page.leave(one), user)));
		};
		await sit(caller);
		await sit(callee);
		await tab.evaluate((user) => page.answerAll(user), callee);
		await Promise.all([call(WARM_UP), correspond(10)]);
		await pause(IDLE_MS);
		const looked = await memory.look();
		await Promise.all([call(CALLS), correspond(TEXTS_EACH[make])]);
		await pause(IDLE_MS);
		return { before: looked, after: await memory.look() };
	}
});

interface Lives {
	readonly before: Holding;
	readonly after: Holding;
}
