import { expect } from '@open-wc/testing';
import { Pbx } from '../../src/pbx/pbx.js';
import { serverAt, TestLine } from '../sip/support/account-line.js';

describe('a dead ICE server', () => {
	it('is found while the line starts, named, and left out', async () => {
		const pbx = new Pbx();
		const line = new TestLine({ WebSocket: serverAt(pbx), config: { iceServers: [{ urls: ['turn:127.0.0.1:3479'], username: 'u', credential: 's3cret' }] } });
		expect(line.signaling.iceServers.length, 'used while nothing is known').to.equal(1);
		await line.until(({ facts }) => facts.some(({ type }) => type === 'trouble'));
		expect(line.facts.find(({ type }) => type === 'trouble')).to.deep.include({ type: 'trouble' }).and.have.nested.property('error.subject', 'turn:127.0.0.1:3479');
		expect(line.signaling.iceServers).to.deep.equal([]);
		await line.signaling.stop();
		pbx.stop();
	});
});
