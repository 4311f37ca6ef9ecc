import { html, nothing, type TemplateResult } from 'lit';
import { cleanLine, isHeaderSafe } from '../../core/text.js';
import { VoiceError } from '../../core/voice-error.js';
import type { Translate } from '../../i18n/translate.js';
import { ownProperties } from '../../core/own-properties.js';

type Words = 'dial.fallback-tel' | 'dial.fallback-sms' | 'dial.fallback-mail' | 'dial.fallback-web';

/** Another way to contact somebody. */
export interface Fallback {
	readonly href: string;
	readonly words: Words;
	/** Its target as shown. */
	readonly target: string;
}

const LONGEST = 512;

const WAYS: Readonly<Record<string, { readonly words: Words; readonly target: (url: URL) => string }>> = {
	'tel:': { words: 'dial.fallback-tel', target: ({ pathname }) => pathname.split(';')[0] ?? '' },
	'sms:': { words: 'dial.fallback-sms', target: ({ pathname }) => pathname.split(';')[0] ?? '' },
	'mailto:': { words: 'dial.fallback-mail', target: ({ pathname }) => pathname },
	'https:': { words: 'dial.fallback-web', target: ({ hostname }) => hostname },
};

/**
 * Parses the attribute `fallback`. Other schemes are refused: a `javascript:` URL would run.
 *
 * @throws {VoiceError} `configuration`.
 */
export function parseFallback(value: string): Fallback | undefined {
	const href = value.trim();
	if (href === '') return undefined;
	const url = href.length <= LONGEST && isHeaderSafe(href) && URL.canParse(href) ? new URL(href) : undefined;
	const way = url && Object.hasOwn(WAYS, url.protocol) ? WAYS[url.protocol] : undefined;
	const target = url && way ? cleanLine(decoded(way.target(url)), 80) : '';
	if (!way || target === '') throw new VoiceError('configuration', '“fallback” should be a link like “tel:+4930123456”, “mailto:sales@example.org”, “sms:” or “https:”.', { subject: 'fallback' });
	return { href, words: way.words, target };
}

/** The same for display; the mistake is reported elsewhere. */
export function readFallback(value: string): Fallback | undefined {
	try {
		return parseFallback(value);
	} catch {
		return undefined;
	}
}

export interface FallbackOptions {
	readonly text: Translate;
	readonly fallback: Fallback | undefined;
	/** Before the button, on telephones. */
	readonly first?: boolean;
}

/** The link, or what the page slotted. */
export function fallbackLink(options: FallbackOptions): TemplateResult {
	const { text, fallback, first = false } = ownProperties<FallbackOptions>(options);
	const link = fallback ? html`<a class="link" part="fallback" href=${fallback.href} rel="noopener noreferrer">${text(fallback.words, { target: fallback.target })}</a>` : nothing;
	return html`<p class="fallback ${first ? 'first' : ''}">${first ? link : html`<slot name="fallback">${link}</slot>`}</p>`;
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
