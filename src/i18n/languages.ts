import { english, type Translation } from './english.js';
import { german } from './german.js';
import { addTranslation, sources, type TranslationSource } from './sources.js';

const ours: readonly (readonly [string, TranslationSource])[] = [['en', english], ['de', german]];

/** What a page has added before has precedence. */
for (const [language, source] of ours) if (!sources.has(language)) sources.set(language, source);

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
