import { expect } from '@open-wc/testing';
import { VoiceErrorEvent } from '../../src/core/events.js';
import type { VoiceError } from '../../src/core/voice-error.js';
import { registered, until } from '../support/phones.js';
import { hurryTimersOf } from '../sip/dialog/support/hurry.js';
import { asks } from '../sip/support/line-rules.js';
import { confirmed, eventually, pause } from './support/calls.js';
import { serveConfig } from './support/config-in-page.js';
import { ALICE, BOB, PageOffice } from './support/office.js';
import type { TonePhone } from './support/tone-phone.js';

/** MD5 of `1000:voice.test:1234`. */
const HA1 = 'ffdeae61680f6cd5aedad2a663ac7052';

const isRefused = ({ registration }: TonePhone['state']): boolean => registration.phase === 'failed';

describe('a phone signs in', () => {
	let office: PageOffice;
	/** How many REGISTER have set out. */
	const asked = (): number => office.wire.frames.filter(asks('REGISTER')).length;

	beforeEach(() => (office = new PageOffice()));

	it('by digest, and is reached from then on', async () => {
		const alice = await office.registered('1000', ALICE);
		expect(alice.state.connection).to.deep.include({ phase: 'connected', server: 'wss://voice.test' });
		expect(alice.state.registration).to.have.property('expiresAt').that.is.above(Date.now());
		expect(office.pbx.registrations.get('1000')).to.have.length(1);
		const [, second] = office.wire.frames.filter(asks('REGISTER'));
		expect(second?.text).to.match(/^Authorization: Digest .*username="1000"/m).and.not.contain('1234');
	});

	it('by the hash of a password', async () => {
		const alice = office.phone('1000', ALICE, { ha1: HA1, realm: 'voice.test', password: '' });
		alice.start();
		await registered(alice);
	});

	it('by another name than its number', async () => {
		const named = new PageOffice({ users: { alice: 'secret' } });
		const alice = named.phone('alice', ALICE, { authUser: 'alice', password: 'secret' });
		alice.start();
		await registered(alice);
	});

	it('and out, when it stops', async () => {
		const alice = await office.registered('1000', ALICE);
		await alice.stop();
		expect(office.pbx.registrations.get('1000') ?? []).to.deep.equal([]);
		expect(alice.state.registration.phase).to.equal('none');
		expect(alice.state.connection.phase).to.equal('idle');
	});

	it('never by a wrong password, says so once, and does not try again', async () => {
		const alice = office.phone('1000', ALICE, { password: 'wrong' });
		const errors = tellsOf(alice);
		alice.start();
		await until(alice, isRefused);
		expect(alice.state.registration).to.deep.include({ phase: 'failed' }).and.not.have.property('retryAt');
		const before = asked();
		await pause(3000);
		expect(asked()).to.equal(before).and.at.most(2);
		expect(errors.map(({ code, message }) => [code, message])).to.deep.equal([['credentials-refused', 'The server does not accept these credentials. Check user and password.']]);
	});

	it('with the right password after a wrong one, once it is told', async () => {
		const alice = office.phone('1000', ALICE, { password: 'wrong' });
		alice.start();
		await until(alice, isRefused);
		await alice.configure({ server: 'wss://voice.test', uri: 'sip:1000@voice.test', password: '1234' });
		await registered(alice);
	});

	it('cannot call with a wrong password, and says why', async () => {
		const alice = office.phone('1000', ALICE, { password: 'wrong' });
		alice.start();
		await until(alice, isRefused);
		const call = alice.call('1001');
		await until(call, ({ phase }) => phase === 'terminated');
		expect(call.state).to.have.nested.property('termination.error.code', 'credentials-refused');
		expect(alice.devices.live).to.equal(0);
	});
});

describe('a phone whose page fetches its settings', () => {
	let office: PageOffice;
	const account = { server: 'wss://voice.test', uri: 'sip:1000@voice.test' };

	beforeEach(() => (office = new PageOffice()));

	/** A phone of which only the address of its settings is known. */
	const phone = (): TonePhone => office.phone('', ALICE, { server: '', uri: '', password: '', configUrl: '/voice/config.json' });

	it('takes everything from config-url', async () => {
		const site = serveConfig({ ...account, password: '1234', displayName: 'Alice Liddell' });
		const alice = phone();
		alice.start();
		await registered(alice);
		expect(alice.state.account).to.deep.equal({ uri: 'sip:1000@voice.test', user: '1000', displayName: 'Alice Liddell' });
		expect(site.requests.map(({ cache, credentials }) => [cache, credentials])).to.deep.equal([['no-store', 'same-origin']]);
	});

	it('fetches them again before they expire, without a word to the server', async () => {
		const site = serveConfig({ ...account, password: '1234', expiresIn: 2 });
		const restoreTimers = hurryTimersOf(30_000, 1800);
		const alice = phone();
		alice.start();
		await registered(alice);
		const before = office.wire.frames.filter(asks('REGISTER')).length;
		await eventually(() => site.requests.length >= 3, 'the settings are fetched again, and again').finally(restoreTimers);
		expect(office.wire.frames.filter(asks('REGISTER')).length).to.equal(before);
	});

	it('fetches them again after a refusal, and goes on with the new ones', async () => {
		const site = serveConfig({ ...account, password: 'of yesterday' }, { ...account, password: '1234' });
		const alice = phone();
		alice.start();
		await registered(alice);
		expect(site.requests.length).to.equal(2);
	});

	it('fetches them only once more when they are refused again', async () => {
		const site = serveConfig({ ...account, password: 'wrong' });
		const alice = phone();
		alice.start();
		await until(alice, isRefused);
		await pause(2000);
		expect(site.requests.length).to.equal(2);
		expect(alice.state.registration).to.have.nested.property('error.code', 'credentials-refused');
	});

	it('says that the site knows nobody', async () => {
		serveConfig(new Response('Who are you?', { status: 401 }));
		const alice = phone();
		alice.start();
		await until(alice, ({ connection }) => connection.phase === 'failed');
		expect(alice.state.connection).to.have.nested.property('error.code', 'credentials-refused');
		expect(alice.state.connection).to.have.nested.property('error.subject', 'config-url');
	});

	it('calls the first who is dialled before the settings are there', async () => {
		const bob = await office.registered('1001', BOB);
		serveConfig({ ...account, password: '1234' });
		const alice = phone();
		const call = alice.call('1001');
		await until(bob, ({ calls }) => calls.length > 0);
		await bob.calls[0]?.answer();
		await confirmed(call);
		expect(call.remote.uri).to.equal('sip:1001@voice.test');
	});
});

describe('a phone whose page has a function for the credentials', () => {
	it('asks it, and again after a refusal', async () => {
		const office = new PageOffice();
		const passwords = ['of yesterday', '1234'];
		const alice = office.phone('1000', ALICE, { password: '', credentials: () => Promise.resolve({ password: passwords.shift() ?? 'none' }) });
		alice.start();
		await registered(alice);
		expect(passwords).to.deep.equal([]);
	});

	it('says so when the function fails', async () => {
		const alice = new PageOffice().phone('1000', ALICE, { password: '', credentials: () => Promise.reject(new Error('secret detail')) });
		alice.start();
		await until(alice, ({ connection }) => connection.phase === 'failed');
		expect(alice.state.connection).to.have.nested.property('error.code', 'credentials-missing');
		expect(JSON.stringify(alice.state)).not.to.contain('secret detail');
	});
});

describe('somebody who signs in with number and password', () => {
	let office: PageOffice;
	const unsigned = (): TonePhone => office.phone('', ALICE, { uri: '', password: '', signIn: true });

	beforeEach(() => (office = new PageOffice()));

	it('is asked, is told when it was wrong, and is in when it is right', async () => {
		const phone = unsigned();
		phone.start();
		await until(phone, ({ signInNeeded }) => signInNeeded);
		expect([phone.state.connection.phase, office.wire.connections.length]).to.deep.equal(['idle', 0]);
		await phone.signIn({ user: '1000', password: 'wrong' });
		await until(phone, ({ signInNeeded, registration }) => signInNeeded && registration.phase === 'failed');
		await phone.signIn({ user: '1000', password: '1234' });
		await registered(phone);
		expect(phone.state).to.deep.include({ signInNeeded: false });
		expect(phone.state.account?.user).to.equal('1000');
	});

	it('is gone when signed out, and another one may come', async () => {
		const phone = unsigned();
		phone.start();
		await until(phone, ({ signInNeeded }) => signInNeeded);
		await phone.signIn({ user: '1000', password: '1234' });
		await registered(phone);
		await phone.signOut();
		expect(phone.state).to.deep.include({ signInNeeded: true, registration: { phase: 'none' } });
		expect(office.pbx.registrations.get('1000') ?? []).to.deep.equal([]);
		await phone.signIn({ user: '1001', password: '1234' });
		await registered(phone);
		expect(phone.state.account?.user).to.equal('1001');
	});
});

describe('a server that cannot be reached', () => {
	it('is named, with what may be wrong, and found again', async () => {
		let away = true;
		const office = new PageOffice({}, { refuse: () => away });
		const alice = office.phone('1000', ALICE);
		const errors = tellsOf(alice);
		alice.start();
		await until(alice, ({ connection }) => connection.phase === 'reconnecting');
		await eventually(() => errors.length > 0, 'an error is told');
		expect(errors[0]?.code).to.equal('server-unreachable');
		expect(errors[0]?.subject).to.equal('wss://voice.test');
		expect(errors[0]?.message).to.match(/“wss:\/\/voice\.test” could not be reached.*certificate.*firewall.*open https:\/\/voice\.test in a tab/);
		away = false;
		await registered(alice);
		expect(errors.length).to.equal(1);
	});

	it('which accepts and says nothing, is told from one that is not there', async () => {
		const office = new PageOffice();
		office.wire.intercept(({ to }) => (to === 'client' ? 'drop' : undefined));
		const alice = office.phone('1000', ALICE);
		alice.start();
		await until(alice, ({ connection }) => 'error' in connection && connection.error?.code === 'server-silent', 25_000);
	});
});

/** Every error that the phone tells of. */
function tellsOf(phone: TonePhone): readonly VoiceError[] {
	const errors: VoiceError[] = [];
	phone.addEventListener('voice-error', (event) => event instanceof VoiceErrorEvent && errors.push(event.error));
	return errors;
}
