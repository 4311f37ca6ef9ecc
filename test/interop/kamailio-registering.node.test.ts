import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { inEachBrowser } from './in-each-browser.js';
import { Office } from './office.js';
import { Kamailio, type KamailioOptions } from './servers/kamailio.js';

const missing = Kamailio.installed ? undefined : 'Kamailio is not installed: apt-get install kamailio kamailio-websocket-modules kamailio-tls-modules openssl';
const alice = { user: 'alice', password: 'alice-secret', hz: 440 };

inEachBrowser('registering with Kamailio', { missing, sideBySide: true }, ({ browser, skip, test }) => {
	let office: Office;

	before(async () => {
		if (!skip) office = await Office.open({ browser });
	}, { timeout: 300_000 });

	after(() => office?.close());

	test('a registration of 5 s is renewed before it lapses', () => withKamailio({ expires: [1, 5] }, async (kamailio) => {
		const page = await office.seat({ ...alice, server: kamailio.url });
		assert.equal(await page.evaluate(() => window.desk.register()), 'registered');
		const phases = await page.evaluate(() => window.desk.phasesUntilRenewed(2));
		assert.deepEqual(phases, ['registered']);
		assert.equal((await kamailio.bindingsOf('alice')).length, 1);
		await page.browserContext().close();
	}));

	test('a server that wants longer registrations gets them', () => withKamailio({ expires: [900, 900] }, async (kamailio) => {
		const page = await office.seat({ ...alice, server: kamailio.url });
		assert.equal(await page.evaluate(() => window.desk.register()), 'registered');
		const [binding] = await kamailio.bindingsOf('alice');
		assert.ok((binding?.Expires ?? 0) > 600, JSON.stringify(binding));
		await page.browserContext().close();
	}));

	test('a certificate that nobody signed is not taken', () => withKamailio({}, async (kamailio) => {
		const page = await office.seat({ ...alice, server: kamailio.secureUrl });
		assert.equal(await page.evaluate(() => window.desk.obstacle()), 'server-unreachable');
		assert.deepEqual(await kamailio.bindingsOf('alice'), []);
	}));
});

async function withKamailio(options: KamailioOptions, body: (kamailio: Kamailio) => Promise<void>): Promise<void> {
	const kamailio = await Kamailio.start(options);
	await body(kamailio).finally(() => kamailio.stop());
}
