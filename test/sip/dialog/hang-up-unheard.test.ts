import { expect } from '@open-wc/testing';
import type { WireFrame } from '../../../src/pbx/wire.js';
import { hears } from '../../support/tones.js';
import { Lab, talking, type OurCall } from './support/lab.js';
import { eventually, pause, type PartyCall } from './support/party.js';
import { answer, isReinvite } from './support/wire-rules.js';

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

	/** The far side leaves, and closes nothing: what a server that has the sound in its hands does. */
	async function fallSilent(far: PartyCall): Promise<void> {
		for (const sender of far.connection!.getSenders()) await sender.replaceTrack(null);
	}

	it('is found out and told as one, after a socket that was mended, before the sound is missed', async () => {
		const { near, far } = await mended();
		lab.wire.intercept((frame) => (isBye(frame) ? 'drop' : undefined));
		far.hangUp();
		await eventually(() => near.phase === 'terminated', 'the call is over', 40_000);
		expect(near.termination).to.deep.equal({ by: 'remote', cause: 'hung-up', status: 481 });
		expect(near.facts.filter((fact) => fact.type === 'recovering').map(({ of }) => of)).to.deep.equal(['signaling']);
	}).timeout(90_000);

	it('is found out by the silence, where the far side closes nothing', async () => {
		const { near, far } = await mended();
		lab.wire.intercept(answer(isReinvite, '481 Call/Transaction Does Not Exist'));
		await fallSilent(far);
		await eventually(() => near.phase === 'terminated', 'the call is over', 40_000);
		expect(near.termination).to.deep.equal({ by: 'remote', cause: 'hung-up', status: 481 });
		expect(near.facts.filter((fact) => fact.type === 'recovering').map(({ of }) => of)).to.deep.equal(['signaling']);
	}).timeout(90_000);

	for (const { when, soundGoesOnMs, told } of [
		{ when: 'the sound went on when the server left, and ended later', soundGoesOnMs: 5000, told: { by: 'remote', cause: 'hung-up', status: 481 } },
		{ when: 'the sound ended with the server', soundGoesOnMs: 0, told: { by: 'network', cause: 'lost', status: 481 } },
	] as const) {
		it(`during an outage is told as what is known of it: ${when}`, async () => {
			const [alice, bob] = [await lab.ours('1000', 440), await lab.plain('1001', 620)];
			const { near, far } = await talking(alice, bob);
			await hears(near.remoteStream, 620);
			if (soundGoesOnMs === 0) await fallSilent(far);
			lab.goAway('1000');
			await eventually(() => near.recovering === 'signaling', 'the outage is told');
			await pause(soundGoesOnMs);
			await fallSilent(far);
			lab.wire.intercept(answer(isReinvite, '481 Call/Transaction Does Not Exist'));
			lab.comeBack();
			await eventually(() => near.phase === 'terminated', 'the call is over', 40_000);
			expect(near.termination).to.deep.equal(told);
		}).timeout(90_000);
	}
});
