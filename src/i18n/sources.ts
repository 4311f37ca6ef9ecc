import { ownProperties } from '../core/own-properties.js';
import type { Translation } from './english.js';

/** A translation, or the way to fetch it when a page first needs it. */
export type TranslationSource = Translation | (() => Promise<Translation>);

/** What a page has added, which is all that is known of languages before anything is drawn. */
export const sources = new Map<string, TranslationSource>();
const changes = new EventTarget();

/** Adds a language, or replaces one. Every element of that language shows it at once. */
export function addTranslation(language: string, source: TranslationSource): void {
	sources.set(language.toLowerCase(), source);
	announceChange();
}

/** Lets every element look again for the words of its language. */
export function announceChange(): void {
	changes.dispatchEvent(new Event('change'));
}

/** Calls the listener when a translation was added, has arrived, or may be asked for again, until the signal aborts. */
export function watchTranslations(listener: () => void, signal: AbortSignal): void {
	changes.addEventListener('change', listener, ownProperties({ signal }));
}
