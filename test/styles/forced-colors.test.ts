import { expect } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import { scenes } from '../../stories/scenes/scenes.js';
import { part, show } from '../elements/stage.js';
import { around, contrastBetween, faint } from './contrast.js';
import { textsOf } from './shown-texts.js';

const INKS = ['CanvasText', 'LinkText', 'ButtonText', 'GrayText', 'HighlightText'];
const FILLS = ['Canvas', 'ButtonFace', 'Highlight'];
/** Too pale or too full of holes to need an edge: bars of a level, the picture of a camera, and the cards whose edge is the face. */
const EDGELESS = '.level *, .picture, .notice, .card';

const styleOf = (element: Element): CSSStyleDeclaration => getComputedStyle(element);
const forceColors = (scheme?: 'light' | 'dark'): Promise<unknown> => executeServerCommand('force-colors', scheme);

/** What the system makes of these colours. */
function systemColours(names: readonly string[]): Set<string> {
	const sample = document.createElement('i');
	document.body.append(sample);
	const colours = names.map((name) => {
		sample.style.color = name;
		return styleOf(sample).color;
	});
	sample.remove();
	return new Set(colours);
}

function visible(face: HTMLElement, selector: string): Element[] {
	return [...face.shadowRoot!.querySelectorAll(selector)].filter((one) => one.checkVisibility({ visibilityProperty: true }));
}

function behind(element: Element): string {
	const { backgroundColor } = styleOf(element);
	const outer = around(element);
	return outer && / 0\)$/.test(backgroundColor) ? behind(outer) : backgroundColor;
}

/** A border all around that stands out from what it is drawn on. */
function hasEdge(element: Element): boolean {
	const { borderTopWidth, borderLeftWidth, borderTopStyle, borderTopColor } = styleOf(element);
	return borderTopStyle !== 'none' && parseFloat(borderTopWidth) >= 1 && parseFloat(borderLeftWidth) >= 1 && contrastBetween(borderTopColor, behind(around(element)!)) >= 3;
}

const named = (element: Element): string => `${element.localName} ${element.getAttribute('part') ?? ''} ${element.getAttribute('class') ?? ''}`.trim();

/** Whatever has a fill while the page chooses the colours. */
function filled(face: HTMLElement): Element[] {
	return visible(face, '.base *').filter((one) => !one.matches(EDGELESS) && !/[,/] 0\)$/.test(styleOf(one).backgroundColor));
}

/** Whether words stand on the colour of a selection, where a browser paints the colour of the page behind them unless it is told not to. */
function isPainted(element: Element): boolean {
	return systemColours(['Highlight']).has(behind(element)) && (element.matches('[data-count]') || /\S/.test(element.textContent ?? '')) && styleOf(element).forcedColorAdjust !== 'none';
}

/** What is wrong with a face of which these are filled in usual colours. */
function faults(face: HTMLElement, fills: readonly Element[]): string[] {
	const [inks, grounds, [grey]] = [systemColours(INKS), systemColours(FILLS), systemColours(['GrayText'])];
	const controls = visible(face, 'button, input, textarea').map((one) => one.closest('.field > input, .field > textarea')?.parentElement ?? one);
	const disabled = visible(face, '[aria-disabled=true]');
	return [
		...controls.filter((one) => !hasEdge(one)).map((one) => `no edge: ${named(one)}`),
		...fills.filter((one) => !hasEdge(one)).map((one) => `told by fill alone: ${named(one)}`),
		...disabled.filter((one) => styleOf(one).color !== grey || styleOf(one).borderTopColor !== grey).map((one) => `disabled and not grey: ${named(one)}`),
		...visible(face, 'svg').concat(textsOf(face).map(({ element }) => element)).filter((one) => !inks.has(styleOf(one).color) || !grounds.has(behind(one))).map((one) => `no system colour: ${named(one)} ${styleOf(one).color} on ${behind(one)}`),
		...visible(face, '.base *').filter(isPainted).map((one) => `behind its text the system paints its own ground: ${named(one)}`),
		...visible(face, '.field > :is(input, textarea)').filter((one) => styleOf(one).borderTopWidth !== '0px').map((one) => `cuts the corners of its field: ${named(one)}`),
		...faint(face, 4.5),
	];
}

describe('with forced colours', () => {
	before(() => document.documentElement.style.setProperty('background', 'Canvas'));
	after(() => document.documentElement.style.removeProperty('background'));
	afterEach(() => forceColors());

	for (const scheme of ['light', 'dark'] as const) {
		it(`everything has an edge and a colour of the system in every state, ${scheme}`, async () => {
			const found: Record<string, string[]> = {};
			for (const name of Object.keys(scenes)) {
				const { face } = await show(name);
				face.style.setProperty('--voice-duration', '0s');
				const fills = filled(face);
				await forceColors(scheme);
				const wrong = faults(face, fills);
				if (wrong.length > 0) found[name] = [...new Set(wrong)];
				await forceColors();
				face.remove();
			}
			expect(found).to.deep.equal({});
		});
	}

	it('the focus is outlined', async () => {
		for (const [name, control] of [['dial: typed', 'call-button'], ['call: talking', 'hangup-button'], ['chat: person', 'input'], ['dial: typed', 'input']] as const) {
			const { face } = await show(name);
			await forceColors('dark');
			const one = part(face, control);
			one.focus();
			const outlined = one.closest('.field') ?? one;
			expect(styleOf(outlined).outlineStyle, name).to.equal('solid');
			expect(contrastBetween(styleOf(outlined).outlineColor, behind(around(outlined)!)), name).to.be.at.least(3);
			await forceColors();
		}
	});

	it('an own message differs from another’s, and an active control from one that is not, by more than their place', async () => {
		await forceColors('light');
		const { face: chat } = await show('chat: person');
		expect(styleOf(part(chat, 'bubble outgoing')).borderTopWidth).not.to.equal(styleOf(part(chat, 'bubble incoming')).borderTopWidth);
		const { face: call } = await show('call: muted');
		const { color, backgroundColor } = styleOf(part(call, 'control active'));
		expect([color, backgroundColor]).to.deep.equal([...systemColours(['HighlightText', 'Highlight'])]);
		expect(part(call, 'control active').textContent).to.contain('Unmute');
	});

	it('each light of the lamp has a shape of its own', async () => {
		await forceColors('light');
		const shapes = new Map<string, string>();
		for (const name of Object.keys(scenes).filter((scene) => scene.startsWith('dial: '))) {
			const lamp = (await show(name)).face.shadowRoot!.querySelector('.lamp');
			if (lamp) shapes.set(lamp.getAttribute('part')!, lamp.innerHTML.replace(/<!--.*?-->/g, ''));
		}
		expect(shapes.size).to.equal(4);
		expect(new Set(shapes.values()).size).to.equal(4);
	});
});
