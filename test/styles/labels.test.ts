import { expect } from '@open-wc/testing';
import { scenes } from '../../stories/scenes/scenes.js';
import { show } from '../elements/stage.js';

/** Words that must be read whole; names and addresses may be cut. */
const WORDS = 'button, [part~=state], [role=status], [role=alert], .caption, .label, .empty, label > span:first-child';

afterEach(() => document.documentElement.removeAttribute('lang'));

describe('at 320 px', () => {
	for (const language of ['en', 'de']) {
		for (const name of Object.keys(scenes)) {
			it(`${name} cuts no word in ${language}`, async () => {
				document.documentElement.lang = language;
				const { face } = await show(name);
				face.style.maxInlineSize = '320px';
				const { left, right } = face.getBoundingClientRect();
				const seen = [...face.shadowRoot!.querySelectorAll<HTMLElement>(WORDS)].filter((one) => one.checkVisibility() && !one.matches('.unseen, .unseen *') && getComputedStyle(one).clipPath === 'none');
				const cut = seen.filter((one) => {
					const box = one.getBoundingClientRect();
					return box.left < left - 1 || box.right > right + 1 || one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline';
				});
				expect(cut.map(({ textContent }) => textContent?.trim())).to.deep.equal([]);
			});
		}
	}
});
