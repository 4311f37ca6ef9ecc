import { ownProperties } from '../own-properties.js';
import { parseCodecs, parseIceServers } from './media-values.js';
import type { PageLocation } from './server-uris.js';
import type { NamesWith, SettingTable, ValueOf } from './setting-kinds.js';
import type { Given, SettingSchema } from './setting-schema.js';

/** What an `Account` has of its settings, under its own names. */
export type AccountValuesOf<Table> = {
	readonly [Name in NamesWith<Table, { readonly account: string }> as Table[Name] extends { readonly account: infer As extends string } ? As : never]: ValueOf<Table[Name]>;
};

/** Parsers of settings that are `late`. */
const parsers: Readonly<Record<string, ((given: unknown) => unknown) | undefined>> = ownProperties({ codecs: parseCodecs, iceServers: parseIceServers });

/**
 * What an `Account` has of its settings.
 *
 * @throws {VoiceError} `configuration`.
 */
export function accountValues<Table extends SettingTable>(schema: SettingSchema<Table>, config: Given<Table>, page: PageLocation): AccountValuesOf<Table> {
	const rows = [...schema.rows].filter(([, { account }]) => account !== undefined);
	return Object.fromEntries(rows.map(([name, { account }]) => [account, parseValue(schema, name, config, page)])) as AccountValuesOf<Table>;
}

/** One setting, also one that is `late`. Throws as `accountValues` does. */
export function parseValue<Table extends SettingTable>(schema: SettingSchema<Table>, name: keyof Table & string, config: Given<Table>, page: PageLocation): unknown {
	return parsers[name]?.(config[name]) ?? schema.parse(name, config, page);
}

/**
 * The settings that only this protocol knows, by their names.
 *
 * @throws {VoiceError} `configuration`.
 */
export function protocolValues<Table extends SettingTable>(schema: SettingSchema<Table>, config: Given<Table>, page: PageLocation, protocol: string): Readonly<Record<string, unknown>> {
	const names = schema.names((row) => row.protocol === protocol);
	return Object.fromEntries(names.map((name) => [name, schema.parse(name, config, page)]));
}

/** Of an answer of `config-url` or `credentials`, what it may say. */
export function answered<Table extends SettingTable, Answer extends Given<Table>>(schema: SettingSchema<Table>, answer: Answer): Answer {
	return only(answer, schema.names(({ markup, answerOnly }) => markup !== 'none' || answerOnly === true));
}

/** Of an object, its own properties with these names. */
export function only<Whole extends object>(whole: Whole, names: readonly string[]): Whole {
	return ownProperties<Whole>(Object.fromEntries(Object.entries(whole).filter(([name]) => names.includes(name))) as Partial<Whole>);
}
