import { ownProperties } from '../core/own-properties.js';
import type { Translation } from './english.js';

/** A translation, or a function that loads it when first needed. */
export type TranslationSource = Translation | (() => Promise<Translation>);

/** Translations by language tag in lower case. */
export const sources = new Map<string, TranslationSource>();
const changes = new EventTarget();

/** Adds or replaces a translation. Elements in that language update at once. */
export function addTranslation(language: string, source: TranslationSource): void {
	sources.set(language.toLowerCase(), source);
	announceChange();
}

/** Lets all elements look up their translation again. */
export function announceChange(): void {
	changes.dispatchEvent(new Event('change'));
}

/** Calls the listener when translations changed or may be requested again, until the signal aborts. */
export function watchTranslations(listener: () => void, signal: AbortSignal): void {
	changes.addEventListener('change', listener, ownProperties({ signal }));
}
