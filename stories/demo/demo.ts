import '../../src/index.js';
import type { VoiceRegistrationChangeEvent } from '../../src/index.js';

const dial = find('header voice-dial');
const guest = find('#guest');
const scheme = find('#scheme');
const how = find('#how');
const numbers = find('#numbers fieldset');

document.addEventListener('click', ({ target }) => {
	if (target instanceof HTMLElement && target.dataset.dial) dial.dial(target.dataset.dial);
});

/** There is nobody to call before one has signed in, and no need to say how to afterwards. */
find('#house').addEventListener('voice-registration-change', ({ registration }: VoiceRegistrationChangeEvent) => {
	const registered = registration.phase === 'registered';
	how.hidden = registered;
	numbers.disabled = !registered;
});

/** The server gives the second phone its number. */
guest.addEventListener('voice-registration-change', () => {
	const user = guest.phone.state.account?.user;
	if (!user) return;
	find('[data-guest]').textContent = user;
	find('[data-guest] ~ button').dataset.dial = user;
});

scheme.addEventListener('click', () => choose(scheme.getAttribute('aria-pressed') === 'true' ? 'light' : 'dark'));
choose(matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');

function choose(colors: 'light' | 'dark'): void {
	document.documentElement.style.colorScheme = colors;
	scheme.setAttribute('aria-pressed', String(colors === 'dark'));
}

interface Things {
	'header voice-dial': HTMLElementTagNameMap['voice-dial'];
	'#house': HTMLElementTagNameMap['voice-phone'];
	'#guest': HTMLElementTagNameMap['voice-phone'];
	'#numbers fieldset': HTMLFieldSetElement;
}

function find<Selector extends string>(selector: Selector): Selector extends keyof Things ? Things[Selector] : HTMLElement {
	const found = document.querySelector(selector);
	if (!found) throw new Error(`The page has lost its ${selector}.`);
	return found as Selector extends keyof Things ? Things[Selector] : HTMLElement;
}
