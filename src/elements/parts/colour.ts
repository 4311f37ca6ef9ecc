/** Red, green, blue and opacity, 0 to 1. */
export type Colour = readonly [red: number, green: number, blue: number, alpha: number];

export const BLACK: Colour = [0, 0, 0, 1];
export const WHITE: Colour = [1, 1, 1, 1];

/** Relative luminance (WCAG 2) on which black and white have equal contrast. */
export const MIDDLE = 0.179;

const known = new Map<string, Colour | undefined>();
/** Cache size; bounds the memory for a page whose colours never repeat. */
const MOST = 500;

/** Parses a CSS colour. `undefined` for what depends on its context, like `currentcolor`, or is no colour. */
export function parseColour(css: string): Colour | undefined {
	if (known.size > MOST) known.clear();
	if (!known.has(css)) known.set(css, rgbOf(css) ?? paintedOf(css));
	return known.get(css);
}

/** The usual form of computed colours. */
function rgbOf(css: string): Colour | undefined {
	const [, red, green, blue, alpha = 1] = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/.exec(css) ?? [];
	return red === undefined ? undefined : [Number(red) / 255, Number(green) / 255, Number(blue) / 255, Number(alpha)];
}

/** Any other form, by a pixel in that colour. */
function paintedOf(css: string): Colour | undefined {
	if (/currentcolor|light-dark\(/i.test(css) || !CSS.supports('color', css)) return undefined;
	const pen = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
	if (!pen) return undefined;
	pen.fillStyle = css;
	pen.fillRect(0, 0, 1, 1);
	const [red = 0, green = 0, blue = 0, alpha = 0] = pen.getImageData(0, 0, 1, 1).data;
	return [red / 255, green / 255, blue / 255, alpha / 255];
}

/** Blends a colour with the one behind it. */
export function composited([red, green, blue, alpha]: Colour, behind: Colour): Colour {
	const mixed = (channel: number, index: number): number => channel * alpha + (behind[index] ?? 0) * (1 - alpha);
	return [mixed(red, 0), mixed(green, 1), mixed(blue, 2), alpha + behind[3] * (1 - alpha)];
}

/** Relative luminance (WCAG 2) of an opaque colour, 0 to 1. */
export function luminance([red, green, blue]: Colour): number {
	const linear = (channel: number): number => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
	return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** Contrast ratio (WCAG 2) of two opaque colours, 1 to 21. */
export function contrast(one: Colour, other: Colour): number {
	const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
	return (light + 0.05) / (dark + 0.05);
}

export function cssOf([red, green, blue]: Colour): string {
	return `rgb(${[red, green, blue].map((channel) => Math.round(channel * 255)).join(' ')})`;
}
