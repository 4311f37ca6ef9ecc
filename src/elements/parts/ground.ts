import { above } from '../../context/above.js';
import { composited, parseColour, WHITE, type Colour } from './colour.js';

/** What an element stands on: a colour that the page painted, or the bare canvas of the browser, or a picture, whose colour nobody knows. */
export type Ground = { readonly painted: true; readonly colour: Colour } | { readonly painted: false; readonly colour: Colour | undefined };

const DARK_CANVAS: Colour = [0.07, 0.07, 0.07, 1];
const PICTURE: Ground = { painted: false, colour: undefined };

/** What an element stands on, across shadow roots and along slots. `known` keeps what was found for elements around it. */
export function groundOf(element: Element, known: Map<Element, Ground>): Ground {
	const ground = known.get(element) ?? lookAt(element, known);
	known.set(element, ground);
	return ground;
}

function lookAt(element: Element, known: Map<Element, Ground>): Ground {
	const { backgroundColor, backgroundImage } = getComputedStyle(element);
	const own = parseColour(backgroundColor);
	if (own?.[3] === 1) return { painted: true, colour: own };
	if (backgroundImage !== 'none') return PICTURE;
	const outer = around(element);
	const behind = outer ? groundOf(outer, known) : { painted: false, colour: canvasOf(element.ownerDocument) };
	if (!own || own[3] === 0 || !behind.colour) return behind;
	return { painted: true, colour: composited(own, behind.colour) };
}

function around(element: Element): Element | undefined {
	const outer = above(element);
	if (outer instanceof ShadowRoot) return outer.host;
	return outer instanceof Element ? outer : undefined;
}

/** By the colour scheme of the document, which its style says, or its `<meta>`. */
function canvasOf(page: Document): Colour {
	const styled = getComputedStyle(page.documentElement).colorScheme;
	const scheme = styled === 'normal' ? (page.querySelector<HTMLMetaElement>('meta[name=color-scheme]')?.content ?? '') : styled;
	const dark = scheme.includes('dark') && (!scheme.includes('light') || matchMedia('(prefers-color-scheme: dark)').matches);
	return dark ? DARK_CANVAS : WHITE;
}
