import { parseFlag, parseOneOf, parsePositive, parseText } from './configuration-values.js';
import type { PageLocation } from './server-uris.js';

/** What values a setting may have. */
export interface SettingKind<Given, Value> {
	/**
	 * Reads and checks what was given; nothing is the default. `config`: everything that was given, where one thing decides about another.
	 *
	 * @throws {VoiceError} `configuration`, which names the attribute.
	 */
	parse(attribute: string, given: Given | undefined, page: PageLocation, config: Readonly<Record<string, unknown>>): Value;
	/** How an attribute stands for it, where that is not by its text; `none`: no attribute does. */
	readonly markup?: 'boolean' | 'number' | 'none';
}

/** One thing that can be said about a phone: a row of the table. */
export interface Setting<Given = unknown, Value = unknown> extends SettingKind<Given, Value> {
	/** What a change of it concerns, where not the account, which is loaded again: the protocol, or only the phone itself. */
	readonly change?: 'protocol' | 'phone';
	/** Name under which an `Account` has the value. */
	readonly account?: string;
	/** The one protocol that knows it, which finds it in `Account.protocol`. */
	readonly protocol?: string;
	/** Only the answer of `config-url` or `credentials` may give it: it has neither attribute nor property. */
	readonly answerOnly?: true;
	/** Whether `Credentials` have it. */
	readonly credential?: true;
	/** Proves who calls. Its attribute is read once and taken out of the markup, there is no property, and of these the last that is set counts. */
	readonly proof?: true;
	/** The value as anybody may read it. An attribute that is not the same is taken out of the markup, as a proof is; the property gives back this. */
	conceal?(this: void, given: Given): Given;
	/** What a face does with its attribute, where it does not just hand it on to the `<voice-phone>` that it makes: it makes one because of it, or means itself. */
	readonly face?: 'makes' | 'own';
}

export type SettingTable = Readonly<Record<string, Setting>>;

/** What may be given for a row. */
export type GivenOf<Row> = Row extends { parse(attribute: string, given: infer Given, ...more: never): unknown } ? Exclude<Given, undefined> : never;

/** What is read from it. */
export type ValueOf<Row> = Row extends { parse(...given: never): infer Value } ? Value : never;

/** Names of the rows of a table that have certain members. */
export type NamesWith<Table, Members> = { [Name in keyof Table]: Table[Name] extends Members ? Name : never }[keyof Table] & string;

/** One of a few words; the first is the default. */
export function oneOf<const Word extends string>(...words: readonly [Word, ...Word[]]): SettingKind<Word, Word> {
	return { parse: (attribute, given) => parseOneOf(attribute, given, words) };
}

/** Text that may stand in a header, of at most so many characters. */
export function text(max: number, options?: { readonly raw?: boolean }): SettingKind<string, string> {
	return { parse: (attribute, given) => parseText(attribute, given, max, options) };
}

/** Words separated by spaces. */
export function words(max: number): SettingKind<string, readonly string[]> {
	return { parse: (attribute, given) => parseText(attribute, given, max).split(/\s+/).filter(Boolean) };
}

/** A number from 1. */
export function positive(fallback: number, max: number): SettingKind<number, number> {
	return { parse: (attribute, given) => parsePositive(attribute, given, { fallback, max }), markup: 'number' };
}

/** Yes or no; nothing is no. */
export const flag: SettingKind<boolean, boolean> = { parse: parseFlag, markup: 'boolean' };

const asGiven = { parse: (_attribute: string, given: unknown) => given };

/** What is checked where it is used, by code that is loaded with the account. */
export function late<Given, Value = Given | undefined>(): SettingKind<Given, Value> {
	return asGiven as SettingKind<Given, Value>;
}
