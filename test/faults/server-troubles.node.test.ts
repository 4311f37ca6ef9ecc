import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startPbx, type StartedPbx } from '../../src/pbx/node/start-pbx.js';
import type { Rule } from '../../src/pbx/wire.js';
import { alwaysAnswer, answers, asks, change } from '../sip/support/line-rules.js';
import { BreakableLine } from './support/breakable-line.js';
import { aliceHz, bobHz, hearEachOther, holdInTurn, talk } from './support/parties.js';
import { Party, picture, Room } from './support/room.js';

const options = { host: '127.0.0.1', port: 0, password: '1234' };
const portOf = ({ url }: StartedPbx): number => Number(new URL(url).port);

describe('a server in trouble', { concurrency: 4, timeout: 600_000 }, () => {
	let room: Room;
	const servers: StartedPbx[] = [];
	const lines: BreakableLine[] = [];

	const start = async (more: object = {}): Promise<StartedPbx> => {
		const server = await startPbx({ ...options, ...more });
		servers.push(server);
		return server;
	};
	const alice = (page: Party['page'], server: string): Promise<Party> => Party.comes(page, { server, user: '1000', hz: aliceHz, shown: true });
	const bob = (page: Party['page'], server: string): Promise<Party> => Party.seat(page, { server, user: '1001', hz: bobHz });

	before(async () => {
		room = await Room.open();
	});
	after(async () => {
		await room.close();
		for (const line of lines) line.close();
		for (const { stop } of servers) await stop();
	});

	it('that accepts and answers nothing is left for the next one, and the phone is called there', async () => {
		const [mute, server, page] = await Promise.all([start(), start(), room.page()]);
		mute.pbx.wire.intercept(() => 'drop');
		const caller = await alice(page, `${mute.url} ${server.url}`);
		await mute.pbx.wire.until(asks('REGISTER'), { timeoutMs: 60_000 });
		await picture(page, 'server-mute-meanwhile');
		await caller.does('registered');
		await caller.does('connected', server.url);
		await picture(page, 'server-mute-afterwards');
		await isCalled(caller, await bob(page, server.url));
	});

	it('that answers nothing any more while one talks is left for the next one, and the call goes on', async () => {
		const [server, page] = await Promise.all([start(), room.page()]);
		const [one, other] = await Promise.all([BreakableLine.to(portOf(server)), BreakableLine.to(portOf(server))]);
		lines.push(one, other);
		const caller = await alice(page, `${one.url} ${other.url}`);
		await caller.does('connected', one.url);
		await caller.does('registered');
		const callee = await bob(page, server.url);
		await talk(callee, caller);
		one.break('silence');
		await caller.does('connected', other.url);
		await hearEachOther(caller, callee);
		await caller.does('recovers');
		assert.equal(await caller.does('hold', true), undefined);
		await callee.does('isHeld', 'remote', true);
	});

	it('that is restarted, and knows nobody, is registered at again, and calls the phone', async () => {
		const [server, page] = await Promise.all([start(), room.page()]);
		const caller = await alice(page, server.url);
		await caller.does('registered');
		const callee = await bob(page, server.url);
		await server.stop();
		await Promise.all([caller, callee].map((party) => party.does('disconnected')));
		await picture(page, 'server-restarts-meanwhile');
		const again = await start({ port: portOf(server) });
		await Promise.all([caller, callee].map((party) => party.does('registered')));
		assert.deepEqual([...again.pbx.registrations].map(([user, bindings]) => [user, bindings.length]).sort(), [['1000', 1], ['1001', 1]]);
		await picture(page, 'server-restarts-afterwards');
		await isCalled(caller, callee);
	});

	it('that forgets a call when it is restarted learns of it again: the two talk on, hold and hang up', async () => {
		const [server, page] = await Promise.all([start(), room.page()]);
		const caller = await alice(page, server.url);
		await caller.does('registered');
		const callee = await bob(page, server.url);
		await talk(callee, caller);
		await server.stop();
		await caller.does('disconnected');
		await hearEachOther(caller, callee);
		await start({ port: portOf(server) });
		await Promise.all([caller, callee].map((party) => party.does('recovers')));
		await picture(page, 'server-restarts-forgets-call');
		await holdInTurn(caller, callee);
		await callee.does('hangUp');
		assert.equal(await caller.does('over'), 'remote hung-up');
	});

	const troubles: readonly (readonly [what: string, rule: Rule, said: string])[] = [
		['answers 503 and Retry-After', alwaysAnswer(asks('REGISTER'), '503 Service Unavailable', 'Retry-After: 4'), 'refused, tried again'],
		['answers 403', alwaysAnswer(asks('REGISTER'), '403 Forbidden'), 'credentials-refused'],
		['answers 423 for ever', alwaysAnswer(asks('REGISTER'), '423 Interval Too Brief', 'Min-Expires: 7200'), 'refused, tried again'],
		['grants nothing', change(answers('REGISTER', 200), (text) => text.replace(/;expires=\d+/g, ';expires=0')), 'refused, tried again'],
	];
	for (const [what, rule, said] of troubles) {
		it(`that ${what} says so, and calls the phone once that is over`, async () => {
			const [server, page] = await Promise.all([start(), room.page()]);
			const release = server.pbx.wire.intercept(rule);
			const caller = await alice(page, server.url);
			assert.equal(await caller.does('refused'), said);
			await picture(page, `server-${what.replaceAll(/\W+/g, '-')}-meanwhile`);
			release();
			if (!said.includes('again')) await page.evaluate(() => window.seats['1000']?.phone.retry());
			await caller.does('registered');
			await isCalled(caller, await bob(page, server.url));
		});
	}

	it('that talks nonsense is taken for silent, and calls the phone once that is over', async () => {
		const [server, page] = await Promise.all([start(), room.page()]);
		const release = server.pbx.wire.intercept(({ to }) => (to === 'client' ? { replace: ['\u0000\u0001 HTTP/1.1 200 OK\r\n\r\n', 'SIP/2.0', '{"ok":true}', 'SIP/2.0 200 OK\r\n\r\n'] } : undefined));
		const caller = await alice(page, server.url);
		await caller.does('disconnected');
		await picture(page, 'server-nonsense-meanwhile');
		release();
		await caller.does('registered');
		await isCalled(caller, await bob(page, server.url));
	});
});

async function isCalled(party: Party, by: Party): Promise<void> {
	await talk(by, party);
	await by.does('hangUp');
	assert.equal(await party.does('over'), 'remote hung-up');
}
