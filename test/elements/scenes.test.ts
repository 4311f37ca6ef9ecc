import { expect } from '@open-wc/testing';
import { scenes } from '../../stories/scenes/scenes.js';
import { show, words } from './stage.js';

const whole = new CSSStyleSheet();
whole.replaceSync('.page { content-visibility: visible !important }');

/** Of what is out of sight and not laid out, axe would take old places for true ones. */
function layOutWhole({ shadowRoot }: HTMLElement): void {
	shadowRoot?.adoptedStyleSheets.push(whole);
}

describe('every state of every face', () => {
	for (const scheme of ['light', 'dark']) {
		for (const name of Object.keys(scenes)) {
			it(`${name}, ${scheme}: is no blank box, and passes axe`, async () => {
				document.documentElement.style.colorScheme = scheme;
				document.body.style.background = 'Canvas';
				const { face } = await show(name);
				expect(words(face) + (face.textContent ?? '')).not.to.equal('');
				layOutWhole(face);
				await expect(face).to.be.accessible();
			});
		}
	}
});
