import { expect } from '@open-wc/testing';
import { part, show } from '../elements/stage.js';
import { contrastBetween, faint } from './contrast.js';

const styleOf = (element: Element): CSSStyleDeclaration => getComputedStyle(element);

/** A scene inside an element with that style. */
async function within(style: string, name: string): Promise<HTMLElement> {
	const { face } = await show(name);
	const around = document.createElement('div');
	around.style.cssText = style;
	document.body.append(around);
	around.append(face);
	await face.updateComplete;
	return face;
}

const accents = ['#ffe14d', '#101060', '#e0218a', '#7aa7ff', '#0b6b3a', '#00ff00', '#ff0000', '#ffffff', '#000000', '#808080'];
const themes = accents.flatMap((accent) => [[accent, 'light'], [accent, 'dark']] as const);

/** Gives the element around a face an accent and a colour scheme. */
function dress(face: HTMLElement, [accent, scheme]: (typeof themes)[number]): void {
	face.parentElement?.style.setProperty('--voice-color-accent', accent);
	face.parentElement?.style.setProperty('color-scheme', scheme);
}

afterEach(() => document.querySelectorAll('body > div[style]').forEach((around) => around.remove()));

describe('a token of an ancestor', () => {
	const table: readonly (readonly [string, string, string, (face: HTMLElement) => string, string])[] = [
		['--voice-color-surface', 'rgb(1, 2, 3)', 'call: talking', (face) => styleOf(part(face, 'base')).backgroundColor, 'rgb(1, 2, 3)'],
		['--voice-color-raised', 'rgb(1, 2, 3)', 'dial: ready', (face) => styleOf(part(face, 'key')).backgroundColor, 'rgb(1, 2, 3)'],
		['--voice-color-text', 'rgb(1, 2, 3)', 'call: talking', (face) => styleOf(part(face, 'name')).color, 'rgb(1, 2, 3)'],
		['--voice-color-muted', 'rgb(1, 2, 3)', 'call: talking', (face) => styleOf(part(face, 'address')).color, 'rgb(1, 2, 3)'],
		['--voice-color-border', 'rgb(1, 2, 3)', 'call: talking', (face) => styleOf(part(face, 'base')).borderTopColor, 'rgb(1, 2, 3)'],
		['--voice-color-accent', 'rgb(1, 2, 3)', 'chat: person', (face) => styleOf(part(face, 'bubble outgoing')).backgroundColor, 'rgb(1, 2, 3)'],
		['--voice-color-answer', 'rgb(1, 2, 3)', 'dial: typed', (face) => styleOf(part(face, 'call-button')).backgroundColor, 'rgb(1, 2, 3)'],
		['--voice-color-hangup', 'rgb(1, 2, 3)', 'call: talking', (face) => styleOf(part(face, 'hangup-button')).backgroundColor, 'rgb(1, 2, 3)'],
		['--voice-color-warning', 'rgb(1, 2, 3)', 'call: nobody heard', (face) => styleOf(part(face, 'notice')).borderInlineStartColor, 'rgb(1, 2, 3)'],
		['--voice-font', 'monospace', 'call: talking', (face) => styleOf(part(face, 'name')).fontFamily, 'monospace'],
		['--voice-font-size', '30px', 'call: talking', (face) => styleOf(part(face, 'name')).fontSize, '30px'],
		['--voice-space', '10px', 'call: talking', (face) => styleOf(part(face, 'call')).paddingTop, '40px'],
		['--voice-radius', '3px', 'call: talking', (face) => styleOf(part(face, 'base')).borderRadius, '3px'],
		['--voice-target', '60px', 'dial: ready', (face) => styleOf(part(face, 'call-button')).minBlockSize, '60px'],
		['--voice-duration', '2s', 'call: talking', (face) => styleOf(part(face, 'control')).transitionDuration.split(',')[0] ?? '', '2s'],
	];
	for (const [token, value, scene, read, expected] of table) {
		it(`${token} is obeyed`, async () => expect(read(await within(`${token}: ${value}`, scene))).to.equal(expected));
	}

	for (const name of ['dial: typed', 'dial: sign in', 'call: ringing', 'call: muted', 'call: several', 'call: nobody heard', 'chat: person', 'chat: not sent', 'button: ready']) {
		it(`--voice-color-accent alone, whichever it is, gives a legible theme, light and dark: ${name}`, async () => {
			const face = await within('--voice-duration: 0s', name);
			const found: Record<string, string[]> = {};
			for (const theme of themes) {
				dress(face, theme);
				const wrong = faint(face, 4.5);
				if (wrong.length > 0) found[theme.join()] = wrong;
			}
			expect(found).to.deep.equal({});
		});
	}

	it('--voice-color-accent alone, whichever it is, leaves the focus visible', async () => {
		const face = await within('--voice-duration: 0s', 'dial: typed');
		part(face, 'key').focus({ focusVisible: true });
		for (const theme of themes) {
			dress(face, theme);
			expect(contrastBetween(styleOf(part(face, 'key')).outlineColor, styleOf(part(face, 'base')).backgroundColor), theme.join()).to.be.above(3);
		}
	});
});

describe('the colour scheme of an ancestor', () => {
	it('is followed', async () => {
		const [light, dark] = [await within('color-scheme: light', 'call: talking'), await within('color-scheme: dark', 'call: talking')].map((face) => styleOf(part(face, 'base')).backgroundColor);
		expect([light, dark]).to.deep.equal(['rgb(255, 255, 255)', 'rgb(23, 25, 29)']);
	});
});
