import { expect } from '@open-wc/testing';
import { scenes } from '../../stories/scenes/scenes.js';
import { show, shown } from '../elements/stage.js';
import { until } from '../media/until.js';
import { cuttersOf, textsOf, type ShownText } from './shown-texts.js';

/** What may be cut, since others chose how long it is; and what scrolls. */
const CUT_BY_DESIGN = '[part~=name], [part~=address], header > bdi, [part~=unread] > bdi, [part~=previous] > bdi, [part~=offered] > bdi, output, [part~=list] *';

afterEach(() => document.documentElement.removeAttribute('lang'));

/** Texts of which a box hides lines for good: one that does not scroll, and is in none that does. Whom one would call is named by others. */
function hidden(texts: readonly ShownText[]): string[] {
	const isHidden = ({ element, boxes }: ShownText): boolean => cuttersWithin(element).some((one) => boxes.some((box) => box.top > one.getBoundingClientRect().bottom - 2));
	return texts.filter((text) => !text.element.closest(`${CUT_BY_DESIGN}, .caption[aria-hidden=true]`) && isHidden(text)).map(({ words }) => `hidden: ${words}`);
}

/** Words that go on in the next line, though they would fit into one. Chinese may do so. */
function broken(texts: readonly ShownText[]): string[] {
	const ours = texts.filter(({ element, boxes }) => boxes.length > 1 && !element.closest(CUT_BY_DESIGN));
	return ours.flatMap(({ node }) => [...node.data.matchAll(/(?<!\p{L})(?:(?!\p{Script=Han})\p{L}){2,13}(?!\p{L})/gu)].filter(({ 0: word, index }) => linesOf(node, index, index + word.length) > 1).map(([word]) => `broken: ${word}`));
}

function linesOf(text: Text, start: number, end: number): number {
	const range = document.createRange();
	range.setStart(text, start);
	range.setEnd(text, end);
	return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
}

/** What cuts an element off below, up to the first box that scrolls. */
function cuttersWithin(element: Element): Element[] {
	const cutters = cuttersOf(element);
	const scroller = cutters.findIndex((one) => /auto|scroll/.test(getComputedStyle(one).overflowY));
	return scroller < 0 ? cutters : cutters.slice(0, scroller);
}

/** Texts that reach out of what shows them: the face, a box that clips, or the button they stand in. */
function cut(texts: readonly ShownText[], face: HTMLElement): string[] {
	return texts.filter(({ element, boxes }) => !element.closest(CUT_BY_DESIGN) && boxes.some((box) => frames(element, face).some((frame) => box.left < frame.left - 1 || box.right > frame.right + 1))).map(({ words }) => words);
}

function frames(element: Element, face: HTMLElement): DOMRect[] {
	const button = element.closest('button');
	return [face, ...cuttersOf(element), ...(button ? [button] : [])].map((one) => one.getBoundingClientRect());
}

/** Pairs of texts that are written over each other. What floats does so. */
function overlapping(all: readonly ShownText[]): string[] {
	const texts = all.filter(({ element }) => !element.closest('[part~=new-messages]'));
	return texts.flatMap((one, index) => texts.slice(index + 1).filter((other) => one.seen.some((box) => other.seen.some((next) => overlap(box, next)))).map((other) => `${one.words} / ${other.words}`));
}

/** By more than the ascenders of small lines, which nobody sees. */
function overlap(one: DOMRect, other: DOMRect): boolean {
	return Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2 && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 5;
}

/** Placeholders that are wider than their field. */
function tooWide(face: HTMLElement): string[] {
	const fields = [...face.shadowRoot!.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')].filter((field) => field.checkVisibility() && field.value === '');
	return fields.filter((field) => widthOf(field.placeholder, field) > contentWidthOf(field)).map(({ placeholder }) => placeholder);
}

function widthOf(words: string, field: HTMLElement): number {
	const pen = document.createElement('canvas').getContext('2d')!;
	pen.font = getComputedStyle(field).font;
	return pen.measureText(words).width;
}

function contentWidthOf(field: HTMLElement): number {
	const { paddingInlineStart, paddingInlineEnd } = getComputedStyle(field);
	return field.clientWidth - parseFloat(paddingInlineStart) - parseFloat(paddingInlineEnd) + 1;
}

/** What is wrong with the texts of a face of that width. In a column that narrow a placeholder may end early, and a call button has no room for two words. */
function faults(face: HTMLElement, width: number): string[] {
	const texts = textsOf(face).filter(({ element }) => width > COLUMN || !element.matches('.pill > .stop'));
	return [...cut(texts, face), ...hidden(texts), ...overlapping(texts), ...broken(texts), ...(width > COLUMN ? tooWide(face) : [])];
}

/** A narrow column of a page. */
const COLUMN = 200;
/** That, the narrowest telephone, and the narrowest face whose controls have labels. */
const WIDTHS = [COLUMN, 320, 420];

describe('a narrow face', () => {
	// What is out of sight and not laid out has old places.
	before(() => document.documentElement.style.setProperty('--_offscreen-page', 'visible'));
	after(() => document.documentElement.style.removeProperty('--_offscreen-page'));

	for (const language of ['en', 'de', 'ru', 'zh-Hans']) {
		it(`cuts no word in ${language} in any state, and writes none over another`, async () => {
			document.documentElement.lang = language;
			const found: Record<string, string[]> = {};
			for (const name of Object.keys(scenes)) {
				const { face } = await show(name);
				await until(() => face.shadowRoot?.querySelector('.base')?.getAttribute('lang') === language.toLowerCase());
				await shown(face);
				for (const width of WIDTHS) {
					face.style.maxInlineSize = `${width}px`;
					const wrong = faults(face, width);
					if (wrong.length > 0) found[`${name}, ${width} px`] = wrong;
				}
				face.remove();
			}
			expect(found).to.deep.equal({});
		}).timeout(180_000);
	}
});
