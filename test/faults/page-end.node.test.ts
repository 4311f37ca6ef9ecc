import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { startPbx, type StartedPbx } from '../../src/pbx/node/start-pbx.js';
import { chromiumArguments } from '../chromium.mjs';
import { CRASHABLE, crashAndReload } from './support/crash.js';
import { eventually } from './support/eventually.js';
import { aliceHz, bobHz, hearEachOther, talk } from './support/parties.js';
import { Party, picture, Room } from './support/room.js';

describe('a page that ends while its user talks', { timeout: 900_000 }, () => {
	let room: Room;
	let server: StartedPbx;
	let page: Page;
	let bob: Party;

	before(async () => {
		[room, server] = await Promise.all([Room.open({ args: [...chromiumArguments(), CRASHABLE] }), startPbx({ host: '127.0.0.1', port: 0, password: '1234' })]);
	});
	after(async () => {
		await room.close();
		await server.stop();
	});
	beforeEach(async () => {
		page = await room.page();
		bob = await Party.seat(await room.page(), { server: server.url, user: '1001', hz: bobHz });
		await talk(await sitDown(), bob);
	});
	afterEach(() => Promise.all([page, bob.page].map((one) => one.context().close())));

	const sitDown = (): Promise<Party> => Party.seat(page, { server: server.url, user: '1000', hz: aliceHz, shown: true });
	const registrations = (): number => server.pbx.registrations.get('1000')?.length ?? 0;
	const card = () => page.locator('voice-call [part~=terminated]');

	it('hangs up when it is reloaded, tells whom one talked to, and calls again with one press', async () => {
		await page.reload();
		assert.equal(await bob.does('over'), 'remote hung-up');
		const alice = await sitDown();
		await card().getByText('The page was left during the call').waitFor();
		assert.match(await card().innerText(), /1001/);
		await picture(page, 'reloaded');
		await card().getByRole('button', { name: 'Call again' }).click();
		await bob.does('answer');
		await alice.does('hears', bobHz);
		await alice.does('hangUp');
		await page.reload();
		await sitDown();
		assert.equal(await card().count(), 0);
	});

	it('tells it also where the phone called before a face showed it', async () => {
		await page.reload();
		await bob.does('over');
		const alice = await Party.seat(page, { server: server.url, user: '1000', hz: aliceHz });
		await talk(alice, bob);
		await alice.does('show');
		await page.locator('voice-call [part~=confirmed]').waitFor();
		await page.reload();
		await sitDown();
		await card().getByText('The page was left during the call').waitFor();
		assert.match(await card().innerText(), /1001/);
	});

	it('tells it again until one dismisses it', async () => {
		await page.reload();
		await sitDown();
		await card().waitFor();
		await page.reload();
		await sitDown();
		await card().getByRole('button', { name: 'Dismiss' }).click();
		await page.reload();
		await sitDown();
		assert.equal(await card().count(), 0);
	});

	it('tells nobody else, and not in another tab', async () => {
		await page.reload();
		await Party.seat(page, { server: server.url, user: '1002', hz: aliceHz, shown: true });
		assert.equal(await card().count(), 0);
		const other = await page.context().newPage();
		await other.goto(room.url);
		await Party.seat(other, { server: server.url, user: '1000', hz: aliceHz, shown: true });
		assert.equal(await other.locator('voice-call [part~=terminated]').count(), 0);
	});

	it('leaves nothing behind when it is closed', async () => {
		await page.close();
		assert.equal(await bob.does('over'), 'remote hung-up');
		await eventually(() => registrations() === 0, 'the server forgets the phone');
	});

	it('tells it also when the user comes back to it from another page', async () => {
		await page.goto(`${room.url}elsewhere`);
		assert.equal(await bob.does('over'), 'remote hung-up');
		await eventually(() => registrations() === 0, 'the server forgets the phone');
		// Playwright waits for a load that never comes where a page is restored.
		await page.goBack({ waitUntil: 'commit' });
		await card().getByText('The page was left during the call').waitFor();
		await eventually(() => registrations() === 1, 'the phone registers again');
		await picture(page, 'back-from-another-page');
		await card().getByRole('button', { name: 'Call again' }).click();
		await bob.does('answer');
	});

	it('says no BYE when it crashes: it tells whom one talked to when it is loaded again, calls again, and the far side finds out', async () => {
		page = await crashAndReload(page);
		const alice = await sitDown();
		await card().getByText('The page was left during the call').waitFor();
		assert.match(await card().innerText(), /1001/);
		await picture(page, 'crashed-and-reloaded');
		await card().getByRole('button', { name: 'Call again' }).click();
		await bob.does('answer');
		await hearEachOther(alice, bob);
		assert.equal(await bob.does('over', 0), 'network lost');
		await hearEachOther(alice, bob);
	});
});
