import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { dialToneHz, startPbx, toneHz, type StartedPbx } from '../../src/pbx/node/index.js';
import { WeriftCaller } from '../support/werift-caller.js';

let server: StartedPbx;
const callers: WeriftCaller[] = [];

function caller(user: string, hz: number): WeriftCaller {
	const made = new WeriftCaller(server.pbx, user, hz);
	callers.push(made);
	return made;
}

/** Waits until a condition holds. */
async function until(condition: () => boolean, failure: () => string): Promise<void> {
	for (const deadline = Date.now() + 15_000; !condition(); await new Promise((resolve) => setTimeout(resolve, 50))) {
		if (Date.now() > deadline) throw new Error(failure());
	}
}

/** A pitch is heard: 40 dB above where no tone is. */
const hears = (who: WeriftCaller, hz: number): Promise<void> =>
	until(() => who.hears(hz) > -40 && who.hears(hz) > who.hears(hz * 1.37) + 40, () => `${hz} Hz is at ${who.hears(hz).toFixed()} dB, ${(hz * 1.37).toFixed()} Hz at ${who.hears(hz * 1.37).toFixed()} dB`);

/** A pitch is 40 dB weaker than another that is heard. */
const misses = (who: WeriftCaller, hz: number, { beside }: { readonly beside: number }): Promise<void> =>
	until(() => who.hears(hz) < who.hears(beside) - 40, () => `${hz} Hz is at ${who.hears(hz).toFixed()} dB, ${beside} Hz at ${who.hears(beside).toFixed()} dB`);

beforeEach(async () => {
	server = await startPbx({ password: '1234' });
});
afterEach(async () => {
	for (const made of callers.splice(0)) await made.vanish();
	await server.stop();
});

describe('9196', () => {
	it('says back what it hears', async () => {
		const alice = caller('1000', 700);
		await alice.call('9196');
		await hears(alice, 700);
	});

	it('offers media on loopback only', async () => {
		const accepted = await caller('1000', 700).call('9196');
		const candidates = accepted.body.match(/^a=candidate.*$/gm) ?? [];
		assert.ok(candidates.length > 0);
		for (const candidate of candidates) assert.match(candidate, / 127\.0\.0\.1 /);
	});
});

describe('9197', () => {
	it('plays its tone', async () => {
		const alice = caller('1000', 700);
		await alice.call('9197');
		await hears(alice, toneHz);
		await misses(alice, 700, { beside: toneHz });
	});
});

describe('a room', () => {
	it('lets everybody hear all others and not himself', async () => {
		const [alice, bob, carol] = [caller('1000', 500), caller('1001', 700), caller('1002', 1100)];
		for (const who of [alice, bob, carol]) await who.call('3500');
		for (const [who, ...others] of [[alice, bob, carol], [bob, alice, carol], [carol, alice, bob]] as const) {
			for (const other of others) await hears(who, other.hz);
			await misses(who, who.hz, { beside: others[0].hz });
		}
	});

	it('is another one for another number', async () => {
		const [alice, bob] = [caller('1000', 500), caller('1001', 700)];
		await alice.call('3000');
		await bob.call('3001');
		await until(() => alice.heardMs > 1000, () => 'nothing at all comes');
		assert.ok(alice.hears(700) < -80);
	});

	it('goes on without who left', async () => {
		const [alice, bob, carol] = [caller('1000', 500), caller('1001', 700), caller('1002', 1100)];
		for (const who of [alice, bob, carol]) await who.call('3099');
		await hears(alice, 700);
		await bob.hangUp();
		await misses(alice, 700, { beside: 1100 });
		await hears(alice, 1100);
	});
});

describe('5000', () => {
	it('plays a dial tone, reads telephone events and texts them back', async () => {
		const alice = caller('1000', 700);
		await alice.call('5000');
		await hears(alice, dialToneHz);
		for (const digit of '120#') {
			alice.press(digit);
			await new Promise((resolve) => setTimeout(resolve, 60));
		}
		assert.equal((await alice.client.next('MESSAGE')).body, 'digits:120');
	});

	it('reads INFO, and texts back after a pause', async () => {
		const alice = caller('1000', 700);
		await alice.call('5000');
		for (const digit of '03') {
			await alice.client.ask(alice.client.within(alice.dialog, 'INFO', { headers: [['Content-Type', 'application/dtmf-relay']], body: `Signal=${digit}\r\nDuration=100` }));
		}
		const text = await alice.client.next('MESSAGE');
		assert.equal(text.body, 'digits:03');
		assert.match(text.get('From'), /^"5000" <sip:5000@/);
	});
});

describe('a call renegotiated', () => {
	it('hears nothing while it holds, and again when it resumes', async () => {
		const alice = caller('1000', 700);
		await alice.call('9197');
		await hears(alice, toneHz);
		assert.match((await alice.renegotiate({ direction: 'sendonly' })).body, /^a=recvonly/m);
		alice.listenAnew();
		await new Promise((resolve) => setTimeout(resolve, 600));
		assert.equal(alice.heardMs, 0);
		assert.match((await alice.renegotiate({ direction: 'sendrecv' })).body, /^a=sendrecv/m);
		await hears(alice, toneHz);
	});

	it('gets new candidates when it restarts ICE without any of its own, and is heard again', async () => {
		const alice = caller('1000', 700);
		const before = (await alice.call('9196')).body;
		await hears(alice, 700);
		const after = (await alice.renegotiate({ iceRestart: true })).body;
		const ufrag = (sdp: string) => /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1];
		assert.notEqual(ufrag(after), ufrag(before));
		assert.match(after, /^a=candidate:.* 127\.0\.0\.1 /m);
		alice.listenAnew();
		await hears(alice, 700);
	});

	it('is refused video and keeps its voice', async () => {
		const alice = caller('1000', 700);
		const refused = await alice.call('9196', { video: true });
		assert.match(refused.body, /^m=video 0 /m);
		await hears(alice, 700);
	});
});

describe('07010002000', () => {
	it('answers a stranger', async () => {
		const visitor = caller('anonymous', 900);
		await visitor.call('07010002000');
		await hears(visitor, 900);
	});
});
