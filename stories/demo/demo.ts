import '../../src/index.js';
import type { VoiceDial } from '../../src/elements/voice-dial/voice-dial.js';
import type { VoicePhone } from '../../src/elements/voice-phone/voice-phone.js';

const dial = document.querySelector<VoiceDial>('header voice-dial');
const guest = document.querySelector<VoicePhone>('#guest');
const scheme = document.querySelector<HTMLButtonElement>('#scheme');

document.addEventListener('click', ({ target }) => {
	const number = target instanceof HTMLElement ? target.dataset.dial : undefined;
	if (number) dial?.dial(number);
});

/** The second phone is given its number by the server. */
guest?.addEventListener('voice-registration-change', () => {
	const user = guest.phone?.state.account?.user;
	if (user) nameGuest(user);
});

scheme?.addEventListener('click', () => chooseScheme(scheme.getAttribute('aria-pressed') !== 'true'));
chooseScheme(matchMedia('(prefers-color-scheme: dark)').matches);

function nameGuest(user: string): void {
	for (const label of document.querySelectorAll('[data-guest]')) label.textContent = user;
	const button = document.querySelector<HTMLElement>('[data-guest] ~ [data-dial]');
	if (button) button.dataset.dial = user;
}

function chooseScheme(dark: boolean): void {
	document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
	scheme?.setAttribute('aria-pressed', String(dark));
}
