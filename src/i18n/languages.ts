import { ownProperties } from '../core/own-properties.js';
import { english, type Translation } from './english.js';
import { german } from './german.js';
import { addTranslation, announceChange, sources, type TranslationSource } from './sources.js';

const ours: readonly (readonly [string, TranslationSource])[] = [
	['en', english],
	['de', german],
	['ru', async () => (await import('./russian.js')).russian],
	['zh-hans', async () => (await import('./chinese.js')).chinese],
];

/** Translations added by the page before have precedence. */
for (const [language, source] of ours) if (!sources.has(language)) sources.set(language, source);

const ranges = new Map<string, readonly string[]>();
const underWay = new Set<string>();
const failures = new Map<string, number>();

/** The best translation for a language tag: English if there is none, and while it is loading. */
export function translationFor(tag: string): { readonly language: string; readonly translation: Translation } {
	for (const language of rangesOf(tag)) {
		const source = sources.get(language);
		if (typeof source === 'object') return { language, translation: source };
		if (source) void fetchTranslation(language, source);
	}
	return { language: 'en', translation: english };
}

/**
 * Language ranges to look up (RFC 4647): `de-CH-1996` → `de-ch` → `de`. Then the language with the script of its
 * region, `zh-SG` → `zh-hans`, so that `zh-TW` does not match it.
 */
function rangesOf(tag: string): readonly string[] {
	const found = ranges.get(tag) ?? lookUp(tag);
	ranges.set(tag, found);
	return found;
}

function lookUp(tag: string): readonly string[] {
	const parts = tag.toLowerCase().split('-');
	const { language, script } = new Intl.Locale(tag).maximize();
	return [
		...parts.map((_, index) => parts.slice(0, parts.length - index).join('-')),
		`${language}-${script}`.toLowerCase(),
	];
}

async function fetchTranslation(language: string, fetch: () => Promise<Translation>): Promise<void> {
	if (underWay.has(language)) return;
	underWay.add(language);
	try {
		const translation = await fetch();
		if (sources.get(language) === fetch) addTranslation(language, translation);
	} catch {
		retryLater(language);
	} finally {
		underWay.delete(language);
	}
}

/** Lets elements ask again when the page is online, and after a delay that doubles from 10 s. */
function retryLater(language: string): void {
	const count = failures.get(language) ?? 0;
	failures.set(language, count + 1);
	addEventListener('online', announceChange, ownProperties({ once: true }));
	setTimeout(announceChange, 10_000 * 2 ** count);
}
