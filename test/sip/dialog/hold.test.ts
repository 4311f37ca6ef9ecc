import { expect } from '@open-wc/testing';
import { hears, silentAt } from '../../support/tones.js';
import type { WireFrame } from '../../../src/pbx/wire.js';
import { isHeard } from './support/heard.js';
import { hurryTimersOf } from './support/hurry.js';
import { Lab, talking } from './support/lab.js';
import { eventually, pause } from './support/party.js';
import { answer, isReinvite } from './support/wire-rules.js';

describe('holding a SIP call', () => {
	let lab: Lab;
	beforeEach(() => void (lab = new Lab()));
	afterEach(() => lab.stop());

	it('silences both ways, shows it to the far side, and gives both back', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.ours('1001', 620)];
		const { near, far } = await talking(alice, bob);
		await hears(near.remoteStream, 620);
		await hears(far.remoteStream, 440);
		await near.hold(true);
		await silentAt(near.remoteStream, 620);
		await silentAt(far.remoteStream, 440);
		const held = bob.calls[0]!;
		await eventually(() => held.remotelyHeld, 'the far side sees that it is held');
		await near.hold(false);
		await hears(near.remoteStream, 620);
		await hears(far.remoteStream, 440);
		expect(held.remotelyHeld).to.equal(false);
	});

	it('from both sides, resumed one after the other', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.ours('1001', 620)];
		const { near, far } = await talking(alice, bob);
		await near.hold(true);
		await far.hold(true);
		await near.hold(false);
		expect([near.remotelyHeld, bob.calls[0]!.remotelyHeld]).to.deep.equal([true, false]);
		expect([await isHeard(near.remoteStream, 620), await isHeard(far.remoteStream, 440)]).to.deep.equal([false, false]);
		await far.hold(false);
		await hears(near.remoteStream, 620);
		await hears(far.remoteStream, 440);
		expect(near.remotelyHeld).to.equal(false);
	});

	it('works with plain JsSIP holding us', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.plain('1001', 620)];
		const { near, far } = await talking(alice, bob);
		await far.hold(true);
		await eventually(() => near.remotelyHeld, 'we are held');
		await far.hold(false);
		await eventually(() => !near.remotelyHeld, 'we are resumed');
		await hears(near.remoteStream, 620);
		await hears(far.remoteStream, 440);
	});

	it('twice in one breath is one hold', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.plain('1001', 620)];
		const { near } = await talking(alice, bob);
		lab.wire.mark();
		await Promise.all([near.hold(true), near.hold(true)]);
		expect(lab.wire.frames.filter(isReinvite)).to.have.length(1);
	});

	it('says with what status it was refused, and that the call goes on', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.plain('1001', 620)];
		const { near } = await talking(alice, bob);
		lab.wire.intercept(answer(isReinvite, '488 Not Acceptable Here'));
		const error = await near.session.hold(true).catch((thrown: unknown) => thrown) as { code: string; status: number; message: string };
		expect([error.code, error.status]).to.deep.equal(['refused', 488]);
		expect(error.message).to.contain('488 Not Acceptable Here').and.to.contain('goes on');
	});

	it('rejects at once while the server is away, and works when it is back', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.ours('1001', 620)];
		const { near } = await talking(alice, bob);
		lab.goAway();
		await eventually(() => near.recovering === 'signaling', 'the outage is told');
		const error = await near.session.hold(true).catch((thrown: unknown) => thrown) as { code: string };
		expect(error.code).to.equal('server-unreachable');
		lab.comeBack();
		await eventually(() => near.recovering === undefined, 'the call is recovered');
		await near.hold(true);
		await silentAt(near.remoteStream, 620);
	});

	it('ends a call of which the far side knows nothing any more', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.plain('1001', 620)];
		const { near, far } = await talking(alice, bob);
		await hears(near.remoteStream, 620);
		far.connection!.close();
		lab.wire.intercept(answer(isReinvite, '481 Call/Transaction Does Not Exist'));
		await near.hold(true).catch(() => undefined);
		expect(near.termination).to.deep.equal({ by: 'remote', cause: 'hung-up', status: 481 });
	});

	it('ends no call that only a server on the way does not know, for the far side still talks', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.plain('1001', 620)];
		const { near } = await talking(alice, bob);
		await hears(near.remoteStream, 620);
		lab.wire.intercept(answer(isReinvite, '481 Call/Transaction Does Not Exist'));
		const status = await near.hold(true).then(() => undefined, (thrown: { status: number }) => thrown.status);
		expect([status, near.phase]).to.deep.equal([481, 'confirmed']);
		await hears(near.remoteStream, 620);
	});

	it('that is agreed to too late is taken back on both sides', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.ours('1001', 620)];
		const { near, far } = await talking(alice, bob);
		const isLate = ({ to, method, status }: WireFrame): boolean => to === 'client' && method === 'INVITE' && status === 200;
		const restore = hurryTimersOf(8000, 1500);
		const stop = lab.wire.intercept((frame) => {
			if (isReinvite(frame)) restore();
			return isLate(frame) ? 'hold' : undefined;
		});
		const error = await near.session.hold(true).catch((thrown: unknown) => thrown) as { code: string };
		expect(error.code).to.equal('timeout');
		expect(bob.calls[0]!.remotelyHeld).to.equal(true);
		stop();
		lab.wire.release(0);
		await eventually(() => !bob.calls[0]!.remotelyHeld, 'the far side is not held any more');
		await hears(near.remoteStream, 620);
		await hears(far.remoteStream, 440);
	});

	it('takes an offer back that gets lost, so that the next one can be made', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.plain('1001', 620)];
		const { near, far } = await talking(alice, bob);
		const lose = lab.wire.intercept(({ to, method, status, text }) => (to === 'client' && method === 'INVITE' && status === undefined && /^To:.*;tag=/im.test(text) ? 'drop' : undefined));
		const refusal = await near.hold(true).then(() => undefined, ({ code }: { code: string }) => code);
		expect(refusal).to.equal('timeout');
		await lab.wire.until(({ method, to }) => method === 'CANCEL' && to === 'server');
		lose();
		await near.hold(true);
		await silentAt(near.remoteStream, 620);
		near.hangUp();
		await far.until('terminated');
	}).timeout(60_000);

	it('gives a lost offer up as soon as the far side makes one that cannot have crossed it, and takes the next', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.ours('1001', 620)];
		const { near, far } = await talking(alice, bob);
		const isLost = ({ to, method, status, user, text }: WireFrame): boolean => to === 'client' && user === '1000' && method === 'INVITE' && status === undefined && /^To:.*;tag=/im.test(text);
		const lose = lab.wire.intercept((frame) => (isLost(frame) ? 'drop' : undefined));
		const lost = near.hold(true).catch(({ code }: { code: string }) => code);
		await lab.wire.until(isLost);
		lose();
		await pause(1200);
		await far.hold(true);
		expect(lab.wire.frames.filter(({ to, user, status }) => to === 'client' && user === '1001' && status === 491)).to.have.lengthOf(1);
		expect(await lost).to.equal('timeout');
		await silentAt(near.remoteStream, 620);
		await silentAt(far.remoteStream, 440);
		expect(near.remotelyHeld).to.equal(true);
		await far.hold(false);
		await hears(near.remoteStream, 620);
		await hears(far.remoteStream, 440);
		await near.hold(true);
		await eventually(() => bob.calls[0]!.remotelyHeld, 'the far side is held');
	}).timeout(60_000);
});
