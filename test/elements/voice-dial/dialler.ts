import type { PhoneConfig } from '../../../src/core/account/settings.js';
import type { VoiceDial } from '../../../src/elements/voice-dial/voice-dial.js';
import { scriptedPhone, type ScriptedPhone } from '../../support/scripted-phone.js';
import { enter, part, place } from '../stage.js';

export interface Dial extends ScriptedPhone {
	readonly face: VoiceDial;
	readonly input: HTMLInputElement;
}

/** A number field and its phone, registered. */
export async function dialler(attributes: Readonly<Record<string, string>> = {}, config: PhoneConfig = {}): Promise<Dial> {
	const scripted = await scriptedPhone(config);
	const face = await place('voice-dial', { phone: scripted.phone, attributes });
	return { ...scripted, face, input: part<HTMLInputElement>(face, 'input') };
}

/** Whom a phone has called. */
export const called = ({ signaling }: Pick<ScriptedPhone, 'signaling'>): string[] => signaling.invitations.map(({ session }) => session.remote.user);

/** Fills the form in and sends it. */
export function signIn(face: VoiceDial, password = 'geheim'): void {
	const [user, secret] = face.shadowRoot!.querySelectorAll('input');
	enter(user!, '1004');
	enter(secret!, password);
	secret!.form?.requestSubmit();
}
