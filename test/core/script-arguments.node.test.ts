import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Call } from '../../src/core/call/call.js';
import type { Chat } from '../../src/core/chat/chat.js';
import { Phone } from '../../src/core/phone.js';
import { VoiceError } from '../../src/core/voice-error.js';
import { settled } from '../support/deferred.js';
import { SilentMedia } from '../support/silent-media.js';
import { ScriptedSignaling } from '../support/scripted-signaling.js';
import { lastCall, lastSession, registeredPhone } from './phone-scene.js';

/** What a script may give by mistake, and what it may be called with. */
const junk: readonly (readonly [name: string, value: unknown])[] = [
	['undefined', undefined], ['null', null], ['a number', 5], ['NaN', Number.NaN], ['true', true], ['an object', {}], ['a list', []], ['a list of null', [null]], ['no text', ''], ['text', 'x'], ['a long text', 'x'.repeat(100_000)],
	['control characters', 'a\0\r\nb'], ['half a character', '\uD800'], ['a function', () => undefined], ['a symbol', Symbol('x')], ['a bigint', 1n], ['members that are null', { person: null, room: null, headers: null, video: null, user: null, password: null, signal: null, label: null }],
	['members that are numbers', { person: 5, room: 5, headers: 5, video: 5, user: 5, password: 5, signal: 5, label: 5, uri: 5 }],
	['members that are empty', { person: '', room: '', headers: [], video: '', user: '', password: '', signal: {}, label: '', uri: '' }],
];

interface Scene {
	readonly phone: Phone;
	/** One that talks. */
	readonly call: Call;
	/** One that rings. */
	readonly ringing: Call;
	readonly chat: Chat;
}

async function scene(): Promise<Scene> {
	const registered = await registeredPhone();
	const { phone, signaling } = registered;
	const call = phone.call('bob');
	await settled();
	lastSession(registered).confirm();
	signaling.ring('carol');
	return { phone, call, ringing: lastCall(registered), chat: phone.chat({ person: 'alice' }) };
}

const methods: readonly (readonly [name: string, run: (scene: Scene, given: never) => unknown])[] = [
	['new Phone(…)', (_, given) => new Phone(given, { connect: () => Promise.resolve(new ScriptedSignaling()), media: new SilentMedia() })],
	['phone.configure(…)', ({ phone }, given) => phone.configure(given)],
	['phone.signIn(…)', ({ phone }, given) => phone.signIn(given)],
	['phone.call(…)', ({ phone }, given) => phone.call(given)],
	['phone.call("bob", …)', ({ phone }, given) => phone.call('bob', given)],
	['phone.call("bob", { headers: … })', ({ phone }, given) => phone.call('bob', { headers: given })],
	['phone.call("bob", { video: … })', ({ phone }, given) => phone.call('bob', { video: given })],
	['phone.call("bob", { label: … })', ({ phone }, given) => phone.call('bob', { label: given })],
	['phone.chat(…)', ({ phone }, given) => phone.chat(given)],
	['phone.chat({ person: … })', ({ phone }, given) => phone.chat({ person: given })],
	['phone.chat({ room: … })', ({ phone }, given) => phone.chat({ room: given })],
	['phone.chatOf(…)', ({ phone }, given) => phone.chatOf(given)],
	['phone.holds(…)', ({ phone }, given) => phone.holds(given)],
	['phone.watch(…)', ({ phone }, given) => phone.watch(given, 'presence', new AbortController())],
	['phone.watch("bob", …)', ({ phone }, given) => phone.watch('bob', given, new AbortController())],
	['phone.watch("bob", "presence", …)', ({ phone }, given) => phone.watch('bob', 'presence', given)],
	['phone.watch("bob", "presence", { signal: … })', ({ phone }, given) => phone.watch('bob', 'presence', { signal: given })],
	['phone.dismiss(…)', ({ phone }, given) => phone.dismiss(given)],
	['phone.addSurface(…)', ({ phone }, given) => phone.addSurface(given)],
	['phone.addSurface({ signal: … })', ({ phone }, given) => phone.addSurface({ signal: given })],
	['phone.keyTone(…)', ({ phone }, given) => phone.keyTone(given)],
	['phone.history.see(…)', ({ phone }, given) => phone.history.see(given)],
	['phone.subscribe(…)', ({ phone }, given) => phone.subscribe(given)],
	['call.answer(…)', ({ ringing }, given) => ringing.answer(given)],
	['call.refuse(…)', ({ ringing }, given) => ringing.refuse(given)],
	['call.sendDigits(…)', ({ call }, given) => call.sendDigits(given)],
	['call.transfer(…)', ({ call }, given) => call.transfer(given)],
	['call.moderate(…)', ({ call }, given) => call.moderate(given)],
	['call.subscribe(…)', ({ call }, given) => call.subscribe(given)],
	['chat.send(…)', ({ chat }, given) => chat.send(given)],
	['chat.compose(…)', ({ chat }, given) => chat.compose(given)],
	['chat.retry(…)', ({ chat }, given) => chat.retry(given)],
	['chat.subscribe(…)', ({ chat }, given) => chat.subscribe(given)],
];

describe('whatever a script gives', () => {
	for (const [name, run] of methods) {
		it(`${name} takes it, or says in words of its own what is wrong`, async () => {
			for (const [kind, given] of junk) {
				const its = await scene();
				try {
					await run(its, given as never);
				} catch (thrown) {
					assert.ok(thrown instanceof VoiceError, `${kind}: ${String(thrown)}`);
					assert.notEqual(thrown.code, 'failed', `${kind}: ${thrown.message}`);
					assert.ok(thrown.message.length < 300 && !/undefined|\[object|\0/.test(thrown.message), `${kind}: ${thrown.message}`);
				}
				// What was taken harms nothing later.
				its.chat.send('Hello');
				its.call.hangUp();
				await its.phone.stop();
			}
		});
	}

	const words: readonly (readonly [name: string, run: (scene: Scene) => unknown, message: RegExp])[] = [
		['phone.chat("1000")', ({ phone }) => phone.chat('1000' as never), /Say { person: "1000" } or { room: "3000" }/],
		['phone.chat(null)', ({ phone }) => phone.chat(null as never), /Say { person/],
		['phone.call("bob", { headers: "X-A: b" })', ({ phone }) => phone.call('bob', { headers: 'X-A: b' as never }), /“headers” should be an object, not “X-A: b”/],
		['phone.call("bob", { video: "yes" })', ({ phone }) => phone.call('bob', { video: 'yes' as never }), /“video” should be true or false, not “yes”/],
		['phone.configure("wss://x")', ({ phone }) => phone.configure('wss://x' as never), /“config” should be an object/],
		['call.refuse("no")', ({ ringing }) => ringing.refuse('no' as never), /“refusal” should be “declined” or “declined-everywhere” or /],
		['call.transfer(5)', ({ call }) => call.transfer(5 as never), /An address is text/],
		['phone.subscribe({})', ({ phone }) => phone.subscribe({} as never), /“listener” should be a function/],
	];
	for (const [name, run, message] of words) {
		it(`${name} says what it should be`, async () => {
			const its = await scene();
			await assert.rejects(() => new Promise((resolve) => resolve(run(its))), message);
			await its.phone.stop();
		});
	}

	it('phone.call("bob", { headers: null }) calls', async () => {
		const { phone } = await scene();
		assert.equal(phone.call('bob', { headers: null as never, video: undefined as never }).state.phase, 'trying');
		await phone.stop();
	});
});
