import { expect } from '@open-wc/testing';
import type { WireFrame } from '../../../src/pbx/wire.js';
import { hears } from '../../support/tones.js';
import { Lab, talking, type OurCall } from './support/lab.js';
import { eventually, pause } from './support/party.js';
import { answer, isReinvite } from './support/wire-rules.js';

const candidatesIn = ({ text }: WireFrame): number => text.match(/^a=candidate:/gm)?.length ?? 0;
const fragmentIn = (text: string): string => /^a=ice-ufrag:(\S+)/m.exec(text)?.[1] ?? '';
const recoveries = (call: OurCall): string[] => call.facts.flatMap((fact) => (fact.type === 'recovering' ? [fact.of] : fact.type === 'recovered' ? ['recovered'] : []));

describe('recovery of a SIP call', () => {
	let lab: Lab;
	beforeEach(() => void (lab = new Lab()));
	afterEach(() => lab.stop());

	it('from an outage of the server: sound goes on, and a re-INVITE that leaves its paths alone renews the route', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.ours('1001', 620)];
		const { near, far } = await talking(alice, bob);
		const before = fragmentIn(near.connection!.localDescription!.sdp);
		lab.goAway();
		await eventually(() => near.recovering === 'signaling', 'the outage is told');
		await hears(near.remoteStream, 620);
		await hears(far.remoteStream, 440);
		lab.wire.mark();
		lab.comeBack();
		const offer = await lab.wire.until((frame) => isReinvite(frame) && frame.user === '1000', { timeoutMs: 15_000 });
		expect(candidatesIn(offer)).to.be.above(0);
		expect(fragmentIn(offer.text)).to.equal(before);
		await eventually(() => near.recovering === undefined && bob.calls[0]!.recovering === undefined, 'both are recovered');
		expect(recoveries(near)).to.deep.equal(['signaling', 'recovered']);
		await hears(near.remoteStream, 620);
		await hears(far.remoteStream, 440);
		near.hangUp();
		await far.until('terminated');
	});

	for (const leaver of ['near', 'far'] as const) {
		it(`from an outage that cuts both, at a server that knows only connections: both hold, and the ${leaver} side hangs up`, async () => {
			lab = new Lab({ routing: 'connection' });
			const [alice, bob] = [await lab.ours('1000', 440), await lab.ours('1001', 620)];
			const { near, far } = await talking(alice, bob);
			const { connection } = near;
			lab.goAway();
			await eventually(() => near.recovering === 'signaling' && bob.calls[0]!.recovering === 'signaling', 'the outage is told');
			lab.comeBack();
			await eventually(() => near.recovering === undefined && bob.calls[0]!.recovering === undefined, 'both are recovered', 60_000);
			expect(near.connection).to.equal(connection);
			for (const [holder, held] of [[near, bob.calls[0]!], [bob.calls[0]!, near]] as const) {
				await holder.hold(true);
				await eventually(() => held.remotelyHeld, 'the other side hears of it');
				await holder.hold(false);
				await eventually(() => !held.remotelyHeld, 'the other side hears of that, too');
			}
			await hears(near.remoteStream, 620);
			await hears(far.remoteStream, 440);
			expect([alice.calls.length, bob.calls.length]).to.deep.equal([1, 1]);
			const calls = { near, far };
			calls[leaver].hangUp();
			await Promise.all([near.until('terminated'), far.until('terminated')]);
			expect(near.termination).to.include({ cause: 'hung-up', by: leaver === 'near' ? 'local' : 'remote' });
		}).timeout(90_000);
	}

	it('says a BYE that could not be said, when the server is back', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.plain('1001', 620)];
		const { near, far } = await talking(alice, bob);
		lab.goAway();
		await eventually(() => near.recovering === 'signaling', 'the outage is told');
		near.hangUp();
		expect(near.termination).to.deep.equal({ by: 'local', cause: 'hung-up' });
		expect(alice.devices.live).to.be.below(3);
		lab.comeBack();
		await far.until('terminated');
	});

	it('says it also when the socket dies before the BYE is answered', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.plain('1001', 620)];
		const { near, far } = await talking(alice, bob);
		const lose = lab.wire.intercept(({ to, method, status }) => (to === 'server' && method === 'BYE' && status === undefined ? 'drop' : undefined));
		near.hangUp();
		await lab.wire.until(({ method }) => method === 'BYE');
		lab.goAway();
		await eventually(() => !alice.line.reachable, 'the server is away');
		lose();
		lab.comeBack();
		await far.until('terminated');
	});

	it('says it again while the server does not find the far side', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.plain('1001', 620)];
		const { near, far } = await talking(alice, bob);
		const isBye = ({ to, method, status }: WireFrame): boolean => to === 'server' && method === 'BYE' && status === undefined;
		const find = lab.wire.intercept(answer(isBye, '480 Temporarily Unavailable'));
		near.hangUp();
		await lab.wire.until(isBye);
		lab.wire.mark();
		await lab.wire.until(isBye);
		expect(far.phase).to.equal('confirmed');
		find();
		await far.until('terminated');
		lab.wire.mark();
		await pause(5000);
		expect(lab.wire.frames.filter(isBye)).to.have.lengthOf(3);
	}).timeout(30_000);

	it('finds out that the far side hung up meanwhile', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.plain('1001', 620)];
		const { near, far } = await talking(alice, bob);
		const lose = lab.wire.intercept(({ to, method }) => (to === 'client' && method === 'BYE' ? 'drop' : undefined));
		far.hangUp();
		await pause(500);
		lab.goAway();
		await eventually(() => near.recovering === 'signaling', 'the outage is told');
		lose();
		lab.comeBack();
		await near.until('terminated');
		expect(near.termination).to.include({ by: 'remote', cause: 'hung-up', status: 481 });
	});

	it('keeps a call whose renewal is refused for another reason', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.plain('1001', 620)];
		const { near, far } = await talking(alice, bob);
		lab.goAway();
		await eventually(() => near.recovering === 'signaling', 'the outage is told');
		lab.wire.intercept(answer(isReinvite, '488 Not Acceptable Here'));
		lab.comeBack();
		await eventually(() => near.recovering === undefined, 'the call is recovered');
		await pause(500);
		await hears(near.remoteStream, 620);
		await hears(far.remoteStream, 440);
		expect(near.phase).to.equal('confirmed');
	});

	for (const status of ['480 Temporarily Unavailable', '500 No error']) it(`repeats the question while the far side cannot be reached (${status})`, async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.plain('1001', 620)];
		const { near, far } = await talking(alice, bob);
		lab.goAway();
		await eventually(() => near.recovering === 'signaling', 'the outage is told');
		lab.wire.mark();
		const unreached = lab.wire.intercept(answer(isReinvite, status));
		lab.comeBack();
		await lab.wire.until(isReinvite, { timeoutMs: 15_000 });
		lab.wire.mark();
		await lab.wire.until(isReinvite, { timeoutMs: 15_000 });
		expect(near.recovering).to.equal('signaling');
		unreached();
		await eventually(() => near.recovering === undefined, 'the call is recovered');
		near.hangUp();
		await far.until('terminated');
	}).timeout(60_000);

	it('is tried again when there was no candidate to offer', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.plain('1001', 620)];
		const { near, far } = await talking(alice, bob);
		near.connection!.setConfiguration({ iceTransportPolicy: 'relay', iceServers: [{ urls: 'turn:127.0.0.1:3479', username: 'u', credential: 'p' }], bundlePolicy: 'balanced' });
		const soundIsBack = loseSound(near.connection!);
		lab.goAway();
		await eventually(() => near.recovering === 'signaling', 'the outage is told');
		lab.comeBack();
		await pause(8000);
		expect([near.recovering, near.phase]).to.deep.equal(['signaling', 'confirmed']);
		near.connection!.setConfiguration({ bundlePolicy: 'balanced' });
		lab.wire.mark();
		await lab.wire.until((frame) => isReinvite(frame) && frame.user === '1000', { timeoutMs: 20_000 });
		soundIsBack();
		await eventually(() => near.recovering === undefined, 'the call is recovered');
		await hears(near.remoteStream, 620);
		await hears(far.remoteStream, 440);
	}).timeout(60_000);

	it('of media that never came about: ICE is restarted, and there is sound', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.plain('1001', 620)];
		const spoil = lab.wire.intercept(({ to, method, status, text }) => (to === 'client' && method === 'INVITE' && status === 200 ? { replace: spoiled(text) } : undefined));
		const { near, far } = await talking(alice, bob);
		spoil();
		await eventually(() => near.recovering === 'media', 'the missing sound is told');
		await eventually(() => near.recovering === undefined, 'the sound is there');
		await hears(near.remoteStream, 620);
		await hears(far.remoteStream, 440);
	}).timeout(60_000);

	it('gives up when sound never comes, or never comes back', async () => {
		const other = new Lab();
		try {
			await Promise.all([neverComes(lab), neverComesBack(other)]);
		} finally {
			other.stop();
		}
	}).timeout(120_000);
});

/** Every answer names credentials for ICE that are wrong. */
async function neverComes(lab: Lab): Promise<void> {
	const [alice, bob] = [await lab.ours('1000', 440), await lab.plain('1001', 620)];
	lab.wire.intercept(({ to, method, status, text }) => (to === 'client' && method === 'INVITE' && status === 200 ? { replace: spoiled(text) } : undefined));
	const { near, far } = await talking(alice, bob);
	await eventually(() => near.phase === 'terminated', 'the call is given up', 90_000);
	expect(near.termination).to.include({ by: 'network', cause: 'media' });
	expect(near.termination?.error?.code).to.equal('ice-failed');
	await far.until('terminated');
}

/** A page that crashed says no BYE. */
async function neverComesBack(lab: Lab): Promise<void> {
	const [alice, bob] = [await lab.ours('1002', 1010), await lab.plain('1003', 1220)];
	const { near, far } = await talking(alice, bob);
	await hears(near.remoteStream, 1220);
	far.connection!.close();
	await eventually(() => near.phase === 'terminated', 'the call is given up', 90_000);
	expect(recoveries(near)).to.deep.equal(['media']);
	expect(near.termination).to.include({ by: 'network', cause: 'lost' });
}

/** Has a connection say that it failed, until the returned function is called. */
function loseSound(connection: RTCPeerConnection): () => void {
	const say = (): boolean => connection.dispatchEvent(new Event('connectionstatechange'));
	Object.defineProperty(connection, 'connectionState', { value: 'failed', configurable: true });
	say();
	return () => {
		Reflect.deleteProperty(connection, 'connectionState');
		say();
	};
}

function spoiled(text: string): string {
	return text.replace(/^(a=ice-pwd:)..../gm, '$1XXXX');
}
