import { expect } from '@open-wc/testing';
import type { UA } from 'jssip';
import { Pbx, type PbxOptions } from '../../../src/pbx/pbx.js';
import type { WireFrame } from '../../../src/pbx/wire.js';
import { plainLine } from '../support/plain-line.js';
import { accountOf, serverAt, TestLine, type TestLineOptions } from '../support/account-line.js';
import { alwaysAnswer, answerInstead, answers, asks, change, pause } from '../support/line-rules.js';

describe('the registration of a line', () => {
	const ends: (() => unknown)[] = [];
	let pbx: Pbx;

	function serve(options: PbxOptions = {}): Pbx {
		pbx = new Pbx(options);
		ends.push(() => pbx.stop());
		return pbx;
	}

	function start(options: Partial<TestLineOptions> = {}): TestLine {
		const line = new TestLine({ WebSocket: serverAt(pbx), ...options });
		ends.unshift(() => line.signaling.stop());
		return line;
	}

	function startPlain(options: object = {}): UA {
		const ua = plainLine(serverAt(pbx), options);
		ends.unshift(() => ua.stop());
		return ua;
	}

	/** How many REGISTER have set out so far. */
	const asked = (): number => pbx.wire.frames.filter(asks('REGISTER')).length;
	const isRegistered = (): boolean => (pbx.registrations.get('1000') ?? []).length > 0;
	const withoutContacts = (text: string): string => text.replace(/^Contact:.*\r\n/gim, '');

	afterEach(async () => {
		for (const end of ends.splice(0)) await end();
	});

	for (const status of ['503 Service Unavailable', '408 Request Timeout', '500 Server Internal Error', '404 Not Found']) {
		it(`is tried again after ${status}`, async () => {
			serve().wire.intercept(answerInstead(asks('REGISTER'), [status], [status]));
			const line = start();
			await line.until(({ registration }) => registration.phase === 'failed');
			expect(line.registration).to.have.property('retryAt').that.is.a('number');
			await line.registered();
			expect(isRegistered()).to.equal(true);
		});
	}

	it('is tried again where an Asterisk has too many phones of the account', async () => {
		serve().wire.intercept(change(answers('REGISTER', 200), (text) => text.replace('200 OK', '403 Forbidden').replace(/^Contact:/im, 'Server: Asterisk PBX 22\r\nX-Was:')));
		const line = start();
		await line.until(({ registration }) => registration.phase === 'failed');
		expect(line.registration).to.have.nested.property('error.code', 'refused');
		expect(line.registration).to.have.property('retryAt').that.is.a('number');
	});

	it('is not tried again where an Asterisk lets nobody in from here, without a challenge', async () => {
		serve().wire.intercept(change(answers('REGISTER', 401), (text) => text.replace('401 Unauthorized', '403 Forbidden').replace(/WWW-Authenticate/i, 'Server: Asterisk PBX 22\r\nX-Was')));
		const line = start();
		await line.until(({ registration }) => registration.phase === 'failed');
		expect(line.registration).to.have.nested.property('error.code', 'credentials-refused');
		expect(line.registration).not.to.have.property('retryAt');
	});

	it('is refused by a 200 that grants nothing, which names no code', async () => {
		serve().wire.intercept(change(answers('REGISTER', 200), (text) => text.replace(/;expires=\d+/g, ';expires=0')));
		const line = start();
		await line.until(({ registration }) => registration.phase === 'failed');
		expect(line.registration).to.have.nested.property('error.code', 'refused');
		expect(line.registration).not.to.have.nested.property('error.status');
	});

	it('is refreshed well before what was granted is over', async () => {
		serve({ grantExpires: 2 });
		const line = start();
		await line.registered();
		const [first] = line.facts.flatMap((fact) => (fact.type === 'registration' && fact.registration.phase === 'registered' ? [fact.registration.expiresAt] : []));
		expect(first).to.be.within(Date.now() + 1000, Date.now() + 2000);
		await pause(5000);
		expect(line.facts.filter((fact) => fact.type === 'registration' && fact.registration.phase !== 'registered').length).to.equal(1);
		expect(line.registration).to.have.property('expiresAt').that.is.above(Date.now());
		expect(isRegistered()).to.equal(true);
	});

	it('is given back at the end, though the server never named us', async () => {
		serve().wire.intercept(change(answers('REGISTER', 200), withoutContacts));
		const line = start();
		await line.registered();
		await line.signaling.stop();
		expect(pbx.wire.frames.findLast(asks('REGISTER'))?.text).to.contain('\r\nExpires: 0\r\n');
	});

	it('is not believed for ever when the server stops answering', async () => {
		serve({ grantExpires: 1 });
		const line = start();
		await line.registered();
		pbx.wire.intercept((frame) => (asks('REGISTER')(frame) ? 'drop' : undefined));
		await line.until(({ registration }) => registration.phase !== 'registered');
		expect(line.signaling.reachable).to.equal(false);
		expect(line.connection.phase).to.equal('connected');
	});

	it('survives a refresh that is refused for a while', async () => {
		serve({ grantExpires: 3 });
		const line = start();
		await line.registered();
		pbx.wire.intercept(answerInstead(asks('REGISTER'), ['503 Service Unavailable'], ['503 Service Unavailable']));
		await pbx.wire.until(answers('REGISTER', 503));
		await pause(2500);
		expect(line.facts.some((fact) => fact.type === 'registration' && fact.registration.phase === 'failed')).to.equal(false);
		expect(isRegistered()).to.equal(true);
	});

	it('waits as long as Retry-After asks', async () => {
		serve().wire.intercept(answerInstead(asks('REGISTER'), ['503 Service Unavailable', 'Retry-After: 1 (maintenance)']));
		const line = start();
		const began = Date.now();
		await line.until(({ registration }) => registration.phase === 'failed');
		expect(line.registration).to.have.property('retryAt').that.is.within(began + 1000, Date.now() + 1101);
		await line.registered();
		expect(Date.now() - began).to.be.at.least(1000);
	});

	it('is tried at once when somebody asks', async () => {
		serve().wire.intercept(answerInstead(asks('REGISTER'), ['503 Service Unavailable', 'Retry-After: 3000']));
		const line = start();
		await line.until(({ registration }) => registration.phase === 'failed');
		line.signaling.retry();
		await line.registered();
	});

	for (const [what, rule, config] of [
		['403', () => alwaysAnswer(asks('REGISTER'), '403 Forbidden'), {}],
		['a wrong password', () => () => undefined, { password: 'wrong' }],
	] as const) {
		it(`ends for good by ${what}, until there is another password, and needs no new connection then`, async () => {
			const release = serve().wire.intercept(rule());
			const line = start({ config });
			await line.until(({ registration }) => registration.phase === 'failed');
			expect(line.registration).to.have.nested.property('error.code', 'credentials-refused');
			expect(line.registration).not.to.have.property('retryAt');
			const [before, connection] = [asked(), pbx.wire.connections[0]];
			await pause(700);
			expect(asked(), 'no server is asked twice, lest it lock the account').to.equal(before);
			release();
			line.signaling.update(accountOf({ password: config.password ? '1234' : '1234 ' }));
			line.signaling.update(accountOf());
			await line.registered();
			expect(pbx.wire.connections).to.deep.equal([connection]);
		});
	}

	it('is tried once more after a refusal for good when somebody asks', async () => {
		const release = serve().wire.intercept(alwaysAnswer(asks('REGISTER'), '403 Forbidden'));
		const line = start();
		await line.until(({ registration }) => registration.phase === 'failed');
		release();
		line.signaling.retry();
		await line.registered();
	});

	it('does not begin again by a new connection after a refusal for good', async () => {
		serve().wire.intercept(alwaysAnswer(asks('REGISTER'), '403 Forbidden'));
		const line = start();
		await line.until(({ registration }) => registration.phase === 'failed');
		pbx.wire.connections[0]?.cut();
		await line.until(({ connection }) => connection.phase === 'reconnecting');
		await pause(400);
		expect(pbx.wire.connections.length).to.equal(1);
		expect(asked()).to.equal(1);
	});

	describe('whose credentials were accepted before', () => {
		const shows = (frame: WireFrame): boolean => asks('REGISTER')(frame) && frame.text.includes('\r\nAuthorization: Digest ');
		const challenge = ['401 Unauthorized', 'WWW-Authenticate: Digest realm="voice.test", nonce="of another server", qop="auth"'] as const;
		/** How often credentials have set out so far. */
		const shown = (): number => pbx.wire.frames.filter(shows).length;
		const failures = (line: TestLine): number => line.facts.filter((fact) => fact.type === 'registration' && fact.registration.phase === 'failed').length;

		it('goes on while a server challenges them anew, as one does that knows nothing of the challenge of another', async () => {
			serve({ grantExpires: 3 });
			const line = start();
			await line.registered();
			const before = shown();
			pbx.wire.intercept(answerInstead(shows, challenge, challenge, challenge));
			await line.until(({ facts }) => facts.filter((fact) => fact.type === 'registration' && fact.registration.phase === 'registered').length === 2);
			expect([shown() - before, failures(line)]).to.deep.equal([4, 0]);
		});

		it('ends for good after a few of those, lest the server lock the account, until somebody asks', async () => {
			serve({ grantExpires: 3 });
			const line = start();
			await line.registered();
			const before = shown();
			const release = pbx.wire.intercept(alwaysAnswer(shows, ...challenge));
			await line.until(({ registration }) => registration.phase === 'failed');
			expect(line.registration).to.have.nested.property('error.code', 'credentials-refused');
			expect(line.registration).not.to.have.property('retryAt');
			await pause(400);
			expect(shown() - before).to.equal(4);
			release();
			line.signaling.retry();
			await line.registered();
		});

		it('is told with the time of the next attempt when nothing is granted any more, and other credentials are shown at once', async () => {
			serve();
			const line = start({ timing: { doubtMs: [60_000] } });
			await line.registered();
			pbx.wire.intercept(alwaysAnswer(shows, ...challenge));
			pbx.wire.intercept(alwaysAnswer((frame) => asks('REGISTER')(frame) && frame.text.includes('\r\nAuthorization: Bearer ey.J\r\n'), '200 OK', 'Expires: 60'));
			pbx.wire.connections[0]?.cut();
			await line.until(({ registration }) => registration.phase === 'failed');
			expect(line.registration).to.have.nested.property('error.code', 'credentials-refused');
			expect(line.registration).to.have.property('retryAt').that.is.above(Date.now() + 30_000);
			line.signaling.update(accountOf({ jwt: 'ey.J', password: undefined } as never));
			await line.registered();
		});
	});

	it('asks for longer once when the server wants that, and not for ever', async () => {
		serve().wire.intercept(answerInstead(asks('REGISTER'), ['423 Interval Too Brief', 'Min-Expires: 1800']));
		await start().registered();
		expect(pbx.wire.frames.find((frame) => asks('REGISTER')(frame) && frame.text.includes('\r\nExpires: 1800\r\n'))).to.not.equal(undefined);

		serve().wire.intercept((frame) => {
			const expires = Number(/^Expires: (\d+)/m.exec(frame.text)?.[1]);
			return alwaysAnswer(asks('REGISTER'), '423 Interval Too Brief', `Min-Expires: ${String(expires + 1)}`)(frame);
		});
		const line = start();
		await line.until(({ registration }) => registration.phase === 'failed');
		await pause(400);
		expect(asked()).to.be.within(2, 8);
	});

	it('asks for ever with JsSIP alone: the defect', async () => {
		serve().wire.intercept(alwaysAnswer(asks('REGISTER'), '423 Interval Too Brief', 'Min-Expires: 1800'));
		startPlain();
		await pause(1000);
		expect(asked()).to.be.above(15);
	});

	it('answers the challenge that it can answer, when the server offers others too', async () => {
		serve().wire.intercept(change(answers('REGISTER', 401), (text) => text.replace(/(WWW-Authenticate: .*\r\n)/i, '$1WWW-Authenticate: Digest realm="voice.test", nonce="n", algorithm=SHA-256, qop="auth"\r\n')));
		await start().registered();
	});

	it('gives up over those others with JsSIP alone: the defect', async () => {
		serve().wire.intercept(change(answers('REGISTER', 401), (text) => text.replace(/(WWW-Authenticate: .*\r\n)/i, '$1WWW-Authenticate: Digest realm="voice.test", nonce="n", algorithm=SHA-256, qop="auth"\r\n')));
		const ua = startPlain();
		await pause(500);
		expect([asked(), ua.isRegistered()]).to.deep.equal([1, false]);
	});

	it('says so when the server wants an authentication that nobody here knows', async () => {
		serve().wire.intercept(change(answers('REGISTER', 401), (text) => text.replace('algorithm=MD5', 'algorithm=SHA-256')));
		const line = start();
		await line.until(({ registration }) => registration.phase === 'failed');
		expect(line.registration).to.have.nested.property('error.code', 'unsupported');
	});

	it('shows a token as RFC 8898 has it', async () => {
		serve().wire.intercept(alwaysAnswer((frame) => asks('REGISTER')(frame) && frame.text.includes('\r\nAuthorization: Bearer ey.J\r\n'), '200 OK', 'Expires: 60'));
		await start({ config: { jwt: 'ey.J', password: undefined } as never }).registered();
	});

	it('is none for a phone that shall not register, which is online all the same', async () => {
		serve();
		const line = start({ config: { withoutRegistration: true } });
		await line.until(({ connection }) => connection.phase === 'connected');
		expect(line.registration).to.deep.equal({ phase: 'none' });
		expect(line.signaling.reachable).to.equal(true);
		expect(asked()).to.equal(0);
	});

	it('is given back at the end', async () => {
		serve();
		const line = start();
		await line.registered();
		await line.signaling.stop();
		await pause(50);
		expect(isRegistered()).to.equal(false);
		const last = pbx.wire.frames.findLast(asks('REGISTER'));
		expect(last?.text).to.contain('\r\nExpires: 0\r\n');
		expect(pbx.wire.connections.length).to.equal(0);
	});

	it('ends within seconds at a server that is silent', async () => {
		serve();
		const line = start();
		await line.registered();
		pbx.wire.connections[0]?.freeze();
		const began = Date.now();
		await line.signaling.stop();
		// JsSIP alone waits 32 s for an answer.
		expect(Date.now() - began).to.be.below(20_000);
	});
});
