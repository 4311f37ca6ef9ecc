import { expect } from '@open-wc/testing';
import { Pbx } from '../../../src/pbx/pbx.js';
import { network, serverAt, TestLine } from './test-line.js';

describe('a line', () => {
	let line: TestLine;
	let pbx: Pbx;

	beforeEach(() => {
		pbx = new Pbx();
	});
	afterEach(async () => {
		await line.signaling.stop();
		pbx.stop();
	});

	it('connects and registers', async () => {
		line = new TestLine({ WebSocket: serverAt(pbx) });
		await line.registered();
		expect(line.connection.phase).to.equal('connected');
		expect(pbx.registrations.get('1000')).to.have.lengthOf(1);
	});

	it('goes to the next server when one refuses, and comes back when it answers again', async () => {
		let refuse = true;
		const other = new Pbx();
		line = new TestLine({ WebSocket: network({ 'ws://a.test': serverAt(pbx, { refuse: () => refuse }), 'ws://b.test': serverAt(other) }), config: { server: 'ws://a.test ws://b.test' } });
		await line.connected('ws://b.test');
		await line.registered();
		refuse = false;
		await line.connected('ws://a.test');
		await line.registered();
		expect(other.registrations.size).to.equal(0);
		other.stop();
	});
});
