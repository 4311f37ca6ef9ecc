import type { Call } from '../../src/core/call/call.js';
import type { PhoneConfig } from '../../src/core/account/settings.js';
import type { CaptureWish, Uplink } from '../../src/core/ports/media.js';
import { Phone } from '../../src/core/phone.js';
import type { ScriptedSession } from './scripted-session.js';
import { ScriptedSignaling } from './scripted-signaling.js';
import { SilentMedia } from './silent-media.js';

export interface ScriptedPhone {
	readonly phone: Phone;
	readonly signaling: ScriptedSignaling;
	readonly media: SilentMedia;
	/** Dials, and gives the call with its far end once the microphone is open. */
	readonly dial: (to: string) => Promise<{ call: Call; session: ScriptedSession }>;
	/** Somebody calls. */
	readonly ring: (from: string) => { call: Call; session: ScriptedSession };
	/** A call goes on that began before this page did. */
	readonly resume: (from: string) => Promise<{ call: Call; session: ScriptedSession }>;
}

/** Silence in a page, where a stream can be real. */
class PageMedia extends SilentMedia {
	override async capture(wish: CaptureWish, signal: AbortSignal, prompted?: () => void): Promise<Uplink> {
		return Object.assign(await super.capture(wish, signal, prompted), { stream: new MediaStream() });
	}
}

/** A real phone whose server and media are a script: `1000`, connected and registered unless `registered` is false. */
export async function scriptedPhone({ registered = true, answeredBy = 'page', ...config }: PhoneConfig & { registered?: boolean; answeredBy?: 'page' | 'elements' } = {}): Promise<ScriptedPhone> {
	const signaling = new ScriptedSignaling();
	const media = new PageMedia();
	const account = config.signIn ? {} : { uri: 'sip:1000@voice.test', password: 'secret' };
	const phone = new Phone({ server: 'wss://voice.test', ...account, ...config }, { connect: () => Promise.resolve(signaling), media, answeredBy });
	phone.start();
	await begun(phone, signaling);
	if (registered && signaling.accounts.length > 0) signaling.register(config.withoutRegistration ? { phase: 'none' } : undefined);
	const latest = (session: ScriptedSession | undefined): { call: Call; session: ScriptedSession } => {
		const call = phone.calls.at(-1);
		if (!call || !session) throw new Error('There is no such call.');
		return { call, session };
	};
	return {
		phone,
		signaling,
		media,
		dial: async (to) => {
			phone.call(to);
			await turn();
			return latest(signaling.invitations.at(-1)?.session);
		},
		ring: (from) => latest(signaling.ring(from)),
		resume: async (from) => {
			const session = signaling.resume(from, { confirmedAt: Date.now() - 42_000 });
			await turn();
			return latest(session);
		},
	};
}

/** Until the phone has given its account to the protocol, or waits for somebody. */
async function begun(phone: Phone, signaling: ScriptedSignaling): Promise<void> {
	do await turn();
	while (phone.state.connection.phase === 'connecting' && signaling.accounts.length === 0);
}

/** Until everything has happened that waits for nothing but its turn. */
export async function turn(): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve));
	await import('../../src/core/account/account-source.js');
	await new Promise((resolve) => setTimeout(resolve));
}
