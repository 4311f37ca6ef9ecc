import { loopbackWebSocket } from '../../src/pbx/loopback.js';
import { pageServices, pageToneHz } from '../../src/pbx/page/page-services.js';
import { Pbx } from '../../src/pbx/pbx.js';
import { JsSipPhone, type JsSipPhoneOptions } from '../support/jssip-phone.js';
import { startServer } from '../support/server.js';
import { hears, silentAt } from '../support/tones.js';

const RealSocket = globalThis.WebSocket;

/** Where the same calls are made: the server in Node, and the one in this page. */
const places: Readonly<Record<string, () => Promise<JsSipPhoneOptions>>> = {
	'the server in Node': () => startServer(),
	'the server in Node with FreeSWITCH\'s manners': () => startServer({ manners: 'freeswitch' }),
	'the server in the page': () => inPage(),
	'the server in the page with FreeSWITCH\'s manners': () => inPage('freeswitch'),
};

function inPage(manners: 'plain' | 'freeswitch' = 'plain'): Promise<JsSipPhoneOptions> {
	globalThis.WebSocket = loopbackWebSocket(new Pbx({ manners, services: pageServices() }));
	return Promise.resolve({ url: 'ws://voice.test' });
}

for (const [place, start] of Object.entries(places)) {
	describe(`plain JsSIP at ${place}`, () => {
		const phones: JsSipPhone[] = [];
		let options: JsSipPhoneOptions;

		const registered = async (user: string, hz: number): Promise<JsSipPhone> => {
			const phone = new JsSipPhone(user, hz, options);
			phones.push(phone);
			await phone.register();
			return phone;
		};

		before(async () => {
			options = await start();
		});
		afterEach(() => {
			for (const phone of phones.splice(0)) phone.stop();
		});
		after(() => {
			globalThis.WebSocket = RealSocket;
		});

		it('hears its own voice at 9196, not while it holds, and again after an ICE restart', async () => {
			const alice = await registered('1000', 620);
			const call = await alice.call('9196');
			await hears(call.heard, 620);
			await call.hold();
			await silentAt(call.heard, 620);
			await call.resume();
			await hears(call.heard, 620);
			await call.restartIce();
			await hears(call.heard, 620);
			call.hangUp();
		});

		it('hears the tone at 9197', async () => {
			const alice = await registered('1000', 620);
			await hears((await alice.call('9197')).heard, pageToneHz);
		});

		it('hears the others in a room, and not itself', async () => {
			const [alice, bob] = [await registered('1000', 620), await registered('1001', 830)];
			const [hers, his] = [await alice.call('3500'), await bob.call('3500')];
			await hears(hers.heard, 830);
			await hears(his.heard, 620);
			await silentAt(hers.heard, 620);
			his.hangUp();
			await silentAt(hers.heard, 830);
		});

		it('talks to another, not while either holds, and is heard again', async () => {
			const [alice, bob] = [await registered('1000', 620), await registered('1001', 830)];
			const answered = bob.answer();
			const hers = await alice.call('1001');
			const his = await answered;
			for (const [holding, heard, other] of [[hers, his, 620], [his, hers, 830]] as const) {
				await hears(heard.heard, other);
				await holding.hold();
				await silentAt(heard.heard, other);
				await holding.resume();
				await hears(heard.heard, other);
			}
		});
	});
}
