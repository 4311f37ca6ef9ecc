import assert from 'node:assert/strict';
import type { Call } from '../../src/core/call/call.js';
import type { PhoneConfig, Protocol } from '../../src/core/account/settings.js';
import type { VoiceEventMap } from '../../src/core/events.js';
import { Phone } from '../../src/core/phone.js';
import type { PhoneWiring } from '../../src/core/phone-wiring.js';
import { settled } from '../support/deferred.js';
import type { ScriptedSession } from '../support/scripted-session.js';
import { ScriptedSignaling } from '../support/scripted-signaling.js';
import { SilentMedia } from '../support/silent-media.js';

export const config: PhoneConfig = { server: 'wss://pbx.test', uri: 'sip:1000@voice.test', password: 'sesame', displayName: 'Zoë' };

export interface PhoneScene {
	readonly phone: Phone;
	readonly media: SilentMedia;
	/** The protocol in use: the one loaded last. */
	readonly signaling: ScriptedSignaling;
	/** Every protocol that was asked for. */
	readonly asked: readonly Protocol[];
	/** Every event of the phone, in order. */
	readonly events: readonly Event[];
	readonly typesOf: () => string[];
}

const TYPES: readonly (keyof VoiceEventMap)[] = ['voice-registration-change', 'voice-call-start', 'voice-call-change', 'voice-call-end', 'voice-message', 'voice-error'];

/** A phone that was not started. */
export function aPhone(more: PhoneConfig = {}, wiring: Partial<PhoneWiring> = {}): PhoneScene {
	const media = new SilentMedia();
	const events: Event[] = [];
	const asked: Protocol[] = [];
	const scene = { signaling: new ScriptedSignaling() };
	const connect = (protocol: Protocol): Promise<ScriptedSignaling> => {
		if (asked.push(protocol) > 1) scene.signaling = new ScriptedSignaling();
		return Promise.resolve(scene.signaling);
	};
	const phone = new Phone({ ...config, ...more }, { connect, media, ...wiring });
	for (const type of TYPES) phone.addEventListener(type, (event) => events.push(event));
	return Object.assign(scene, { phone, media, asked, events, typesOf: () => events.map(({ type }) => type) });
}

/** A phone that is connected and registered. */
export async function registeredPhone(more: PhoneConfig = {}, wiring: Partial<PhoneWiring> = {}): Promise<PhoneScene> {
	const scene = aPhone(more, wiring);
	scene.phone.start();
	await settled();
	scene.signaling.register();
	return scene;
}

export interface CallScene extends PhoneScene {
	readonly call: Call;
	readonly session: ScriptedSession;
}

/** A phone that alice calls. */
export async function ringing(more: PhoneConfig = {}, wiring: Partial<PhoneWiring> = {}): Promise<CallScene> {
	const scene = await registeredPhone(more, wiring);
	const session = scene.signaling.ring('alice');
	return Object.assign(scene, { session, call: lastCall(scene) });
}

/** A phone that talks with alice. */
export async function talking(): Promise<CallScene> {
	const scene = await ringing();
	await scene.call.answer();
	return scene;
}

/** A phone that called bob and waits. */
export async function dialling(to = 'bob'): Promise<CallScene> {
	const scene = await registeredPhone();
	const call = scene.phone.call(to);
	await settled();
	return Object.assign(scene, { call, session: lastSession(scene) });
}

/** The newest call. */
export function lastCall({ phone }: Pick<PhoneScene, 'phone'>): Call {
	const call = phone.calls.at(-1);
	assert.ok(call);
	return call;
}

/** The session of the newest call that was dialled. */
export function lastSession({ signaling }: Pick<PhoneScene, 'signaling'>): ScriptedSession {
	const session = signaling.invitations.at(-1)?.session;
	assert.ok(session);
	return session;
}

/** Every conversation as `kind user: direction text`. */
export function textsOf({ phone }: Pick<PhoneScene, 'phone'>): string[] {
	return phone.state.chats.flatMap(({ kind, peer, messages }) => messages.map(({ direction, text }) => `${kind} ${peer.user}: ${direction} ${text}`));
}
