import { expect } from '@open-wc/testing';
import { scenes } from '../../stories/scenes/scenes.js';
import { part, place, show } from '../elements/stage.js';
import { scriptedPhone } from '../support/scripted-phone.js';

/** What pages do to elements that are not theirs. */
const HOSTILE = [
	'* { all: revert }',
	'* { all: unset }',
	'* { all: revert !important }',
	'* { all: unset !important }',
	'body * { box-sizing: content-box !important; line-height: 3 !important; font-size: 30px !important; font-weight: 900 !important }',
	'* { display: flex; max-width: 100%; overflow: hidden; position: relative; transition: all 9s !important }',
	'html { font-size: 40px } body { font-size: 40px }',
	'html { font-size: 62.5% }',
	'* { box-sizing: content-box !important; line-height: 3; letter-spacing: 4px; text-transform: uppercase; text-align: center; white-space: nowrap; font-style: italic; text-indent: 2em; word-spacing: 1em }',
	'button, input, textarea, p, svg { display: none !important; padding: 40px; color: red }',
	'body { text-shadow: 0 0 4px red; cursor: none; list-style: square; user-select: none; hyphens: auto; color: red; font-weight: 900 }',
] as const;

const shapes = ['dial: typed', 'dial: without keypad', 'call: ringing', 'call: several', 'call: keypad', 'chat: person'];

/** Where every visible thing of a face stands. How high a conversation may be is the host's to say, and so the page's. */
function layout(face: HTMLElement): string[] {
	const heights = face.localName !== 'voice-chat';
	const origin = face.shadowRoot!.querySelector('.base')!.getBoundingClientRect();
	return [...face.shadowRoot!.querySelectorAll('button, input, textarea, svg, [part~=name], [part~=bubble], [part~=avatar]')].map((one) => {
		const { x, y, width, height } = one.getBoundingClientRect();
		const box = [x - origin.x, width, ...(heights ? [y - origin.y, height] : [])];
		return `${one.localName} ${one.part.value}: ${box.map(Math.round).join(' ')}`;
	});
}

/** A face 320 px wide in a page with that style sheet. */
async function layoutIn(page: string, name: string): Promise<string[]> {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(page);
	const { face } = await show(name);
	const box = document.createElement('div');
	box.style.cssText = 'all: initial !important; display: block !important; inline-size: 320px !important; block-size: auto !important';
	document.body.append(box);
	box.append(face);
	document.adoptedStyleSheets = [sheet];
	await face.updateComplete;
	const found = layout(face);
	document.adoptedStyleSheets = [];
	box.remove();
	return found;
}

describe('a face in a hostile page', () => {
	for (const name of shapes) {
		for (const page of HOSTILE) {
			it(`${name} looks the same under ${page.slice(0, 40)}`, async () => {
				const [here, there] = [await layoutIn('', name), await layoutIn(page, name)];
				if (page.includes('40px }')) expect(there.length).to.equal(here.length);
				else expect(there).to.deep.equal(here);
			});
		}
	}

	for (const name of Object.keys(scenes).filter((scene) => !scene.startsWith('button'))) {
		it(`${name} fits into 320 px with a root font of 40 px`, async () => {
			document.documentElement.style.fontSize = '40px';
			const { face } = await show(name);
			face.style.inlineSize = '320px';
			await face.updateComplete;
			const { right } = face.getBoundingClientRect();
			const out = [...face.shadowRoot!.querySelectorAll('button, input, textarea, p')].filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > right + 1).map((one) => one.outerHTML.slice(0, 80));
			document.documentElement.style.fontSize = '';
			expect(out).to.deep.equal([]);
		});
	}
});

describe('hidden', () => {
	for (const tag of ['voice-dial', 'voice-call', 'voice-chat'] as const) {
		it(`wins over everything in ${tag}`, async () => {
			const { phone } = await scriptedPhone();
			const face = await place(tag, { phone, attributes: { hidden: '' } });
			face.style.display = 'grid';
			expect(getComputedStyle(face).display).to.equal('none');
		});
	}

	it('wins over a visible ancestor that is hidden itself', async () => {
		const { phone } = await scriptedPhone();
		const face = await place('voice-dial', { phone });
		face.style.visibility = 'hidden';
		expect(getComputedStyle(part(face, 'call-button')).visibility).to.equal('hidden');
	});
});
