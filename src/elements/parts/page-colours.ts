import type { LitElement, ReactiveController } from 'lit';
import { BLACK, contrast, cssOf, luminance, MIDDLE, composited, parseColour, WHITE, type Colour } from './colour.js';
import { groundOf, type Ground } from './ground.js';

/** Text this light is written on something dark, even where that cannot be seen: on a picture. */
const LIGHT_TEXT = 0.35;
/** The least contrast of a text (WCAG 2, AA). */
const LEGIBLE = 4.5;
/** Two colours closer than that were not chosen for each other. */
const APART = 2;

/** How a face follows its page. Each is for an inline style of its `.base`, empty where the defaults hold. */
interface Following {
	readonly 'color-scheme': string;
	readonly '--_page-surface': string;
	readonly '--_page-text': string;
	/** For what stands on the page itself, with no card behind it. */
	readonly '--_page-ink': string;
}

/**
 * Lets a face follow the colours of its page where no token says otherwise: light or dark by the text and the background around it, its card a shade of that
 * background, its text that of the page as far as it stays legible. It looks after each update, and when the colour of the page's text changes.
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

	/** What the page looks like now, without a change to it. Nothing where an element of a stranger around it throws: the face stays as it is. */
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

	/** The inherited colour of the base has a transition that shows its end from the beginning, and whose event tells when the page has another. */
	#listenTo(base: HTMLElement | undefined): void {
		this.#base = base;
		this.#shown = {};
		base?.addEventListener('transitionrun', ({ target, propertyName }) => target === base && propertyName === 'color' && schedule(this));
	}
}

const waiting = new Set<PageColours>();

/** All faces look before any of them changes, so that the styles of the page are computed once. */
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

/** Nothing where the page has set neither. Those that follow the scheme themselves leave it as it is. */
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

/** Text that cannot be seen on the bare canvas stands on something else: in front of a picture, or in a closed shadow root. */
function isFaint(text: Colour, { painted, colour = text }: Ground): boolean {
	const seen = contrast(text, colour);
	return seen < LEGIBLE && (painted || seen > APART);
}

/** The text of a page that chose no colour. */
function isDefault(text: Colour): boolean {
	return ['rgb(0 0 0)', 'rgb(255 255 255)'].includes(cssOf(text));
}

/** A shade of the page, light or dark enough for every ink of ours. */
function surfaceLike(page: string): string {
	return `light-dark(oklch(from ${page} max(l, 0.985) min(c, 0.015) h), oklch(from ${page} clamp(0.2, l + 0.03, 0.25) min(c, 0.06) h))`;
}

function textLike(page: string): string {
	return `light-dark(oklch(from ${page} min(l, 0.24) min(c, 0.06) h), oklch(from ${page} max(l, 0.93) min(c, 0.04) h))`;
}
