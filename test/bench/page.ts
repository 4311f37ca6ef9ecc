import './held.js';
import { OurTelephone } from './our-telephone.js';
import { PlainTelephone } from './plain-telephone.js';
import { until, type Talk, type Telephone, type Wishes } from './telephone.js';

/** What a page of a benchmark has as its global `page`. */
export { held } from './held.js';
export { until } from './telephone.js';
export type Make = 'ours' | 'plain';

export const telephones = new Map<string, Telephone>();

/** A telephone of this user, registered. */
export async function sit(make: Make, wishes: Wishes): Promise<void> {
	const telephone = make === 'ours' ? new OurTelephone(wishes) : new PlainTelephone(wishes);
	telephones.set(wishes.user, telephone);
	telephone.start();
	await until(() => telephone.isRegistered, `${wishes.user} is registered`);
}

/** From now on this user answers at once. */
export function answerAll(user: string): void {
	of(user).onCall = (talk) => talk.answer();
}

export function of(user: string): Telephone {
	const telephone = telephones.get(user);
	if (!telephone) throw new Error(`${user} has no telephone.`);
	return telephone;
}

/** Calls, talks for a moment, and hangs up; so many times. */
export async function callInARow(caller: string, callee: string, times: number): Promise<void> {
	for (let time = 0; time < times; time++) {
		const talk = of(caller).call(callee);
		await talk.confirmed();
		await firstAudio(talk);
		talk.hangUp();
		await talk.over();
	}
}

/** Writes so many texts to each of these, one after the other, and none sooner than so many ms after the last. */
export async function writeInARow(writer: string, readers: readonly string[], { times, everyMs }: { times: number; everyMs: number }): Promise<void> {
	await Promise.all(readers.map(async (reader) => {
		for (let time = 0; time < times; time++) {
			const early = new Promise((resolve) => setTimeout(resolve, everyMs));
			await of(writer).write(reader, `Text number ${String(time)}`);
			await early;
		}
	}));
}

/** Until the first packet of sound has arrived. */
export async function firstAudio(talk: Talk): Promise<void> {
	const sounds = (): boolean | undefined => talk.connection?.getReceivers().some(({ track }) => track.kind === 'audio' && !track.muted);
	await until(() => sounds() ?? talk.isOver, 'sound arrives');
	if (talk.isOver) throw new Error('The call ended before there was sound.');
}

/** Leaves nothing of a telephone. */
export async function leave(user: string): Promise<void> {
	await of(user).stop();
	telephones.delete(user);
}

/** ms from `call()`. */
export interface SetUp {
	readonly invite: number;
	readonly confirmed: number;
	readonly sound: number;
}

/** When each user last sent an INVITE. */
const invitedAt = new Map<string, number>();
const send = Reflect.get(WebSocket.prototype, 'send');
WebSocket.prototype.send = function (this: WebSocket, data) {
	const [, caller] = typeof data === 'string' && data.startsWith('INVITE') ? /^From:.*sip:(\w+)@/m.exec(data) ?? [] : [];
	if (caller && !invitedAt.has(caller)) invitedAt.set(caller, performance.now());
	send.call(this, data);
};

/** Calls once, until there is sound. */
export async function setUp(caller: string, callee: string): Promise<SetUp> {
	invitedAt.delete(caller);
	const beganAt = performance.now();
	const talk = of(caller).call(callee);
	await talk.confirmed();
	const confirmedAt = performance.now();
	await firstAudio(talk);
	const soundAt = performance.now();
	talk.hangUp();
	await talk.over();
	await rest();
	return { invite: (invitedAt.get(caller) ?? NaN) - beganAt, confirmed: confirmedAt - beganAt, sound: soundAt - beganAt };
}

const conversations = new Map<string, Talk>();

/** Calls, and talks until further notice. */
export async function converse(caller: string, callee: string): Promise<void> {
	const talk = of(caller).call(callee);
	conversations.set(caller, talk);
	await talk.confirmed();
	await firstAudio(talk);
}

/** ms from the end of an outage. */
export interface Recovery {
	readonly registered: number;
	/** Asked for when registered: JsSIP alone ends a call that is to be held before. */
	readonly held: number;
}

/** From now, in which an outage ends, until one is registered and can hold the call; then hangs up. */
export async function recover(user: string): Promise<Recovery> {
	const beganAt = performance.now();
	const registered = await registeredAgain(user);
	const talk = conversations.get(user);
	await talk?.hold();
	const held = performance.now() - beganAt;
	talk?.hangUp();
	await talk?.over();
	return { registered, held };
}

/** ms from now until registered. */
export async function registeredAgain(user: string): Promise<number> {
	const beganAt = performance.now();
	await until(() => of(user).isRegistered, `${user} is registered again`);
	return performance.now() - beganAt;
}

/** ms from the start of a telephone until it is registered. */
export async function sitting(make: Make, wishes: Wishes): Promise<number> {
	const beganAt = performance.now();
	await sit(make, wishes);
	return performance.now() - beganAt;
}

let expected: Promise<Talk> | undefined;

/** From now on the next call is waited for. */
export function expect(callee: string): void {
	expected = new Promise((resolve) => (of(callee).onCall = resolve));
}

/** ms from answering the call that is expected to its first sound. */
export async function answering(): Promise<number> {
	const talk = await expected;
	if (!talk) throw new Error('No call is expected.');
	await rest();
	const beganAt = performance.now();
	talk.answer();
	await firstAudio(talk);
	const ms = performance.now() - beganAt;
	talk.hangUp();
	await rest();
	return ms;
}

export async function callUntilOver(caller: string, callee: string): Promise<void> {
	await of(caller).call(callee).over();
}

/** Lets what belongs to the call before come to its end. */
function rest(): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, 300));
}
