import { expect } from '@open-wc/testing';
import type { Credentials } from '../../src/core/account/settings.js';
import { registered, until } from '../support/phones.js';
import { alwaysAnswer, asks } from '../sip/support/line-rules.js';
import { ended, eventually, hears, pause, talking } from './support/calls.js';
import { ALICE, BOB, PageOffice } from './support/office.js';

/** MD5 of `1000:voice.test:1234`. */
const HA1 = 'ffdeae61680f6cd5aedad2a663ac7052';
const HOUR_MS = 3_600_000;

describe('credentials that expire in a call', () => {
	for (const status of ['401 Unauthorized', '403 Forbidden']) {
		it(`and are refused with ${status.slice(0, 3)}: the page is asked for others, and the call goes on`, async () => {
			const office = new PageOffice({ grantExpires: 4 });
			let asked = 0;
			let release: () => void = () => undefined;
			const credentials = (): Promise<Credentials> => {
				if (++asked === 1) return Promise.resolve({ password: '1234' });
				release();
				return Promise.resolve({ ha1: HA1, realm: 'voice.test' });
			};
			const [alice, bob] = await Promise.all([office.registered('1000', ALICE, { password: '', credentials }), office.registered('1001', BOB)]);
			const { outgoing, incoming } = await talking(alice, bob, '1001');
			await Promise.all([hears(outgoing, BOB), hears(incoming, ALICE)]);
			expect(asked).to.equal(1);
			release = office.wire.intercept(alwaysAnswer((frame) => asks('REGISTER')(frame) && frame.user === '1000', status, 'WWW-Authenticate: Digest realm="voice.test", nonce="other", algorithm=MD5, qop="auth"'));
			await eventually(() => asked > 1, 'the page is asked again');
			await registered(alice);
			await Promise.all([hears(outgoing, BOB), hears(incoming, ALICE)]);
			expect([asked, outgoing.state.phase, incoming.state.phase]).to.deep.equal([2, 'confirmed', 'confirmed']);
			await outgoing.hold();
			outgoing.hangUp();
			expect(await ended(incoming)).to.deep.include({ by: 'remote', cause: 'hung-up' });
		});
	}
});

describe('a clock that jumps', () => {
	const now = Date.now;
	let offMs = 0;

	beforeEach(() => {
		offMs = 0;
		Date.now = () => now() + offMs;
	});
	afterEach(() => (Date.now = now));

	for (const [what, ms] of [['forward', HOUR_MS], ['back', -HOUR_MS]] as const) {
		it(`an hour ${what} loses no registration, ends no call, and asks the server for next to nothing`, async () => {
			const office = new PageOffice();
			const [alice, bob] = await Promise.all([office.registered('1000', ALICE), office.registered('1001', BOB)]);
			const { outgoing, incoming } = await talking(alice, bob, '1001');
			const before = office.wire.frames.length;
			const phases = new Set<string>();
			alice.subscribe(({ registration, connection }) => void phases.add(`${connection.phase} ${registration.phase}`));
			offMs = ms;
			await pause(12_000);
			expect([...phases].filter((phase) => phase !== 'connected registered')).to.deep.equal([]);
			expect(office.wire.frames.length - before).to.be.below(40);
			await Promise.all([hears(outgoing, BOB), hears(incoming, ALICE)]);
			offMs = 0;
			outgoing.hangUp();
			await ended(incoming);
			await until(alice, ({ registration }) => registration.phase === 'registered');
		});
	}
});
