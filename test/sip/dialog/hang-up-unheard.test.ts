import { expect } from '@open-wc/testing';
import type { WireFrame } from '../../../src/pbx/wire.js';
import { hears } from '../../support/tones.js';
import { Lab, talking, type OurCall } from './support/lab.js';
import { eventually, type PartyCall } from './support/party.js';

/** A server that keeps a dialog on the address of the first socket, as FreeSWITCH does, loses what the far side says in that call. */
const isBye = ({ to, method, status }: WireFrame): boolean => to === 'client' && method === 'BYE' && status === undefined;

describe('a hang-up that the server does not deliver', () => {
	let lab: Lab;
	beforeEach(() => void (lab = new Lab()));
	afterEach(() => lab.stop());

	/** Alice talks with Bob, her socket was cut and is mended, and all is well. */
	async function mended(): Promise<{ near: OurCall; far: PartyCall }> {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.plain('1001', 620)];
		const { near, far } = await talking(alice, bob);
		await hears(near.remoteStream, 620);
		lab.goAway('1000');
		await eventually(() => near.recovering === 'signaling', 'the outage is told');
		lab.comeBack();
		await eventually(() => near.recovering === undefined, 'the call is recovered');
		await hears(near.remoteStream, 620);
		return { near, far };
	}

	it('is found out and told as one, after a socket that was mended', async () => {
		const { near, far } = await mended();
		lab.wire.intercept((frame) => (isBye(frame) ? 'drop' : undefined));
		far.hangUp();
		await eventually(() => near.phase === 'terminated', 'the call is over', 40_000);
		expect(near.termination).to.deep.equal({ by: 'remote', cause: 'hung-up', status: 481 });
	}).timeout(90_000);
});
