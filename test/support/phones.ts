import type { Call } from '../../src/core/call/call.js';
import type { CallPhase } from '../../src/core/call/call-state.js';
import type { PhoneConfig } from '../../src/core/account/settings.js';
import type { Phone as CorePhone } from '../../src/core/phone.js';
import { Phone } from '../../src/elements/voice-phone/phone.js';
import { loopbackWebSocket } from '../../src/pbx/loopback.js';
import { Pbx, type PbxOptions } from '../../src/pbx/pbx.js';

/** Address of the server in the page. */
export const SERVER = 'wss://voice.test';

/** What the page had before the test. */
const browsersOwn = globalThis.WebSocket;
const phones = new Set<CorePhone>();
const servers = new Set<Pbx>();

/** A SIP server in the page: until the test is over, every socket to `wss://voice.test` ends there. */
export function serverInPage(options: PbxOptions = {}): Pbx {
	const pbx = new Pbx(options);
	const Loopback = loopbackWebSocket(pbx);
	servers.add(pbx);
	globalThis.WebSocket = new Proxy(browsersOwn, {
		construct: (target, [url, protocols]: [string, string?]) => (String(url).startsWith(SERVER) ? new Loopback(url, protocols) : new target(url, protocols)),
	});
	return pbx;
}

/** A phone without a face, of one of the server's users, once it is registered. */
export async function registeredPhone(user: string, config: PhoneConfig = {}): Promise<CorePhone> {
	const phone = new Phone({ server: SERVER, uri: `sip:${user}@voice.test`, password: '1234', ...config });
	phones.add(phone);
	phone.start();
	return registered(phone);
}

/** The phone, once it is registered; fails if it never is. */
export async function registered(phone: CorePhone): Promise<CorePhone> {
	await until(phone, ({ registration }) => registration.phase === 'registered');
	return phone;
}

/** The call that comes in, or goes out, next; or the one that is there. */
export async function nextCall(phone: CorePhone): Promise<Call> {
	await until(phone, ({ calls }) => calls.some(({ phase }) => phase !== 'terminated'));
	const call = phone.calls.at(-1);
	if (!call) throw new Error('There is no call.');
	return call;
}

/** The call, once it has come so far; fails if it never does. */
export async function reached(call: Call, phase: CallPhase): Promise<Call> {
	await until(call, (state) => state.phase === phase);
	return call;
}

/** Two who talk: the first has called the second, who answered. */
export async function talking(caller: CorePhone, callee: CorePhone, to: string): Promise<{ outgoing: Call; incoming: Call }> {
	const outgoing = caller.call(to);
	const incoming = await nextCall(callee);
	await incoming.answer();
	await reached(outgoing, 'confirmed');
	return { outgoing, incoming };
}

interface Watchable<State> {
	readonly state: State;
	subscribe(listener: (state: State) => void, options: { signal: AbortSignal }): unknown;
}

/** When a state is as it should be. */
export function until<State>(store: Watchable<State>, isTrue: (state: State) => boolean, timeoutMs = 15_000): Promise<void> {
	const settled = new AbortController();
	return new Promise<void>((resolve, reject) => {
		const look = (state: State): void => {
			if (isTrue(state)) resolve();
		};
		store.subscribe(look, { signal: settled.signal });
		look(store.state);
		const timer = setTimeout(() => reject(new Error(`It stayed ${JSON.stringify(store.state)}.`)), timeoutMs);
		settled.signal.addEventListener('abort', () => clearTimeout(timer));
	}).finally(() => settled.abort());
}

afterEach(async () => {
	await Promise.all([...phones].map((phone) => phone.stop()));
	for (const server of servers) server.stop();
	if (servers.size > 0) globalThis.WebSocket = browsersOwn;
	phones.clear();
	servers.clear();
});
