import type { Call } from '../../../src/core/call/call.js';
import type { ConfirmedCall, TerminatedCall } from '../../../src/core/call/call-state.js';
import type { Phone } from '../../../src/core/phone.js';
import type { Termination } from '../../../src/core/call/termination.js';
import { nextCall, reached, until } from '../../support/phones.js';
import * as tones from '../../support/tones.js';

export interface Conversation {
	readonly outgoing: Call;
	readonly incoming: Call;
}

/** The callee's phone rings. */
export async function ringing(caller: Phone, callee: Phone, to: string): Promise<Conversation> {
	const outgoing = caller.call(to);
	return { outgoing, incoming: await nextCall(callee) };
}

/** Both talk. */
export async function talking(caller: Phone, callee: Phone, to: string): Promise<Conversation> {
	const conversation = await ringing(caller, callee, to);
	await conversation.incoming.answer();
	await reached(conversation.outgoing, 'confirmed');
	return conversation;
}

/** This pitch arrives in the call. */
export async function hears(call: Call, hz: number): Promise<void> {
	await tones.hears(await soundOf(call), hz);
}

/** This pitch has gone from the call: 40 dB down. */
export async function hearsNothingAt(call: Call, hz: number): Promise<void> {
	await tones.silentAt(await soundOf(call), hz);
}

/** The state of a call in which both talk. */
export async function confirmed(call: Call): Promise<ConfirmedCall> {
	await until(call, ({ phase }) => phase === 'confirmed' || phase === 'terminated');
	if (call.state.phase !== 'confirmed') throw new Error(`The call is not confirmed: ${JSON.stringify(call.state)}`);
	return call.state;
}

/** How a call ended, once it has. */
export async function ended(call: Call): Promise<Termination> {
	await reached(call, 'terminated');
	return (call.state as TerminatedCall).termination;
}

async function soundOf(call: Call): Promise<MediaStream> {
	await eventually(() => call.remoteStream !== undefined, 'sound arrives');
	return call.remoteStream as MediaStream;
}

/** Waits until something is so that tells nobody. */
export async function eventually(isSo: () => unknown, what: string, timeoutMs = 15_000): Promise<void> {
	const deadline = performance.now() + timeoutMs;
	while (!(await isSo())) {
		if (performance.now() > deadline) throw new Error(`Not in ${timeoutMs} ms: ${what}`);
		await pause(20);
	}
}

export function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
