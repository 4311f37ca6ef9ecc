import { above } from '../../context/above.js';
import { composited, parseColour, WHITE, type Colour } from './colour.js';
import { inheritedMember } from '../../core/inherited-member.js';

/**
 * The background of an element: a colour painted by the page, the canvas of the browser, or an image of unknown colour.
 */
export type Ground = { readonly painted: true; readonly colour: Colour } | { readonly painted: false; readonly colour: Colour | undefined };

const DARK_CANVAS: Colour = [0.07, 0.07, 0.07, 1];
const PICTURE: Ground = { painted: false, colour: undefined };

/** Finds the background of an element across shadow roots and slots. `known` caches the results of its ancestors. */
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

/** Depends on the colour scheme of the document, set by its style or `<meta>`. */
function canvasOf(page: Document): Colour {
	const styled = getComputedStyle(inheritedMember(page, 'documentElement')).colorScheme;
	const scheme = styled === 'normal' ? (inheritedMember(page, 'querySelector')<HTMLMetaElement>('meta[name=color-scheme]')?.content ?? '') : styled;
	const dark = scheme.includes('dark') && (!scheme.includes('light') || matchMedia('(prefers-color-scheme: dark)').matches);
	return dark ? DARK_CANVAS : WHITE;
}
