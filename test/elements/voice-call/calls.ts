import type { VoiceCall } from '../../../src/elements/voice-call/voice-call.js';
import { scriptedPhone, type ScriptedPhone } from '../../support/scripted-phone.js';
import { place, shown } from '../stage.js';

export type Stage = ScriptedPhone & { face: VoiceCall };

export async function staged(attributes: Readonly<Record<string, string>> = {}): Promise<Stage> {
	const scripted = await scriptedPhone();
	return { ...scripted, face: await place('voice-call', { phone: scripted.phone, attributes }) };
}

export async function ringing(from = '"Alice" <sip:1001@voice.test>'): Promise<Stage & ReturnType<ScriptedPhone['ring']>> {
	const stage = await staged();
	const rung = stage.ring(from);
	await shown(stage.face);
	return { ...stage, ...rung };
}

export async function talking(attributes: Readonly<Record<string, string>> = {}): Promise<Stage & Awaited<ReturnType<ScriptedPhone['dial']>>> {
	const stage = await staged(attributes);
	const dialled = await stage.dial('"Bob" <sip:1002@voice.test>');
	dialled.session.confirm();
	await shown(stage.face);
	return { ...stage, ...dialled };
}

/** What a screen reader was told last. */
export const announced = (face: VoiceCall): string => face.shadowRoot?.querySelector('.base > [role=status]')?.textContent ?? '';

export const sizeOf = (element: Element): number => Number.parseFloat(getComputedStyle(element).fontSize);
