import { expect } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { scenes } from '../../stories/scenes/scenes.js';
import { part, show } from '../elements/stage.js';

const styleOf = (element: Element, pseudo?: string): CSSStyleDeclaration => getComputedStyle(element, pseudo);

function moves({ animationName, transitionDuration, scrollBehavior }: CSSStyleDeclaration): boolean {
	return animationName !== 'none' || /[1-9]/.test(transitionDuration) || scrollBehavior !== 'auto';
}

describe('with reduced motion', () => {
	beforeEach(() => emulateMedia({ reducedMotion: 'reduce' }));
	afterEach(() => emulateMedia({ reducedMotion: 'no-preference' }));

	it('nothing pulses, breathes or glides in any state', async () => {
		const found: Record<string, string[]> = {};
		for (const name of Object.keys(scenes)) {
			const { face } = await show(name);
			const moving = [...face.shadowRoot!.querySelectorAll('*')].filter((one) => one.checkVisibility() && [undefined, '::before', '::after'].some((pseudo) => moves(styleOf(one, pseudo))));
			if (moving.length > 0) found[name] = moving.map((one) => `${one.localName} ${one.part.value}`);
			face.remove();
		}
		expect(found).to.deep.equal({});
	});
});

describe('in motion', () => {
	it('a ringing call pulses, and a pending command breathes', async () => {
		expect(styleOf(part((await show('call: ringing')).face, 'avatar'), '::after').animationName).to.equal('ring');
		expect(styleOf(part((await show('call: answering')).face, 'answer-button')).animationName).to.equal('breathe');
	});
});
