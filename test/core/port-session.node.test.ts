import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { capabilities } from '../../src/core/call/capabilities.js';
import type { ConfirmedCall } from '../../src/core/call/call-state.js';
import type { Member } from '../../src/core/call/features/conference.js';
import { settled } from '../support/deferred.js';
import { aPhone, dialling, lastCall, registeredPhone, talking, type CallScene, type PhoneScene } from './phone-scene.js';

const bob = { uri: 'sip:bob@voice.test', user: 'bob', displayName: '' };
const denied = new DOMException('Permission denied', 'NotAllowedError');

const confirmedState = ({ phone }: Pick<PhoneScene, 'phone'>): ConfirmedCall => {
	const { state } = lastCall({ phone });
	assert.ok(state.phase === 'confirmed');
	return state;
};

describe('what a protocol can do', () => {
	it('is sorted, frozen, and the same object for the same things', () => {
		const some = capabilities('transfer', 'hold', 'transfer', 'digits');
		assert.deepEqual(some, ['digits', 'hold', 'transfer']);
		assert.ok(Object.isFrozen(some));
		assert.equal(capabilities('hold', 'transfer', 'digits'), some);
		assert.notEqual(capabilities('hold'), some);
	});

	it('stands in the state, which is the same while nothing changes', async () => {
		const { call, session } = await talking();
		assert.equal(call.state.phase === 'confirmed' && call.state.capabilities, session.capabilities);
		const before = call.state;
		session.tell({ type: 'capabilities', capabilities: session.capabilities });
		assert.equal(call.state, before);
		session.gain('moderation', 'roster');
		assert.deepEqual(confirmedState({ phone: { calls: [call] } as never }).capabilities, ['attended-transfer', 'digits', 'hold', 'messages', 'moderation', 'roster', 'transfer']);
	});

	it('is nothing before there is a session', async () => {
		const { phone } = aPhone({}, { connect: () => new Promise(() => undefined) });
		const { state } = phone.call('bob');
		assert.deepEqual(state.phase === 'trying' && state.capabilities, []);
		await settled();
	});

	const commands = [
		['hold', 'hold', ({ call }: CallScene) => call.hold()],
		['hold', 'resume', ({ call }: CallScene) => call.resume()],
		['digits', 'send digits', ({ call }: CallScene) => call.sendDigits('1')],
		['transfer', 'transfer', ({ call }: CallScene) => call.transfer('bob')],
		['moderation', 'moderate', ({ call }: CallScene) => call.moderate({ type: 'mute', member: '1' })],
	] as const;
	for (const [capability, wish, give] of commands) {
		it(`lets nobody ${wish} without “${capability}”`, async () => {
			const scene = await talking();
			scene.session.lose(capability);
			const { said } = scene.session;
			assert.throws(() => void give(scene), { code: 'unsupported', message: `Cannot ${wish}: the server does not support it in this call.` });
			assert.deepEqual([scene.session.said, scene.call.state.phase], [said, 'confirmed']);
		});
	}

	it('keeps a second call from being refused where the first cannot be held', async () => {
		const scene = await talking();
		scene.session.lose('hold');
		const second = scene.signaling.ring('carol');
		await lastCall(scene).answer();
		await settled();
		assert.deepEqual([second.said, scene.session.said, scene.phone.state.calls.map(({ phase }) => phase)], [['answer'], ['answer'], ['confirmed', 'confirmed']]);
	});
});

describe('a microphone that a protocol opens', () => {
	it('stays shut where the protocol never asks for it', async () => {
		const { phone, media, signaling } = await registeredPhone();
		signaling.invite = (target) => Object.assign(signaling.ring(), { direction: 'outgoing', remote: target });
		phone.call('bob');
		await settled();
		assert.deepEqual(media.wishes, []);
	});

	it('is opened with what the protocol wants of what the user wants', async () => {
		const { phone, media, signaling } = await registeredPhone();
		const invite = signaling.invite.bind(signaling);
		signaling.invite = (target, options) => invite(target, { ...options, source: { ...options.source, wish: { audio: true, video: false } } });
		phone.call('bob', { video: true });
		await settled();
		assert.deepEqual(media.wishes, [{ audio: true, video: false }]);
	});
});

describe('a call that goes on after a reload', () => {
	beforeEach(() => Object.assign(globalThis, { MediaStream: class {} }));
	afterEach(() => Reflect.deleteProperty(globalThis, 'MediaStream'));

	it('begins confirmed, at the time of the server, and asks nobody', async () => {
		const scene = await registeredPhone();
		const session = scene.signaling.resume('alice', { confirmedAt: 4711 });
		assert.equal(confirmedState(scene).confirmedAt, 4711);
		await settled();
		assert.deepEqual([session.said, confirmedState(scene).muted, scene.media.ringing], [['answer'], false, undefined]);
		assert.deepEqual(scene.typesOf().filter((type) => type !== 'voice-registration-change').slice(0, 1), ['voice-call-start']);
	});

	it('goes on where nobody may call: do not disturb, no element to answer', async () => {
		const scene = await registeredPhone({ doNotDisturb: true }, { answeredBy: 'elements' });
		const session = scene.signaling.resume('alice', { direction: 'outgoing' });
		await settled();
		assert.deepEqual([session.said, confirmedState(scene).direction], [['answer'], 'outgoing']);
	});

	it('is muted where there is no microphone, says why, and is unmuted with one', async () => {
		const scene = await registeredPhone();
		scene.media.denial = denied;
		const session = scene.signaling.resume();
		await settled();
		assert.deepEqual([session.said, confirmedState(scene).muted, confirmedState(scene).trouble?.code], [['answer'], true, 'microphone-denied']);
		const call = lastCall(scene);
		call.unmute();
		await settled();
		assert.deepEqual([confirmedState(scene).muted, confirmedState(scene).trouble?.command], [true, 'unmute']);
		scene.media.denial = undefined;
		call.unmute();
		assert.equal(confirmedState(scene).pending, 'unmute');
		await settled();
		assert.deepEqual([session.said, confirmedState(scene).muted, 'trouble' in call.state, scene.media.uplinks.map(({ audible }) => audible)], [['answer', 'send audio'], false, false, [true]]);
		call.mute();
		call.unmute();
		assert.deepEqual([session.said.length, confirmedState(scene).muted], [2, false]);
	});

	it('ends where the server takes it up no more', async () => {
		const scene = await registeredPhone();
		const session = scene.signaling.resume();
		session.delay('answer').reject(new Error('Gone.'));
		await settled();
		assert.deepEqual([session.said, lastCall(scene).state.phase, scene.media.uplinks.map(({ stopped }) => stopped)], [['answer', 'hang up'], 'terminated', [true]]);
	});

	it('holds the one that was resumed before it', async () => {
		const scene = await registeredPhone();
		const first = scene.signaling.resume('alice');
		scene.signaling.resume('carol');
		await settled();
		assert.deepEqual(first.said, ['answer', 'hold']);
	});
});

describe('a transfer that the far side asks for', () => {
	beforeEach(() => mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 }));
	afterEach(() => mock.timers.reset());
	const asked = async (): Promise<CallScene> => {
		const scene = await talking();
		scene.session.tell({ type: 'transfer-requested', request: { to: bob, by: scene.call.remote } });
		return scene;
	};

	it('stands in the state until it is accepted', async () => {
		const scene = await asked();
		assert.deepEqual(confirmedState(scene).transferRequest, { to: bob, by: scene.call.remote });
		await scene.call.acceptTransfer();
		assert.deepEqual([scene.session.said.at(-1), confirmedState(scene).transferRequest], ['accept transfer', undefined]);
		assert.throws(() => void scene.call.acceptTransfer(), { code: 'invalid-state', message: /nobody asked/ });
	});

	it('is refused, and the call goes on', async () => {
		const scene = await asked();
		await scene.call.refuseTransfer();
		mock.timers.tick(20_000);
		await Promise.resolve();
		assert.deepEqual([scene.session.said.slice(1), confirmedState(scene).transferRequest], [['refuse transfer'], undefined]);
	});

	it('is refused after 20 s without an answer; another one in its place has 20 s of its own', async () => {
		const scene = await asked();
		mock.timers.tick(15_000);
		scene.session.tell({ type: 'transfer-requested', request: { to: scene.call.remote, by: bob } });
		await Promise.resolve();
		mock.timers.tick(19_999);
		await Promise.resolve();
		assert.deepEqual([scene.session.said.slice(1), confirmedState(scene).transferRequest?.by], [[], bob]);
		mock.timers.tick(1);
		for (let step = 0; step < 5; step++) await Promise.resolve();
		assert.deepEqual([scene.session.said.slice(1), confirmedState(scene).transferRequest], [['refuse transfer'], undefined]);
	});

	it('is nothing any more when the call ends', async () => {
		const scene = await asked();
		scene.session.end();
		mock.timers.tick(20_000);
		for (let step = 0; step < 5; step++) await Promise.resolve();
		assert.deepEqual([scene.session.said.slice(1), 'transferRequest' in scene.call.state], [[], false]);
	});
});

describe('a conference', () => {
	const member: Member = { id: '7', uri: 'sip:carol@voice.test', name: 'Carol', me: false, role: 'participant', can: ['mute', 'remove'], talking: true, muted: false, deaf: false, video: false, screen: false, floor: true, onHold: false };

	it('tells who is in it, cleaned and bounded', async () => {
		const scene = await talking();
		const hostile = { ...member, id: '8', name: `\u202Eevil\u0000${'x'.repeat(5000)}` };
		scene.session.tell({ type: 'members', role: 'moderator', members: [member, hostile, ...Array<Member>(2000).fill(member)] });
		const { members = [], role } = confirmedState(scene);
		assert.deepEqual([members[0], role, members.length], [member, 'moderator', 1000]);
		assert.match(members[1]?.name ?? '', /^evilx{20,200}$/);
		assert.ok(Object.isFrozen(members) && structuredClone(scene.phone.state));
	});

	it('is moderated, several members at once', async () => {
		const { call, session } = await talking();
		session.gain('moderation');
		const muting = session.delay('moderate');
		const first = call.moderate({ type: 'volume-in', member: '7', level: -2 });
		await call.moderate({ type: 'remove', member: '8' });
		muting.reject(new Error('No.'));
		await assert.rejects(first, { code: 'failed' });
		assert.deepEqual(session.said.slice(1), ['moderate: {"type":"volume-in","member":"7","level":-2}', 'moderate: {"type":"remove","member":"8"}']);
		assert.deepEqual(['pending' in call.state, 'trouble' in call.state], [false, false]);
	});

	it('has an address of its own for texts', async () => {
		const scene = await dialling('3500');
		const chat = { uri: 'sip:conf+3500@voice.test', user: 'conf+3500', displayName: '' };
		scene.session.tell({ type: 'remote', remote: scene.call.remote, room: true, chat });
		scene.session.confirm();
		assert.deepEqual([scene.phone.chatOf(scene.call).peer.uri, scene.phone.chatOf(scene.call).kind], [chat.uri, 'room']);
		scene.signaling.receive('carol', 'Hello', { room: chat.uri });
		assert.deepEqual(scene.phone.state.chats.map(({ kind, peer }) => [kind, peer.uri]), [['room', chat.uri]]);
	});
});
