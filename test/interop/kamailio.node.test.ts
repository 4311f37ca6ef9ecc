import assert from 'node:assert/strict';
import { after, afterEach, before } from 'node:test';
import type { Page } from 'puppeteer-core';
import { inEachBrowser } from './in-each-browser.js';
import { Office } from './office.js';
import { Kamailio } from './servers/kamailio.js';

const missing = Kamailio.installed ? undefined : 'Kamailio is not installed: apt-get install kamailio kamailio-websocket-modules kamailio-tls-modules openssl';
const voices = { alice: 440, bob: 1010, carol: 1600, dave: 2200 };

const ways = [
	{ title: 'with Kamailio over WS, which knows a browser by its connection', gruu: false, route: /;alias=/ },
	{ title: 'with Kamailio over WSS, which gives a browser a GRUU', gruu: true, route: /;gr=/ },
];

for (const { title, gruu, route } of ways) {
	inEachBrowser(title, { missing }, ({ browser, skip, test }) => {
		let kamailio: Kamailio;
		let office: Office;
		let alice: Page;
		let bob: Page;
		/** Have other phones: JsSIP and nothing else. */
		let carol: Page;
		let dave: Page;

		const account = <User extends keyof typeof voices>(user: User): { user: User; password: string; server: string; hz: number } => ({ user, password: `${user}-secret`, server: gruu ? kamailio.secureUrl : kamailio.url, hz: voices[user] });

		before(async () => {
			if (skip) return;
			kamailio = await Kamailio.start({ gruu });
			office = await Office.open({ browser, trusting: true });
			[alice, bob, carol, dave] = await Promise.all([office.seat(account('alice')), office.seat(account('bob')), office.seatPlainly(account('carol')), office.seatPlainly(account('dave'))]);
		}, { timeout: 300_000 });

		afterEach(async () => {
			for (const page of [alice, bob]) await page?.evaluate(() => window.desk.hangUpAll());
		});

		after(async () => {
			await office?.close();
			await kamailio?.stop();
		});

		test('registers by digest', async () => {
			for (const page of [alice, bob]) assert.equal(await page.evaluate(() => window.desk.register()), 'registered');
			for (const page of [carol, dave]) assert.equal(await page.evaluate(() => window.plainDesk.register()), 'registered');
			assert.equal((await kamailio.bindingsOf('alice')).length, 1);
		});

		test('is refused with a wrong password', async () => {
			const stranger = await office.seat({ ...account('alice'), password: 'guessed' });
			assert.equal(await stranger.evaluate(() => window.desk.register()), 'credentials-refused');
			await stranger.browserContext().close();
		});

		for (const [caller, callee] of [['alice', 'bob'], ['bob', 'alice']] as const) {
			for (const leaver of ['alice', 'bob'] as const) {
				test(`${caller} calls ${callee}, they hear each other, and ${leaver} hangs up`, async () => {
					const pages = { alice, bob };
					await call(pages[caller], pages[callee], callee);
					await hearEachOther(alice, bob);
					await hangUp(...leaver === 'alice' ? [alice, bob] as const : [bob, alice] as const);
				});
			}
		}

		test('a call that is given up stops ringing', async () => {
			await alice.evaluate(() => window.desk.place('bob'));
			await Promise.all([alice, bob].map((page) => page.evaluate(() => window.desk.rings())));
			await alice.evaluate(() => window.desk.hangUp());
			assert.deepEqual(await ends(alice, bob), ['local cancelled', 'remote cancelled']);
		});

		test('a call that is given up at any moment leaves nothing behind', async () => {
			for (const afterMs of [0, 10, 30, 60, 100, 200]) {
				await alice.evaluate((ms) => {
					window.desk.place('bob');
					return new Promise((resolve) => setTimeout(resolve, ms)).then(() => window.desk.hangUp());
				}, afterMs);
			}
			await call(alice, bob, 'bob');
			await hearEachOther(alice, bob);
			assert.equal(await bob.evaluate(() => window.desk.phone.state.calls.filter(({ phase }) => phase !== 'terminated').length), 1);
			await hangUp(alice, bob);
		});

		for (const [refusal, here, there] of [['busy', 'local busy', 'remote busy'], ['declined', 'local declined', 'remote busy'], ['declined-everywhere', 'local declined', 'remote declined']] as const) {
			test(`bob turns a call away: ${refusal}`, async () => {
				await alice.evaluate(() => window.desk.place('bob'));
				await bob.evaluate(() => window.desk.rings());
				await bob.evaluate((how) => window.desk.call.refuse(how), refusal);
				assert.deepEqual(await ends(bob, alice), [here, there]);
			});
		}

		test('nobody is there, and nobody of that name', async () => {
			for (const [user, end] of [['erin', 'remote unavailable'], ['nobody', 'remote not-found']] as const) {
				await alice.evaluate((to) => window.desk.place(to), user);
				assert.equal(await alice.evaluate(() => window.desk.over()), end);
			}
		});

		test('either side holds, both do, and they talk on', async () => {
			await call(alice, bob, 'bob');
			await hearEachOther(alice, bob);
			await alice.evaluate(() => window.desk.call.hold());
			await bob.evaluate(() => window.desk.isHeld('remote'));
			await missEachOther(alice, bob);
			await bob.evaluate(() => window.desk.call.hold());
			await alice.evaluate(() => window.desk.isHeld('local', 'remote'));
			await alice.evaluate(() => window.desk.call.resume());
			await bob.evaluate(() => window.desk.isHeld('local'));
			await missEachOther(alice, bob);
			await bob.evaluate(() => window.desk.call.resume());
			await alice.evaluate(() => window.desk.isHeld());
			await hearEachOther(alice, bob);
			await hangUp(bob, alice);
		});

		test('nobody hears who is muted, until that ends', async () => {
			await call(alice, bob, 'bob');
			await hearEachOther(alice, bob);
			await alice.evaluate(() => window.desk.call.mute());
			await bob.evaluate((hz) => window.desk.misses(hz), voices.alice);
			await alice.evaluate((hz) => window.desk.hears(hz), voices.bob);
			await alice.evaluate(() => window.desk.call.unmute());
			await hearEachOther(alice, bob);
			await hangUp(alice, bob);
		});

		test('keys are heard as they are within the sound', async () => {
			await call(alice, bob, 'bob');
			await hearEachOther(alice, bob);
			await Promise.all([alice.evaluate(() => window.desk.call.sendDigits('5555555555')), bob.evaluate(() => window.desk.hearsKey(770, 1336))]);
			await hangUp(alice, bob);
		});

		test('keys arrive as INFO where they are wanted so', async () => {
			await alice.evaluate(() => window.desk.phone.configure({ ...window.desk.config, dtmf: 'info' }));
			await alice.evaluate(() => window.desk.dial('carol'));
			await alice.evaluate(() => window.desk.call.sendDigits('15*#'));
			assert.equal(await carol.evaluate(() => window.plainDesk.digits), '15*#');
			await alice.evaluate(() => window.desk.hangUp());
		});

		test('requests find their way within a call', async () => {
			assert.match(await carol.evaluate(() => window.plainDesk.contact), route);
		});

		test('alice hands carol on to bob', async () => {
			await alice.evaluate(() => window.desk.dial('carol'));
			await Promise.all([alice.evaluate(() => window.desk.call.transfer('bob')), bob.evaluate(() => window.desk.answer())]);
			assert.match(await alice.evaluate(() => window.desk.over()), /hung-up$/);
			await bob.evaluate((hz) => window.desk.hears(hz), voices.carol);
			await carol.evaluate((hz) => window.plainDesk.hears(hz), voices.bob);
			await bob.evaluate(() => window.desk.hangUp());
		});

		test('alice asks dave first, then connects carol with him', async () => {
			await alice.evaluate(() => window.desk.dial('carol'));
			await alice.evaluate(() => window.desk.call.hold());
			await alice.evaluate(() => window.desk.dial('dave'));
			await alice.evaluate(() => {
				const [carols, daves] = window.desk.phone.calls.slice(-2);
				return carols?.transfer(daves ?? '');
			});
			await carol.evaluate((hz) => window.plainDesk.hears(hz), voices.dave);
			await dave.evaluate((hz) => window.plainDesk.hears(hz), voices.carol);
			await alice.evaluate(() => window.desk.isFree());
		});

		test('texts go both ways', async () => {
			assert.equal(await alice.evaluate(() => window.desk.write('bob', 'Grüße, 100 % – 你好')), 'accepted');
			assert.equal(await bob.evaluate(() => window.desk.read('alice')), 'Grüße, 100 % – 你好');
			assert.equal(await bob.evaluate(() => window.desk.write('alice', 'and back')), 'accepted');
			assert.equal(await alice.evaluate(() => window.desk.read('bob')), 'and back');
		});

		test('who stops the phone is registered no more; texts wait until they are back', async () => {
			await bob.evaluate(() => window.desk.phone.stop());
			assert.deepEqual(await kamailio.bindingsOf('bob'), []);
			assert.equal(await alice.evaluate(() => window.desk.write('bob', 'for later: 你好')), 'submitted');
			assert.equal(await bob.evaluate(() => window.desk.register()), 'registered');
			assert.equal(await bob.evaluate(() => window.desk.read('alice', 'for later: 你好')), 'for later: 你好');
		});
	});
}

async function call(caller: Page, callee: Page, user: string): Promise<void> {
	await Promise.all([caller.evaluate((to) => window.desk.dial(to), user), callee.evaluate(() => window.desk.answer())]);
}

async function hangUp(one: Page, other: Page): Promise<void> {
	await one.evaluate(() => window.desk.hangUp());
	assert.deepEqual(await ends(one, other), ['local hung-up', 'remote hung-up']);
}

/** How the last call ended at each page. */
function ends(...pages: readonly Page[]): Promise<string[]> {
	return Promise.all(pages.map((page) => page.evaluate(() => window.desk.over())));
}

async function hearEachOther(alice: Page, bob: Page): Promise<void> {
	await Promise.all([alice.evaluate((hz) => window.desk.hears(hz), voices.bob), bob.evaluate((hz) => window.desk.hears(hz), voices.alice)]);
}

async function missEachOther(alice: Page, bob: Page): Promise<void> {
	await Promise.all([alice.evaluate((hz) => window.desk.misses(hz), voices.bob), bob.evaluate((hz) => window.desk.misses(hz), voices.alice)]);
}
