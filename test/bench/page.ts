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

let invitedAt = 0;
const send = Reflect.get(WebSocket.prototype, 'send');
WebSocket.prototype.send = function (this: WebSocket, data) {
	if (invitedAt === 0 && typeof data === 'string' && data.startsWith('INVITE')) invitedAt = performance.now();
	send.call(this, data);
};

/** Calls once, until there is sound. */
export async function setUp(caller: string, callee: string): Promise<SetUp> {
	invitedAt = 0;
	const beganAt = performance.now();
	const talk = of(caller).call(callee);
	await talk.confirmed();
	const confirmedAt = performance.now();
	await firstAudio(talk);
	const soundAt = performance.now();
	talk.hangUp();
	await talk.over();
	await rest();
	return { invite: invitedAt - beganAt, confirmed: confirmedAt - beganAt, sound: soundAt - beganAt };
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
