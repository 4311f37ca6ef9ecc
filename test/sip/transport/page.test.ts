import { expect } from '@open-wc/testing';
import { Pbx } from '../../../src/pbx/pbx.js';
import { serverAt, TestLine } from '../support/account-line.js';
import { pause } from '../support/line-rules.js';

describe('a line on a page that goes', () => {
	let pbx: Pbx;
	let line: TestLine;
	const leave = (persisted: boolean): boolean => dispatchEvent(new PageTransitionEvent('pagehide', { persisted }));
	const comeBack = (persisted: boolean): boolean => dispatchEvent(new PageTransitionEvent('pageshow', { persisted }));

	beforeEach(async () => {
		pbx = new Pbx();
		line = new TestLine({ WebSocket: serverAt(pbx) });
		await line.registered();
	});
	afterEach(async () => {
		await line.signaling.stop();
		pbx.stop();
	});

	it('un-registers and closes in the same instant, for there is no other', async () => {
		leave(false);
		await pause(50);
		expect(pbx.wire.frames.some(({ method, text }) => method === 'REGISTER' && text.includes('\r\nExpires: 0\r\n'))).to.equal(true);
		expect(pbx.wire.connections.length).to.equal(0);
		expect(line.connection.phase).to.equal('idle');
	});

	it('begins anew when the page comes back from the cache', async () => {
		leave(true);
		await pause(50);
		const before = line.facts.length;
		comeBack(true);
		await line.until(({ facts, registration }) => facts.length > before && registration.phase === 'registered');
		expect(pbx.registrations.get('1000')?.length).to.equal(1);
		expect(pbx.wire.connections.length).to.equal(1);
	});

	it('does nothing when a page is shown for the first time', async () => {
		comeBack(false);
		await pause(100);
		expect(pbx.wire.connections.length).to.equal(1);
	});

	it('does nothing any more once it was stopped', async () => {
		await line.signaling.stop();
		comeBack(true);
		await pause(100);
		expect(pbx.wire.connections.length).to.equal(0);
	});
});
