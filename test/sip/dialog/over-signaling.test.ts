import { expect } from '@open-wc/testing';
import { hears, silentAt } from '../../support/tones.js';
import { Lab, talking } from './support/lab.js';
import { eventually } from './support/party.js';

describe('a SIP call over the line that phones have', () => {
	let lab: Lab;
	beforeEach(() => void (lab = new Lab()));
	afterEach(() => lab.stop());

	it('talks, holds and hangs up', async () => {
		const [alice, bob] = [await lab.signaling('1000', 440), await lab.signaling('1001', 620)];
		const { near, far } = await talking(alice, bob);
		await hears(near.remoteStream, 620);
		await hears(far.remoteStream, 440);
		await near.hold(true);
		await silentAt(near.remoteStream, 620);
		await near.hold(false);
		await hears(near.remoteStream, 620);
		near.hangUp();
		await far.until('terminated');
	});

	it('survives an outage of the server', async () => {
		const [alice, bob] = [await lab.signaling('1000', 440), await lab.signaling('1001', 620)];
		const { near, far } = await talking(alice, bob);
		lab.goAway();
		await eventually(() => near.recovering === 'signaling', 'the outage is told');
		await hears(near.remoteStream, 620);
		lab.comeBack();
		await eventually(() => near.recovering === undefined && bob.calls[0]!.recovering === undefined, 'both are recovered');
		await hears(near.remoteStream, 620);
		await hears(far.remoteStream, 440);
		far.hangUp();
		await near.until('terminated');
		expect(near.termination).to.deep.equal({ by: 'remote', cause: 'hung-up' });
	});

	it('is hung up also when the server is away', async () => {
		const [alice, bob] = [await lab.signaling('1000', 440), await lab.plain('1001', 620)];
		const { near, far } = await talking(alice, bob);
		lab.goAway('1000');
		await eventually(() => near.recovering === 'signaling', 'the outage is told');
		near.hangUp();
		lab.comeBack();
		await far.until('terminated');
	});

	it('does not ring on when the server goes away', async () => {
		const [alice, bob] = [await lab.plain('1000', 440), await lab.signaling('1001', 620)];
		alice.call('1001');
		const ringing = await bob.incoming();
		lab.goAway();
		await ringing.until('terminated');
		expect(ringing.termination).to.include({ by: 'network', cause: 'lost' });
	});

	it('is called back when the server went away while it rang there', async () => {
		const [alice, bob] = [await lab.signaling('1000', 440), await lab.plain('1001', 620)];
		const call = alice.call('1001');
		const there = await bob.incoming();
		lab.goAway('1000');
		await call.until('terminated');
		expect(call.termination).to.include({ by: 'network', cause: 'lost' });
		expect(there.phase).to.equal('early');
		lab.comeBack();
		await there.until('terminated');
		expect(there.termination).to.equal('Canceled');
	});

	it('says its BYE when the page goes', async () => {
		const [alice, bob] = [await lab.signaling('1000', 440), await lab.plain('1001', 620)];
		const { near, far } = await talking(alice, bob);
		dispatchEvent(new PageTransitionEvent('pagehide', { persisted: false }));
		expect(near.termination).to.deep.equal({ by: 'local', cause: 'hung-up' });
		await far.until('terminated');
	});
});
