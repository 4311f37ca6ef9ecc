import { expect } from '@open-wc/testing';
import { Lab, talking } from './support/lab.js';
import { eventually } from './support/party.js';
import type { PlainCall } from './support/plain-party.js';
import { answer } from './support/wire-rules.js';

describe('a SIP call ends', () => {
	let lab: Lab;
	beforeEach(() => void (lab = new Lab()));
	afterEach(() => lab.stop());

	it('cancelled by us, and the callee stops ringing', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.plain('1001', 620)];
		const call = alice.call('1001');
		const other = await bob.incoming();
		await call.until('early');
		call.hangUp();
		expect(call.termination).to.deep.equal({ by: 'local', cause: 'cancelled' });
		await other.until('terminated');
		expect(other.termination).to.equal('Canceled');
	});

	it('cancelled before the first response', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.plain('1001', 620)];
		lab.wire.intercept(({ to, method, status }) => (to === 'client' && method === 'INVITE' && status !== undefined ? 'hold' : undefined));
		const call = alice.call('1001');
		await lab.wire.until(({ to, method, text }) => to === 'server' && method === 'INVITE' && /^Proxy-Authorization/im.test(text)).catch(() => undefined);
		call.hangUp();
		lab.wire.release();
		await call.until('terminated');
		expect(bob.calls.every(({ phase }) => phase !== 'confirmed')).to.equal(true);
	});

	it('cancelled by the caller, while it rings here', async () => {
		const [alice, bob] = [await lab.plain('1000', 440), await lab.ours('1001', 620)];
		const call = alice.call('1001');
		const other = await bob.incoming();
		await lab.wire.until(({ to, status }) => to === 'client' && status === 180);
		call.hangUp();
		await other.until('terminated');
		expect(other.termination).to.include({ by: 'remote', cause: 'cancelled' });
		expect(await other.answer().catch(({ code }: { code: string }) => code)).to.equal('invalid-state');
	});

	for (const [refusal, status, told] of [['declined', 486, 'busy'], ['declined-everywhere', 603, 'declined'], ['busy', 486, 'busy'], ['unavailable', 480, 'unavailable']] as const) {
		it(`refused as ${refusal}, which the caller is told`, async () => {
			const [alice, bob] = [await lab.ours('1000', 440), await lab.ours('1001', 620)];
			const call = alice.call('1001');
			const other = await bob.incoming();
			other.session.refuse(refusal);
			await call.until('terminated');
			expect(other.termination).to.deep.equal({ by: 'local', cause: refusal === 'declined-everywhere' ? 'declined' : refusal });
			expect(call.termination).to.include({ by: 'remote', cause: told, status });
		});
	}

	for (const [status, cause] of [['404 Not Found', 'not-found'], ['408 Request Timeout', 'no-answer'], ['503 Service Unavailable', 'error'], ['302 Moved Temporarily', 'refused']] as const) {
		it(`${cause}, when the server says ${status}`, async () => {
			const alice = await lab.ours('1000', 440);
			lab.wire.intercept(answer((frame) => frame.to === 'server' && frame.method === 'INVITE' && frame.status === undefined, status));
			const call = alice.call('1001');
			await call.until('terminated');
			expect(call.termination).to.include({ by: 'remote', cause, status: Number(status.slice(0, 3)) });
		});
	}

	it('taken elsewhere', async () => {
		const [alice, here, there] = [await lab.plain('1000', 440), await lab.ours('1001', 620), await lab.plain('1001', 830)];
		const call = alice.call('1001');
		const [ringing, other] = [await here.incoming(), await there.incoming()];
		await other.answer();
		await call.until('confirmed');
		await ringing.until('terminated');
		expect(ringing.termination).to.include({ by: 'remote', cause: 'elsewhere' });
	});

	it('with the reason that a gateway gives in its BYE', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.plain('1001', 620)];
		const { near, far } = await talking(alice, bob);
		(far as PlainCall).session.terminate({ extraHeaders: ['Reason: Q.850;cause=17;text="USER_BUSY"'] });
		await near.until('terminated');
		expect(near.termination).to.deep.equal({ by: 'remote', cause: 'busy', reason: 'USER_BUSY' });
	});

	it('with a clear error when the server goes away before the answer', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.plain('1001', 620)];
		const call = alice.call('1001');
		await bob.incoming();
		await call.until('early');
		lab.goAway();
		await call.until('terminated');
		expect(call.termination).to.include({ by: 'network', cause: 'lost' });
		expect(call.termination?.error?.code).to.equal('server-unreachable');
	});

	it('lost, when it rings here and the server goes away', async () => {
		const [alice, bob] = [await lab.plain('1000', 440), await lab.ours('1001', 620)];
		alice.call('1001');
		const ringing = await bob.incoming();
		lab.goAway();
		await ringing.until('terminated');
		expect(ringing.termination).to.include({ by: 'network', cause: 'lost' });
	});

	it('once for all forks: a second 2xx is ended for itself, and the first call goes on', async () => {
		const [alice, bob, carol] = [await lab.ours('1000', 440), await lab.plain('1001', 620), await lab.plain('1001', 830)];
		lab.wire.intercept(({ to, method }) => (to === 'client' && method === 'CANCEL' ? 'drop' : undefined));
		const call = alice.call('1001');
		const [first, second] = [await bob.incoming(), await carol.incoming()];
		await first.answer();
		await call.until('confirmed');
		void second.answer().catch(() => undefined);
		await second.until('terminated');
		expect([call.phase, first.phase]).to.deep.equal(['confirmed', 'confirmed']);
	});

	it('tells nothing more after that', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.plain('1001', 620)];
		const { near } = await talking(alice, bob);
		near.hangUp();
		near.hangUp();
		near.session.refuse('busy');
		expect(near.facts.filter(({ type }) => type === 'terminated')).to.have.length(1);
		expect(near.facts.at(-1)?.type).to.equal('terminated');
		expect(near.connection).to.equal(undefined);
		expect(await near.session.hold(true).catch(({ code }: { code: string }) => code)).to.equal('invalid-state');
		expect(await near.session.sendDigits('1').catch(({ code }: { code: string }) => code)).to.equal('invalid-state');
	});

	it('hung up before the server was ever reached', async () => {
		const alice = await lab.ours('1000', 440);
		lab.goAway();
		await eventually(() => !alice.line.reachable, 'the server is away');
		const call = alice.call('1001');
		call.hangUp();
		lab.comeBack();
		expect(call.termination).to.deep.equal({ by: 'local', cause: 'cancelled' });
		await lab.wire.until(({ to, method, status }) => to === 'client' && method === 'REGISTER' && status === 200);
		expect(lab.wire.frames.filter(({ method }) => method === 'INVITE')).to.have.length(0);
	});

	it('is placed as soon as the server is back', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.ours('1001', 620)];
		lab.goAway();
		await eventually(() => !alice.line.reachable, 'the server is away');
		const call = alice.call('1001');
		lab.comeBack();
		const other = await bob.incoming();
		await other.answer();
		await call.until('confirmed');
	});

	it('unreached, when the server does not come back in time', async () => {
		const alice = await lab.ours('1000', 440);
		lab.goAway();
		await eventually(() => !alice.line.reachable, 'the server is away');
		const call = alice.call('1001');
		await call.until('terminated');
		expect(call.termination).to.include({ by: 'network', cause: 'error' });
		expect(call.termination?.error?.code).to.equal('server-unreachable');
	});
});
