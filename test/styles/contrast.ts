import { textsOf } from './shown-texts.js';

type Colour = readonly [red: number, green: number, blue: number, alpha: number];

const pen = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;

/** The texts of a face whose contrast (WCAG 2) with what lies behind them is lower than that, with the contrast. */
export function faint(face: HTMLElement, lowest: number): string[] {
	return textsOf(face).filter(({ element }) => !element.closest('[aria-disabled=true], video')).flatMap(({ words, element }) => {
		const contrast = contrastOf(element);
		return contrast < lowest ? [`${words}: ${contrast.toFixed(2)}`] : [];
	});
}

/** Contrast of the ink of an element with what lies behind it. */
function contrastOf(element: Element): number {
	const behind = backgroundOf(element);
	return ratio(over(colourOf(getComputedStyle(element).color), behind), behind);
}

/** Contrast of any two colours as CSS writes them, of which the second is opaque. */
export function contrastBetween(one: string, other: string): number {
	return ratio(over(colourOf(one), colourOf(other)), colourOf(other));
}

function backgroundOf(element: Element): Colour {
	const own = colourOf(getComputedStyle(element).backgroundColor);
	if (own[3] === 1) return own;
	const outer = around(element);
	return over(own, outer ? backgroundOf(outer) : [255, 255, 255, 1]);
}

/** What an element stands in, be it the host of its shadow root. */
export function around({ parentElement, parentNode }: Element): Element | undefined {
	return parentElement ?? (parentNode instanceof ShadowRoot ? parentNode.host : undefined);
}

const known = new Map<string, Colour>();

/** Any colour that CSS can write, as a pixel of it. */
function colourOf(css: string): Colour {
	const colour = known.get(css) ?? pixelOf(css);
	known.set(css, colour);
	return colour;
}

function pixelOf(css: string): Colour {
	pen.clearRect(0, 0, 1, 1);
	pen.fillStyle = css;
	pen.fillRect(0, 0, 1, 1);
	const [red = 0, green = 0, blue = 0, alpha = 0] = pen.getImageData(0, 0, 1, 1).data;
	return [red, green, blue, alpha / 255];
}

function over([red, green, blue, alpha]: Colour, behind: Colour): Colour {
	const mixed = [red, green, blue].map((channel, index) => channel * alpha + (behind[index] ?? 0) * (1 - alpha));
	return [mixed[0] ?? 0, mixed[1] ?? 0, mixed[2] ?? 0, 1];
}

function ratio(one: Colour, other: Colour): number {
	const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
	return (light + 0.05) / (dark + 0.05);
}

function luminance([red, green, blue]: Colour): number {
	const [r = 0, g = 0, b = 0] = [red, green, blue].map((channel) => {
		const share = channel / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
