import { english, type Translation } from './english.js';
import { german } from './german.js';

/** A translation, or the way to fetch it when a page first needs it. */
export type TranslationSource = Translation | (() => Promise<Translation>);

const sources = new Map<string, TranslationSource>([['en', english], ['de', german]]);
const changes = new EventTarget();

/** Adds a language, or replaces one. Every element of that language shows it at once. */
export function addTranslation(language: string, source: TranslationSource): void {
	sources.set(language.toLowerCase(), source);
	changes.dispatchEvent(new Event('change'));
}

/** Calls the listener when a translation was added or has arrived, until the signal aborts. */
export function watchTranslations(listener: () => void, signal: AbortSignal): void {
	changes.addEventListener('change', listener, { signal });
}

/** The best translation for a language tag (RFC 4647 lookup: `de-CH-1996` → `de-ch` → `de`), English when there is none, and until it has arrived. */
export function translationFor(tag: string): { readonly language: string; readonly translation: Translation } {
	for (let language = tag.toLowerCase(); language !== ''; language = language.slice(0, Math.max(0, language.lastIndexOf('-')))) {
		const source = sources.get(language);
		if (typeof source === 'object') return { language, translation: source };
		if (source) fetchTranslation(language, source);
	}
	return { language: 'en', translation: english };
}

function fetchTranslation(language: string, fetch: () => Promise<Translation>): void {
	sources.delete(language);
	fetch().then(
		(translation) => addTranslation(language, translation),
		() => sources.set(language, fetch),
	);
}
