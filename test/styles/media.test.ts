import { expect } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { part, show } from '../elements/stage.js';

const styleOf = (element: Element, pseudo?: string): CSSStyleDeclaration => getComputedStyle(element, pseudo);

describe('with reduced motion', () => {
	beforeEach(() => emulateMedia({ reducedMotion: 'reduce' }));
	afterEach(() => emulateMedia({ reducedMotion: 'no-preference' }));

	it('nothing pulses, breathes or glides', async () => {
		for (const name of ['call: ringing', 'call: holding', 'dial: connecting', 'call: answering']) {
			const { face } = await show(name);
			const moving = [...face.shadowRoot!.querySelectorAll('*')].flatMap((one) => [styleOf(one), styleOf(one, '::after')]).filter(({ animationName, transitionDuration }) => animationName !== 'none' || /[1-9]/.test(transitionDuration));
			expect(moving.length, name).to.equal(0);
		}
	});
});

describe('in motion', () => {
	it('a ringing call pulses, and a pending command breathes', async () => {
		expect(styleOf(part((await show('call: ringing')).face, 'avatar'), '::after').animationName).to.equal('ring');
		expect(styleOf(part((await show('call: answering')).face, 'answer-button')).animationName).to.equal('breathe');
	});
});
