import type { PhoneConfig } from '../../../src/core/account/settings.js';
import type { VoiceChat } from '../../../src/elements/voice-chat/voice-chat.js';
import { scriptedPhone, type ScriptedPhone } from '../../support/scripted-phone.js';
import { enter, part, place, press, shown } from '../stage.js';

export type Stage = ScriptedPhone & { face: VoiceChat };

export async function staged(attributes: Readonly<Record<string, string>> = { to: '1001' }, config: PhoneConfig = {}): Promise<Stage> {
	const scripted = await scriptedPhone(config);
	return { ...scripted, face: await place('voice-chat', { phone: scripted.phone, attributes }) };
}

export const field = (face: VoiceChat): HTMLTextAreaElement => part<HTMLTextAreaElement>(face, 'input');
export const bubbles = (face: VoiceChat): string[] => [...face.shadowRoot!.querySelectorAll('[part~=bubble]')].map(({ textContent }) => textContent ?? '');
export const sent = ({ signaling }: ScriptedPhone): string[] => signaling.texts.map(({ to, text }) => `${to.user}: ${text}`);

export function write(face: VoiceChat, text: string): void {
	enter(field(face), text);
	press(field(face), 'Enter');
}

/** The browser's next frames, in which it scrolls and looks what is in sight. */
export async function frames(face: VoiceChat): Promise<void> {
	for (let frame = 0; frame < 3; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
	await new Promise((resolve) => setTimeout(resolve, 100));
	await shown(face);
}
