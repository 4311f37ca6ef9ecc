import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Credentials, PhoneConfig } from '../../src/core/account/settings.js';
import type { VoiceErrorEvent, VoiceRegistrationChangeEvent } from '../../src/core/events.js';
import { VoiceError } from '../../src/core/voice-error.js';
import { deferred, settled } from '../support/deferred.js';
import { aPhone, config, dialling, registeredPhone, talking } from './phone-scene.js';

const withSignIn: PhoneConfig = { signIn: true, password: '' };

describe('a new phone', () => {
	it('names the attribute that is wrong at once', () => {
		assert.throws(() => aPhone({ connect: 'later' as 'use' }), { code: 'configuration', subject: 'connect' });
	});

	it('is idle, and shares nothing with another', () => {
		const { phone } = aPhone();
		assert.deepEqual(phone.state, { connection: { phase: 'idle' }, registration: { phase: 'none' }, signInNeeded: false, signedIn: false, calls: [], callsShown: false, chats: [], presences: [], history: [], soundBlocked: false, doNotDisturb: false, troubles: [] });
		assert.ok(Object.isFrozen(phone.state.calls));
	});

	it('connects when it starts', async () => {
		const { phone, asked, signaling } = aPhone();
		phone.start();
		assert.deepEqual(phone.state.connection, { phase: 'connecting' });
		await settled();
		signaling.register();
		assert.deepEqual(asked, ['sip']);
		assert.deepEqual([phone.state.connection.phase, phone.state.registration.phase], ['connected', 'registered']);
		assert.deepEqual(phone.state.account, { uri: 'sip:1000@voice.test', user: '1000', displayName: 'Zoë' });
	});

	for (const use of ['call', 'text', 'chat'] as const) {
		it(`with connect="use" connects at the first ${use}`, async () => {
			const { phone, asked } = aPhone({ connect: 'use' });
			phone.start();
			await settled();
			assert.deepEqual(asked, []);
			if (use === 'call') phone.call('bob');
			if (use === 'text') phone.chat({ person: 'bob' }).send('Hello');
			if (use === 'chat') phone.chat({ person: 'bob' });
			await settled();
			assert.deepEqual(asked, ['sip']);
		});
	}
});

describe('a registration', () => {
	it('is told by events', async () => {
		const { signaling, events } = await registeredPhone();
		signaling.register({ phase: 'failed', error: { code: 'credentials-refused', message: 'No.', status: 403 } });
		const [registered, failed, error] = events as [VoiceRegistrationChangeEvent, VoiceRegistrationChangeEvent, VoiceErrorEvent];
		assert.deepEqual([events.length, registered.registration.phase, failed.registration.phase, error.error.code, error.error.status], [3, 'registered', 'failed', 'credentials-refused', 403]);
	});

	it('that never was is not told when the phone stops', async () => {
		const { phone, events } = aPhone();
		await phone.stop();
		assert.deepEqual(events, []);
	});
});

describe('trouble', () => {
	it('with the connection is told once and not at each attempt', async () => {
		const { phone, signaling, events } = await registeredPhone();
		const lost = (): void => signaling.tell({ type: 'connection', connection: { phase: 'reconnecting', since: 1, error: { code: 'server-unreachable', message: 'Gone.' } } });
		lost();
		signaling.tell({ type: 'connection', connection: { phase: 'reconnecting', since: 1 } });
		lost();
		assert.deepEqual(events.slice(1).map((event) => (event as VoiceErrorEvent).error.code), ['server-unreachable']);
		signaling.register();
		lost();
		assert.equal(events.filter(({ type }) => type === 'voice-error').length, 2);
		assert.equal(phone.state.connection.phase, 'reconnecting');
	});

	it('with the configuration is told', async () => {
		const { phone, events } = aPhone({ server: 'https://pbx.test' });
		phone.start();
		await settled();
		assert.deepEqual(events.map((event) => (event as VoiceErrorEvent).error.subject), ['server']);
		assert.equal(phone.state.connection.phase, 'failed');
	});

	it('that limits the phone is kept, of one kind about one thing once', async () => {
		const { phone, signaling } = await registeredPhone();
		for (const subject of ['stun:a', 'stun:b', 'stun:a']) signaling.tell({ type: 'trouble', error: new VoiceError('ice-server-dead', 'Dead.', { subject }) });
		assert.deepEqual(phone.state.troubles.map(({ subject }) => subject), ['stun:b', 'stun:a']);
	});

	it('with the account is over when the account is loaded', async () => {
		const { phone, signaling } = await registeredPhone();
		signaling.tell({ type: 'trouble', error: new VoiceError('ice-server-dead', 'Dead.', { subject: 'stun:a' }) });
		await phone.configure({ ...config, dtmf: 'sms' as 'info' });
		assert.deepEqual(phone.state.troubles.map(({ subject }) => subject), ['stun:a', 'dtmf']);
		await phone.configure(config);
		assert.deepEqual(phone.state.troubles.map(({ subject }) => subject), ['stun:a']);
		await phone.stop();
	});
});

describe('a phone that is configured', () => {
	it('keeps its call and its protocol', async () => {
		const { phone, signaling, call, session, asked } = await talking();
		await phone.configure({ ...config, server: 'wss://other.test', dtmf: 'info' });
		assert.deepEqual([asked.length, signaling.accounts.at(-1)?.servers, call.state.phase, session.said], [1, ['wss://other.test/'], 'confirmed', ['answer']]);
	});

	it('changes its protocol only when nobody talks any more', async () => {
		const { phone, signaling, session, asked } = await talking();
		await phone.configure({ ...config, signaling: 'verto' });
		assert.deepEqual([asked, signaling.stopped], [['sip'], false]);
		session.end();
		await settled();
		assert.deepEqual([asked, signaling.stopped], [['sip', 'verto'], true]);
	});

	it('forgets the other protocol when it is told otherwise in time', async () => {
		const { phone, session, asked } = await talking();
		await phone.configure({ ...config, signaling: 'verto' });
		await phone.configure({ ...config, dtmf: 'info' });
		session.end();
		await settled();
		assert.deepEqual(asked, ['sip']);
	});

	it('refuses what is wrong and stays as it was', async () => {
		const { phone, signaling } = await registeredPhone({ doNotDisturb: true });
		await assert.rejects(phone.configure({ ...config, autoAnswer: 'maybe' as 'always' }), { subject: 'auto-answer' });
		await assert.rejects(phone.configure({ ...config, signaling: 'xmpp' as 'sip' }), { subject: 'signaling' });
		assert.deepEqual([phone.state.doNotDisturb, signaling.accounts.length], [true, 1]);
	});

	it('reports what is wrong, and starts with a better one', async () => {
		const { phone, asked } = aPhone();
		const told: string[] = [];
		phone.addEventListener('voice-error', (event) => told.push((event as VoiceErrorEvent).error.subject ?? ''));
		await assert.rejects(phone.configure({ ...config, connect: 'now' as 'use' }));
		phone.start();
		await settled();
		const { connection } = phone.state;
		assert.deepEqual([told, asked, connection.phase, connection.phase === 'failed' && connection.error.subject], [['connect'], [], 'failed', 'connect']);
		await phone.configure(config);
		await settled();
		assert.deepEqual([asked, phone.state.connection.phase], [['sip'], 'connecting']);
	});

	it('connects when “use” becomes “load”', async () => {
		const { phone, asked } = aPhone({ connect: 'use' });
		phone.start();
		await phone.configure(config);
		await settled();
		assert.deepEqual(asked, ['sip']);
	});

	it('does not connect before it is started', async () => {
		const { phone, asked } = aPhone();
		await phone.configure({ ...config, dtmf: 'info' });
		await settled();
		assert.deepEqual(asked, []);
	});

	it('tells nothing when nothing changed', () => {
		const { phone } = aPhone();
		let changes = 0;
		phone.subscribe(() => changes++);
		void phone.configure(config);
		assert.equal(changes, 0);
	});
});

describe('a phone that stops', () => {
	it('hangs up, leaves the server and lets go of every device', async () => {
		const { phone, signaling, media, call, session } = await talking();
		await phone.stop();
		assert.deepEqual([session.said.at(-1), call.state.phase, signaling.stopped, media.stops, media.uplinks[0]?.stopped], ['hang up', 'terminated', true, 1, true]);
		assert.deepEqual([phone.state.connection, phone.state.registration], [{ phase: 'idle' }, { phase: 'none' }]);
	});

	it('turns away who rings, and falls silent', async () => {
		const { phone, signaling, media } = await registeredPhone();
		const session = signaling.ring();
		await phone.stop();
		assert.deepEqual([session.said, media.ringing], [['refuse: declined'], undefined]);
	});

	it('and starts again at once keeps its devices', async () => {
		const { phone, signaling, media, asked } = await registeredPhone();
		const goodbye = deferred();
		signaling.stopping = goodbye.promise;
		const stopping = phone.stop();
		phone.start();
		goodbye.resolve();
		await stopping;
		await settled();
		assert.deepEqual([media.stops, asked.length, phone.state.connection.phase], [0, 2, 'connecting']);
	});

	it('is not woken by a text that still waited', async () => {
		const { phone, signaling, asked } = await registeredPhone();
		signaling.holdsTexts = true;
		const chat = phone.chat({ person: 'bob' });
		chat.send('one');
		chat.send('two');
		await settled();
		const stopping = phone.stop();
		signaling.texts[0]?.fate.reject(new VoiceError('invalid-state', 'Stopped.'));
		await stopping;
		await settled();
		assert.deepEqual([chat.state.messages.map(({ delivery }) => delivery), asked.length, phone.state.connection.phase], [['failed', 'failed'], 1, 'idle']);
	});

	it('is woken by a call, and then texts go, too', async () => {
		const scene = await registeredPhone();
		await scene.phone.stop();
		scene.phone.call('bob');
		scene.phone.chat({ person: 'bob' }).send('Hello');
		await settled();
		assert.deepEqual([scene.signaling.invitations.length, scene.signaling.texts.length], [1, 1]);
	});

	it('while it connects says nothing of an error', async () => {
		const { phone, typesOf } = aPhone({ credentials: () => new Promise(() => undefined) });
		phone.start();
		await settled();
		await phone.stop();
		await settled();
		assert.deepEqual(typesOf(), []);
	});

	it('with another protocol waiting takes it when it starts again', async () => {
		const { phone, asked } = await talking();
		await phone.configure({ ...config, signaling: 'verto' });
		await phone.stop();
		await settled();
		assert.deepEqual(asked, ['sip']);
		phone.start();
		await settled();
		assert.deepEqual(asked, ['sip', 'verto']);
	});
});

describe('signing in', () => {
	it('is asked for without an error, and connects', async () => {
		const { phone, signaling, typesOf } = aPhone(withSignIn);
		phone.start();
		await settled();
		assert.deepEqual([phone.state.signInNeeded, phone.state.connection.phase, typesOf()], [true, 'idle', []]);
		await phone.signIn({ user: '1001', password: 'typed' });
		assert.deepEqual([phone.state.signInNeeded, signaling.accounts[0]?.uri, signaling.accounts[0]?.secret], [false, 'sip:1001@voice.test', { password: 'typed' }]);
	});

	it('works where only the config-url knows the server', async () => {
		const { phone, signaling } = aPhone({ server: '', uri: '', password: '', signIn: true, credentials: () => Promise.resolve({ server: 'wss://pbx.test' } as Credentials) });
		phone.start();
		await settled();
		assert.equal(phone.state.signInNeeded, true);
		await phone.signIn({ user: '1001', password: 'typed' });
		assert.equal(signaling.accounts[0]?.uri, 'sip:1001@pbx.test');
	});

	it('with a bad number fails at once', async () => {
		const { phone } = aPhone(withSignIn);
		await assert.rejects(phone.signIn({ user: 'a b', password: 'typed' }), { code: 'address' });
	});

	it('is known to have happened, unlike an account of the page, until somebody signs out', async () => {
		const { phone } = aPhone(withSignIn);
		phone.start();
		await settled();
		await phone.signIn({ user: '1001', password: 'typed' });
		const states = [phone.state.signedIn];
		await phone.signOut();
		states.push(phone.state.signedIn, (await registeredPhone()).phone.state.signedIn);
		assert.deepEqual(states, [true, false, false]);
	});

	it('out hangs up and asks again', async () => {
		const { phone, signaling, session } = await dialling();
		await phone.signOut();
		assert.deepEqual([session.said, signaling.stopped, phone.state.signInNeeded, phone.state.registration.phase, 'account' in phone.state], [['hang up'], true, true, 'none', false]);
	});
});
