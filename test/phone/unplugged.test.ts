import { expect } from '@open-wc/testing';
import { hears, talking } from './support/calls.js';
import { ALICE, BOB, PageOffice } from './support/office.js';

describe('a microphone', () => {
	it('that is unplugged is exchanged for another, and the call goes on', async () => {
		const office = new PageOffice();
		const [alice, bob] = await Promise.all([office.registered('1000', ALICE), office.registered('1001', BOB)]);
		const { outgoing, incoming } = await talking(alice, bob, '1001');
		await hears(incoming, ALICE);
		alice.devices.hz = 1230;
		alice.devices.unplug();
		await hears(incoming, 1230);
		expect(outgoing.state.phase).to.equal('confirmed');
	});
});
