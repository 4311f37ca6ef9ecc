import type { SessionFact } from '../../src/core/ports/session.js';
import type { Termination } from '../../src/core/call/termination.js';
import { VoiceError, type VoiceErrorCode } from '../../src/core/voice-error.js';
import { scriptedPhone, turn, type ScriptedPhone } from '../../test/support/scripted-phone.js';
import type { ScriptedSession } from '../../test/support/scripted-session.js';

/** A face in one of its states: what stands in the page, and how its phone comes there. */
export interface Scene {
	readonly face: 'voice-dial' | 'voice-call' | 'voice-chat';
	readonly attributes?: Readonly<Record<string, string>>;
	readonly label?: string;
	/** Whether the face has no phone. */
	readonly phoneless?: boolean;
	/** Whether an attribute is wrong on purpose, of which the console need not hear. */
	readonly mistaken?: boolean;
	readonly arrange: () => Promise<ScriptedPhone>;
	/** What somebody then does in the face. */
	readonly act?: (face: HTMLElement) => unknown;
}

/** A far end says yes to the call, so long ago. */
export const talking = (ms = 42_000): SessionFact => ({ type: 'confirmed', at: Date.now() - ms });

/** A far end, or the network, ends the call, so long after it began. */
export const ended = (termination: Termination, ms = 2000): SessionFact => ({ type: 'terminated', at: Date.now() + ms, termination });

/** An error as a protocol throws it. */
export const failed = (code: VoiceErrorCode, status?: number): VoiceError => new VoiceError(code, code, { status });

/** A phone to which something happens. */
export async function told<Scripted extends ScriptedPhone>(phone: Promise<Scripted>, act: (scripted: Scripted) => unknown): Promise<Scripted> {
	const scripted = await phone;
	await act(scripted);
	await turn();
	return scripted;
}

/** A phone in a page that keeps it from calling, with the error of `getUserMedia`. */
export function obstructed(name: 'SecurityError' | 'NotSupportedError' | 'PolicyError' | 'NotAllowedError' | 'NotFoundError'): Promise<ScriptedPhone> {
	return told(scriptedPhone(), ({ media }) => media.obstruct(new DOMException('No.', name)));
}

/** A phone with one call, and the far end of it. */
export interface ScriptedCall extends ScriptedPhone {
	readonly session: ScriptedSession;
}

/** A phone that rings, and the far end of that call. */
export async function incoming(act?: (scripted: ScriptedCall) => void | Promise<void>): Promise<ScriptedCall> {
	const scripted = await scriptedPhone();
	const { session } = scripted.ring('"Alice Lindqvist" <sip:1001@voice.test>');
	const call = { ...scripted, session };
	await act?.(call);
	return call;
}

/** A phone whose call goes on after a reload, while the browser keeps the microphone back; it gives it at the next try. */
export async function resumedSilently(): Promise<ScriptedCall> {
	const scripted = await scriptedPhone();
	scripted.media.denial = new DOMException('No.', 'NotAllowedError');
	const { session } = await scripted.resume('"Alice Lindqvist" <sip:1001@voice.test>');
	scripted.media.denial = undefined;
	return { ...scripted, session };
}

/** A phone that has dialled, and what happened then. */
export async function outgoing(...facts: readonly SessionFact[]): Promise<ScriptedCall> {
	const scripted = await scriptedPhone();
	const { session } = await scripted.dial('"Bob Marsh" <sip:1002@voice.test>');
	facts.forEach((fact) => session.tell(fact));
	return { ...scripted, session };
}
