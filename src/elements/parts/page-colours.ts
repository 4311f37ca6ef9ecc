import type { LitElement, ReactiveController } from 'lit';
import { BLACK, contrast, cssOf, luminance, MIDDLE, composited, parseColour, WHITE, type Colour } from './colour.js';
import { groundOf, type Ground } from './ground.js';

/** Text lighter than this is on something dark, even if that is an image. */
const LIGHT_TEXT = 0.35;
/** Least contrast of text (WCAG 2, AA). */
const LEGIBLE = 4.5;
/** Colours with less contrast were not chosen for each other. */
const APART = 2;

/** Colours that an element takes from its page, for the inline style of its `.base`; empty where the defaults apply. */
interface Following {
	readonly 'color-scheme': string;
	readonly '--_page-surface': string;
	readonly '--_page-text': string;
	/** For text on the page itself, without a card behind it. */
	readonly '--_page-ink': string;
}

/**
 * Adapts an element to the colours of its page where no token overrides them: the colour scheme follows the text and
 * the background around it, the card is a shade of that background, and the text is that of the page as far as it has
 * enough contrast. It updates after each update of the element, and when the text colour of the page changes.
 */
export class PageColours implements ReactiveController {
	readonly #host: LitElement;
	#base: HTMLElement | undefined;
	#shown: Partial<Following> = {};

	constructor(host: LitElement) {
		this.#host = host;
		host.addController(this);
	}

	hostUpdated(): void {
		const base = this.#host.shadowRoot?.querySelector<HTMLElement>('.base') ?? undefined;
		if (base !== this.#base) this.#listenTo(base);
		schedule(this);
	}

	/** The present colours of the page. `undefined` if a foreign element around it throws. */
	read(known: Map<Element, Ground>): Following | undefined {
		try {
			return this.#base?.isConnected ? following(this.#host, known) : undefined;
		} catch {
			return undefined;
		}
	}

	write(now: Following): void {
		for (const name of Object.keys(now) as (keyof Following)[]) {
			if (now[name] !== (this.#shown[name] ?? '')) this.#base?.style.setProperty(name, now[name]);
		}
		this.#shown = now;
	}

	/**
	 * The text colour of the base has a transition that shows its end value at once, and whose event reports a change
	 * by the page.
	 */
	#listenTo(base: HTMLElement | undefined): void {
		this.#base = base;
		this.#shown = {};
		base?.addEventListener('transitionrun', ({ target, propertyName }) => target === base && propertyName === 'color' && schedule(this));
	}
}

const waiting = new Set<PageColours>();

/** All elements measure before any of them changes, so styles are computed once. */
function schedule(colours: PageColours): void {
	if (waiting.size === 0) queueMicrotask(lookAround);
	waiting.add(colours);
}

function lookAround(): void {
	const known = new Map<Element, Ground>();
	const faces = [...waiting];
	waiting.clear();
	const found = faces.map((colours) => [colours, colours.read(known)] as const);
	for (const [colours, now] of found) if (now) colours.write(now);
}

function following(host: Element, known: Map<Element, Ground>): Following {
	const style = getComputedStyle(host);
	const token = (name: string): string => style.getPropertyValue(`--voice-color-${name}`).trim();
	const ground = groundOf(host, known);
	const { colour } = ground;
	const ink = parseColour(style.color) ?? BLACK;
	const text = colour ? composited(ink, colour) : ink;
	return {
		'color-scheme': schemeOfTokens(token('surface'), token('text')) ?? schemeAround(text, ground),
		'--_page-surface': ground.painted ? surfaceLike(cssOf(ground.colour)) : '',
		'--_page-text': ground.painted || !isDefault(text) ? textLike(cssOf(text)) : '',
		'--_page-ink': colour && isFaint(text, ground) ? cssOf(luminance(colour) > MIDDLE ? BLACK : WHITE) : '',
	};
}

/** Nothing if the page set neither colour. Elements that follow the colour scheme keep it. */
function schemeOfTokens(surface: string, text: string): string | undefined {
	if (surface) return schemeOf(surface, (colour) => luminance(colour) < MIDDLE);
	return text ? schemeOf(text, (colour) => luminance(colour) > MIDDLE) : undefined;
}

function schemeOf(token: string, isDark: (colour: Colour) => boolean): string {
	const colour = parseColour(token);
	if (!colour || colour[3] < 1) return '';
	return isDark(colour) ? 'dark' : 'light';
}

function schemeAround(text: Colour, { painted, colour }: Ground): string {
	if (!painted) return luminance(text) > LIGHT_TEXT ? 'dark' : '';
	const dark = contrast(text, colour) < APART ? luminance(colour) < MIDDLE : luminance(text) > luminance(colour);
	return dark ? 'dark' : 'light';
}

/** Text without contrast on the canvas is on something else: an image, or a closed shadow root. */
function isFaint(text: Colour, { painted, colour = text }: Ground): boolean {
	const seen = contrast(text, colour);
	return seen < LEGIBLE && (painted || seen > APART);
}

/** The text colour of a page that set none. */
function isDefault(text: Colour): boolean {
	return ['rgb(0 0 0)', 'rgb(255 255 255)'].includes(cssOf(text));
}

/** A shade of the page’s background on which all text colours have enough contrast. */
function surfaceLike(page: string): string {
	return `light-dark(oklch(from ${page} max(l, 0.985) min(c, 0.015) h), oklch(from ${page} clamp(0.2, l + 0.03, 0.25) min(c, 0.06) h))`;
}

function textLike(page: string): string {
	return `light-dark(oklch(from ${page} min(l, 0.24) min(c, 0.06) h), oklch(from ${page} max(l, 0.93) min(c, 0.04) h))`;
}
