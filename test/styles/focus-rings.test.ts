import { expect } from '@open-wc/testing';
import { scenes } from '../../stories/scenes/scenes.js';
import { show, shown } from '../elements/stage.js';
import { until } from '../media/until.js';
import { cuttersOf } from './shown-texts.js';

/** What has the focus shows it by itself, or by the field it stands in. */
const ringed = (element: Element): Element => element.closest('.field > :is(input, textarea)')?.parentElement ?? element;

/** By how many pixels a box around an element cuts off the outline it has now; links in texts may end where their line does. */
function cutOff(element: Element): number {
	const { outlineOffset, outlineWidth } = getComputedStyle(element);
	const reach = parseFloat(outlineOffset) + parseFloat(outlineWidth);
	const ring = element.getBoundingClientRect();
	return Math.max(0, ...cuttersOf(element.parentElement!).map((cutter) => {
		const frame = cutter.getBoundingClientRect();
		return Math.max(frame.left - ring.left, ring.right - frame.right, frame.top - ring.top, ring.bottom - frame.bottom) + reach;
	}));
}

/** What the Tab key leads to. */
function stops(face: HTMLElement): HTMLElement[] {
	const all = face.shadowRoot!.querySelectorAll<HTMLElement>('button, input, textarea, a[href], [tabindex="0"]');
	return [...all].filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('[inert], .bubble'));
}

describe('the focus', () => {
	afterEach(() => document.documentElement.removeAttribute('lang'));

	for (const [width, language] of [[200, 'ru'], [200, 'en'], [320, 'en'], [960, 'en']] as const) {
		it(`is seen all around whatever has it, in every state, at ${width} px (${language})`, async () => {
			document.documentElement.lang = language;
			const found: Record<string, string[]> = {};
			for (const name of Object.keys(scenes)) {
				const { face } = await show(name);
				face.style.inlineSize = `${width}px`;
				await until(() => face.shadowRoot?.querySelector('.base')?.getAttribute('lang') === language);
				await shown(face);
				const wrong = stops(face).flatMap((one) => {
					one.focus({ focusVisible: true });
					const ring = ringed(one);
					const named = one.part.value || one.localName;
					if (getComputedStyle(ring).outlineStyle === 'none') return [`no ring: ${named}`];
					return cutOff(ring) > 1 ? [`cut by ${cutOff(ring)} px: ${named}`] : [];
				});
				if (wrong.length > 0) found[name] = wrong;
				face.remove();
			}
			expect(found).to.deep.equal({});
		}).timeout(60_000);
	}
});
