import { expect } from '@open-wc/testing';
import { scenes } from '../../stories/scenes/scenes.js';
import { atRest, show, words } from './stage.js';

describe('every state of every face', () => {
	// Of what is out of sight and not laid out, axe would take old places for true ones.
	before(() => document.documentElement.style.setProperty('--_offscreen-page', 'visible'));
	after(() => document.documentElement.style.removeProperty('--_offscreen-page'));
	atRest();

	for (const scheme of ['light', 'dark']) {
		for (const name of Object.keys(scenes)) {
			it(`${name}, ${scheme}: is no blank box, and passes axe`, async () => {
				document.documentElement.style.colorScheme = scheme;
				document.body.style.background = 'Canvas';
				const { face } = await show(name);
				expect(words(face) + (face.textContent ?? '')).not.to.equal('');
				await expect(face).to.be.accessible();
			});
		}
	}
});
