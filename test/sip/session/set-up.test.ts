import { expect } from '@open-wc/testing';
import { hears } from '../../support/tones.js';
import { Lab, talking } from './support/lab.js';

describe('a SIP call is set up', () => {
	let lab: Lab;
	beforeEach(() => void (lab = new Lab()));
	afterEach(() => lab.stop());

	it('between two of ours, who hear each other', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.ours('1001', 620)];
		const { near, far } = await talking(alice, bob);
		await hears(near.remoteStream, 620);
		await hears(far.remoteStream, 440);
		near.hangUp();
		await far.until('terminated');
		expect(far.termination).to.deep.equal({ by: 'remote', cause: 'hung-up' });
		expect(near.termination).to.deep.equal({ by: 'local', cause: 'hung-up' });
	});

	it('with plain JsSIP, in both directions', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.plain('1001', 620)];
		const out = await talking(alice, bob);
		await hears(out.near.remoteStream, 620);
		await hears(out.far.remoteStream, 440);
		out.far.hangUp();
		await out.near.until('terminated');
		const back = await talking(bob, alice);
		await hears(back.near.remoteStream, 440);
		await hears(back.far.remoteStream, 620);
	});
});
