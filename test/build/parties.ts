import type { Call, Phone as PhoneType, PhoneConfig } from '../../src/index.js';
import { listen } from '../../src/sip/transport/listen.js';
import { until } from '../media/until.js';
import { JsSipPhone, type JsSipCall } from '../support/jssip-phone.js';
import { hears, silentAt, toneStream } from '../support/tones.js';

declare const VoiceElements: { readonly Phone: typeof PhoneType };

/** Where everybody signs in. */
export interface Office {
	readonly url: string;
	readonly password: string;
}

interface Referral {
	readonly accept: (callback: undefined, options: object) => void;
}

const OUR_HZ = 440;
const THEIR_HZ = 620;

/** What a phone of the build does with others that run the whole of JsSIP; each part ends by throwing when it is not so. */
class Parties {
	readonly #office: Office;

	constructor(office: Office) {
		this.#office = office;
		navigator.mediaDevices.getUserMedia = () => Promise.resolve(toneStream(OUR_HZ).stream);
	}

	async holdsAndResumes(): Promise<void> {
		const { call, far } = await this.#talk();
		await call.hold();
		await silentAt(far.heard, OUR_HZ);
		expectThat(far.session.isOnHold().remote, 'the far side is held');
		await call.resume();
		await bothHear(call, far);
	}

	async isHeld(): Promise<void> {
		const { call, far } = await this.#talk();
		await far.hold();
		await until(() => isHeldByThem(call), { what: 'That they hold' });
		await far.resume();
		await until(() => !isHeldByThem(call), { what: 'That they resume' });
		await bothHear(call, far);
	}

	async transfers(): Promise<void> {
		const { call, far } = await this.#talk();
		const carol = await this.#plain('1002', 830);
		listen<Referral>(far.session, 'refer', ({ accept }) => accept(undefined, { mediaStream: toneStream(THEIR_HZ).stream }), new AbortController().signal);
		const taken = carol.answer();
		await call.transfer('1002');
		await hears((await taken).heard, THEIR_HZ);
		await reached(call, 'terminated');
	}

	/** The browser says that no path is left; what follows is real. */
	async restartsIce(): Promise<void> {
		const { call, far } = await this.#talk();
		const connection = call.connection!;
		const before = fragmentOf(connection);
		Object.defineProperty(connection, 'connectionState', { value: 'failed', configurable: true });
		connection.dispatchEvent(new Event('connectionstatechange'));
		await until(() => call.state.phase === 'confirmed' && call.state.recovering?.of === 'media', { what: 'The loss' });
		Reflect.deleteProperty(connection, 'connectionState');
		connection.dispatchEvent(new Event('connectionstatechange'));
		await until(() => fragmentOf(connection) !== before, { what: 'The restart of ICE' });
		await until(() => call.state.phase === 'confirmed' && !call.state.recovering, { what: 'The recovery' });
		await bothHear(call, far);
	}

	async followsRestart(): Promise<void> {
		const { call, far } = await this.#talk();
		const before = fragmentOf(call.connection!);
		await far.restartIce();
		expectThat(fragmentOf(call.connection!) !== before, 'the answer has new paths');
		await bothHear(call, far);
	}

	async sendsDigitsByInfo(): Promise<void> {
		const phone = await this.#ours({ dtmf: 'info' });
		const call = await reached(phone.call('5000'), 'confirmed');
		await call.sendDigits('1203#');
		await until(() => phone.state.chats.some(({ messages }) => messages.some(({ text }) => text === 'digits:1203')), { what: 'The echo of the digits' });
	}

	async answers(): Promise<void> {
		const [phone, bob] = [await this.#ours(), await this.#plain('1001', THEIR_HZ)];
		const called = bob.call('1000');
		await until(() => phone.calls[0]?.state.phase === 'early', { what: 'The ringing' });
		const call = phone.calls[0]!;
		await call.answer();
		const far = await called;
		await bothHear(call, far);
		far.hangUp();
		await reached(call, 'terminated');
	}

	async #talk(): Promise<{ call: Call; far: JsSipCall }> {
		const [phone, bob] = [await this.#ours(), await this.#plain('1001', THEIR_HZ)];
		const answered = bob.answer();
		const call = await reached(phone.call('1001'), 'confirmed');
		const far = await answered;
		await bothHear(call, far);
		return { call, far };
	}

	async #ours(config: PhoneConfig = {}): Promise<PhoneType> {
		const phone = new VoiceElements.Phone({ server: this.#office.url, uri: 'sip:1000@voice.test', password: this.#office.password, ...config });
		phone.start();
		await until(() => phone.state.registration.phase === 'registered', { what: 'The registration' });
		return phone;
	}

	async #plain(user: string, hz: number): Promise<JsSipPhone> {
		const phone = new JsSipPhone(user, hz, this.#office);
		await phone.register();
		return phone;
	}
}

async function reached(call: Call, phase: Call['state']['phase']): Promise<Call> {
	await until(() => call.state.phase === phase, { what: `A call that is ${phase}` });
	return call;
}

function isHeldByThem({ state }: Call): boolean {
	return state.phase === 'confirmed' && state.hold.remote;
}

async function bothHear(call: Call, far: JsSipCall): Promise<void> {
	await Promise.all([hears(call.remoteStream!, THEIR_HZ), hears(far.heard, OUR_HZ)]);
}

function fragmentOf({ localDescription }: RTCPeerConnection): string {
	return /^a=ice-ufrag:(\S+)/m.exec(localDescription?.sdp ?? '')?.[1] ?? '';
}

function expectThat(condition: boolean, what: string): void {
	if (!condition) throw new Error(`Not so: ${what}.`);
}

declare global {
	interface Window {
		Parties: typeof Parties;
	}
}

window.Parties = Parties;
