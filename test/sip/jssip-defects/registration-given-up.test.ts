import { expect } from '@open-wc/testing';
import { Pbx, type PbxOptions } from '../../../src/pbx/pbx.js';
import { plainLine } from '../support/plain-line.js';
import { serverAt, TestLine } from '../support/account-line.js';
import { answerInstead, answers, asks, change, pause } from '../support/line-rules.js';

describe('row 10: a registration that was refused once, or confirmed without a Contact', () => {
	const ends: (() => unknown)[] = [];
	let pbx: Pbx;

	function serve(options: PbxOptions = {}): Pbx {
		pbx = new Pbx(options);
		ends.push(() => pbx.stop());
		return pbx;
	}

	/** How many REGISTER have set out so far. */
	const asked = (): number => pbx.wire.frames.filter(asks('REGISTER')).length;
	const isRegistered = (): boolean => (pbx.registrations.get('1000') ?? []).length > 0;
	const withoutContacts = (text: string): string => text.replace(/^Contact:.*\r\n/gim, '');

	afterEach(async () => {
		for (const end of ends.splice(0).reverse()) await end();
	});

	for (const refusal of ['503 Service Unavailable', '408 Request Timeout']) {
		it(`after ${refusal} is given up (JsSIP alone: the defect)`, async () => {
			serve().wire.intercept(answerInstead(asks('REGISTER'), [refusal]));
			const ua = plainLine(serverAt(pbx));
			ends.push(() => ua.stop());
			await pbx.wire.until(answers('REGISTER'));
			await pause(3000);
			expect([asked(), ua.isConnected(), ua.isRegistered(), isRegistered()]).to.deep.equal([1, true, false, false]);
		});

		it(`after ${refusal} is tried again (our line)`, async () => {
			serve().wire.intercept(answerInstead(asks('REGISTER'), [refusal], [refusal]));
			const line = new TestLine({ WebSocket: serverAt(pbx) });
			ends.push(() => line.signaling.stop());
			await line.registered();
			expect(isRegistered()).to.equal(true);
		});
	}

	it('that was refreshed without a Contact ends unseen (JsSIP alone: the defect)', async () => {
		serve({ grantExpires: 1 });
		const ua = plainLine(serverAt(pbx));
		ends.push(() => ua.stop());
		await pbx.wire.until(answers('REGISTER', 200));
		await pause(50);
		pbx.wire.intercept(change(answers('REGISTER', 200), withoutContacts));
		pbx.wire.mark();
		ua.register();
		await pbx.wire.until(answers('REGISTER', 200));
		const before = asked();
		await pause(12_000);
		expect([ua.isRegistered(), isRegistered(), asked()]).to.deep.equal([true, false, before]);
	}).timeout(30_000);

	it('that was refreshed without a Contact is refreshed again (our line)', async () => {
		serve({ grantExpires: 2 }).wire.intercept(change((frame) => answers('REGISTER', 200)(frame) && asked() > 2, (text) => withoutContacts(text).replace('SIP/2.0 200 OK\r\n', 'SIP/2.0 200 OK\r\nExpires: 2\r\n')));
		const line = new TestLine({ WebSocket: serverAt(pbx) });
		ends.push(() => line.signaling.stop());
		await line.registered();
		await pause(5000);
		expect(asked()).to.be.above(5);
		expect(isRegistered()).to.equal(true);
	});
});
