import { cleanLine, isHeaderSafe } from '../text.js';
import { VoiceError } from '../voice-error.js';
import { ownProperties } from '../own-properties.js';

/** One of a few words; the first is the default. */
export function parseOneOf<Word extends string>(attribute: string, value: unknown, words: readonly [Word, ...Word[]]): Word {
	if (value === undefined || value === null || value === '') return words[0];
	const word = words.find((one) => one === value);
	if (word === undefined) throw wrong(attribute, `should be ${words.map((one) => `“${one}”`).join(' or ')}, not ${shown(value)}`);
	return word;
}

/** Text that may stand in a header; `raw` keeps the spaces around it, as a password may have them. */
export function parseText(attribute: string, value: unknown, max: number, options?: { readonly raw?: boolean }): string {
	const { raw = false } = ownProperties<{ raw?: boolean }>(options);
	if (value === undefined || value === null) return '';
	if (typeof value !== 'string') throw wrong(attribute, 'should be text');
	if (value.length > max) throw wrong(attribute, `should have at most ${String(max)} characters`);
	if (!isHeaderSafe(value)) throw wrong(attribute, 'should have no line breaks or control characters');
	return raw ? value : value.trim();
}

/** Yes or no; nothing is no. */
export function parseFlag(attribute: string, value: unknown): boolean {
	if (value === undefined || value === null) return false;
	if (typeof value !== 'boolean') throw wrong(attribute, `should be true or false, not ${shown(value)}`);
	return value;
}

/** A number from 1. */
export function parsePositive(attribute: string, value: unknown, { fallback, max }: { fallback: number; max: number }): number {
	if (value === undefined || value === null || value === '') return fallback;
	const number = typeof value === 'string' ? Number(value) : value;
	if (typeof number !== 'number' || !(number >= 1 && number <= max)) throw wrong(attribute, `should be a number from 1 to ${String(max)}, not ${shown(value)}`);
	return number;
}

/** A value as it may stand in a message. */
export function shown(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? `“${cleanLine(String(value), 60)}”` : `a value of type ${typeof value}`;
}

/** What is wrong with an attribute, in words that go on after its name. */
export function wrong(attribute: string, message: string): VoiceError {
	return new VoiceError('configuration', `“${attribute}” ${message}.`, { subject: attribute });
}
