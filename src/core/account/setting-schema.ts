import { ownProperties } from '../own-properties.js';
import type { PageLocation } from './server-uris.js';
import type { NamesWith, Setting, SettingTable, ValueOf } from './setting-kinds.js';

type NameOf<Table> = keyof Table & string;
export type Given<Table> = { readonly [Name in keyof Table]?: unknown };

/** What is read from the rows of some names. */
export type ValuesOf<Table, Names extends keyof Table> = { readonly [Name in Names]: ValueOf<Table[Name]> };

/** What the phone itself goes by. */
export type PreferencesOf<Table> = ValuesOf<Table, NamesWith<Table, { readonly change: 'phone' }>>;

/** What follows from a table of settings. */
export class SettingSchema<Table extends SettingTable> {
	readonly rows: ReadonlyMap<NameOf<Table>, Setting>;
	readonly #byAttribute: ReadonlyMap<string, Setting>;

	constructor(table: Table) {
		this.rows = new Map(Object.entries(table).map(([name, row]) => [name, ownProperties<Setting>(row)]));
		const markup = [...this.rows].filter(([, row]) => row.markup !== 'none' && !row.answerOnly);
		this.#byAttribute = new Map(markup.map(([name, row]) => [attributeOf(name), row]));
	}

	/** Names of the rows that are like this. */
	names(such: (row: Setting) => boolean): readonly NameOf<Table>[] {
		return [...this.rows].filter(([, row]) => such(row)).map(([name]) => name);
	}

	/** Attributes of the rows that are like this. */
	attributes(such: (row: Setting) => boolean = () => true): readonly string[] {
		return this.names((row) => row.markup !== 'none' && !row.answerOnly && such(row)).map(attributeOf);
	}

	/** The properties of `<voice-phone>`, with what makes each. */
	get properties(): readonly (readonly [name: NameOf<Table>, row: Setting])[] {
		return [...this.rows].filter(([, row]) => !row.proof && !row.answerOnly);
	}

	/** Attributes that prove who calls. */
	get proofs(): readonly string[] {
		return this.attributes(({ proof }) => proof === true);
	}

	/** Whether an attribute is read once and taken out of the markup. */
	isSecret(attribute: string, value: string | null): boolean {
		const row = this.#byAttribute.get(attribute);
		return row?.proof === true || (value !== null && row?.conceal !== undefined && row.conceal(value) !== value);
	}

	/** @throws {VoiceError} `configuration`. */
	parse<Name extends NameOf<Table>>(name: Name, config: Given<Table>, page: PageLocation): ValueOf<Table[Name]> {
		return this.rows.get(name)?.parse(attributeOf(name), config[name], page, config) as ValueOf<Table[Name]>;
	}

	/** What the phone itself goes by. Throws as `parse` does. */
	preferences(config: Given<Table>, page: PageLocation): PreferencesOf<Table> {
		const names = this.names(({ change }) => change === 'phone');
		return Object.fromEntries(names.map((name) => [name, this.parse(name, config, page)])) as PreferencesOf<Table>;
	}
}

/** The attribute of a setting. */
export function attributeOf(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
