import type { Phone } from '../../src/core/phone.js';
import type { VoicePhone } from '../../src/elements/voice-phone/voice-phone.js';

/** Which of the page's `<voice-phone>`s a phone belongs to, by id or number: two phones themselves are nothing that a failed comparison could print. */
export function nameOf(phone: Phone | undefined, elements: Iterable<VoicePhone> = document.querySelectorAll('voice-phone')): string {
	if (!phone) return 'nothing';
	const owners = [...elements];
	const index = owners.findIndex((element) => element.phone === phone);
	return owners[index]?.id || (index < 0 ? 'another' : `number ${index + 1}`);
}
