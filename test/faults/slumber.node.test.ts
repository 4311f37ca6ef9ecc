import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startPbx, type StartedPbx } from '../../src/pbx/node/start-pbx.js';
import { answers } from '../sip/support/line-rules.js';
import { BreakableLine } from './support/breakable-line.js';
import { eventually } from './support/eventually.js';
import { aliceHz, bobHz, hearEachOther, talk } from './support/parties.js';
import { Party, picture, Room } from './support/room.js';

const SLEEP_MS = 20_000;
/** The registration of a hidden page must be renewed in its minute: from 45 to 67 s after it was granted. */
const GRANTED_S = 90;

describe('a page that does not run as it would', { concurrency: true, timeout: 600_000 }, () => {
	let room: Room;
	let bedroom: Room;
	let server: StartedPbx;

	before(async () => {
		[room, bedroom, server] = await Promise.all([Room.open(), Room.open(), startPbx({ host: '127.0.0.1', port: 0, password: '1234', grantExpires: GRANTED_S })]);
	});
	after(async () => {
		await Promise.all([room, bedroom].map((one) => one.close()));
		await server.stop();
	});

	/** How many times the server has registered somebody. */
	const granted = (user: string): number => server.pbx.wire.frames.filter((frame) => answers('REGISTER', 200)(frame) && frame.user === user).length;
	const isKnown = (user: string): boolean => server.pbx.registrations.has(user);
	const bob = async (user: string): Promise<Party> => Party.seat(await room.page(), { server: server.url, user, hz: bobHz });

	it('registers once when the machine wakes and the server has dropped it meanwhile, idle and in a call, which goes on', async () => {
		const line = await BreakableLine.to(Number(new URL(server.url).port));
		const sit = async (user: string): Promise<Party> => Party.seat(await bedroom.page(), { server: line.url, user, hz: aliceHz, shown: true });
		const [idle, talker, callee, later] = await Promise.all([sit('1000'), sit('1001'), bob('1002'), bob('1003')]);
		await talk(callee, talker);
		const before = ['1000', '1001'].map(granted);
		const wake = await bedroom.sleep();
		try {
			await pause(SLEEP_MS / 2);
			line.break('reset');
			await eventually(() => line.open === 0 && !isKnown('1000') && !isKnown('1001'), 'the server forgets who sleeps');
			line.mend();
			await pause(SLEEP_MS / 2);
		} finally {
			wake();
		}
		await eventually(() => isKnown('1000') && isKnown('1001'), 'both are registered again');
		await hearEachOther(talker, callee);
		await talker.does('recovers');
		await Promise.all([picture(idle.page, 'slept-idle'), picture(talker.page, 'slept-talking')]);
		assert.equal(await talker.does('hold', true), undefined);
		await callee.does('isHeld', 'remote', true);
		await talk(later, idle);
		assert.deepEqual(['1000', '1001'].map((user, index) => granted(user) - (before[index] ?? 0)), [1, 1]);
		line.close();
	});

	it('stays registered when it is hidden and its timers come once a minute, rings, answers, and its call goes on', async () => {
		const [page, callee, other] = await Promise.all([room.page(throttle), bob('1005'), bob('1007')]);
		const talker = await Party.seat(page, { server: server.url, user: '1004', hz: aliceHz, shown: true });
		const idle = await Party.seat(page, { server: server.url, user: '1006', hz: aliceHz });
		await answerHidden(talker, callee);
		await eventually(() => granted('1004') > 1 && granted('1006') > 1, 'both registrations are renewed', 120_000);
		await callee.does('hears', aliceHz);
		await eventually(() => hearsSomething(talker), 'sound arrives in the hidden page');
		await picture(page, 'hidden-talking');
		await answerHidden(idle, other);
		assert.deepEqual(await Promise.all([talker, idle].map(async ({ user, page }) => page.evaluate((one) => window.seats[one]?.lost, user))), [0, 0]);
	});
});

/** Makes the page one that is hidden, whose timers come once a minute at most, and which is painted no more. */
function throttle(): void {
	const later = window.setTimeout.bind(window);
	const again = window.setInterval.bind(window);
	const slowly = (ms = 0): number => Math.max(60_000, ms);
	Object.assign(window, {
		setTimeout: (action: () => void, ms?: number) => later(action, slowly(ms)),
		setInterval: (action: () => void, ms?: number) => again(action, slowly(ms)),
		requestAnimationFrame: () => 0,
	});
	Object.defineProperties(Document.prototype, { visibilityState: { get: () => 'hidden' }, hidden: { get: () => true } });
}

async function answerHidden(hidden: Party, caller: Party): Promise<void> {
	await caller.does('dial', hidden.user);
	await hidden.does('answer');
	await caller.does('hears', hidden.hz);
}

/** Looks at what was received, for who is hidden can hardly listen in time. */
async function hearsSomething({ page, user }: Party): Promise<boolean> {
	const energy = (): Promise<number> => page.evaluate(async (one) => {
		const stats = [...((await window.seats[one]?.phone.calls.at(-1)?.connection?.getStats())?.values() ?? [])] as { type: string; totalAudioEnergy?: number }[];
		return stats.find(({ type }) => type === 'inbound-rtp')?.totalAudioEnergy ?? 0;
	}, user);
	const before = await energy();
	await pause(500);
	return (await energy()) > before;
}
