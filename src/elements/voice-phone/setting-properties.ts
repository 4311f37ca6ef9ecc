import type { PropertyDeclaration } from 'lit';
import type { GivenOf, Setting, SettingTable } from '../../core/account/setting-kinds.js';
import { attributeOf, type SettingSchema } from '../../core/account/setting-schema.js';
import type { Settings } from '../../core/account/settings.js';
import { ownProperties } from '../../core/own-properties.js';
import { defineAccessor, property } from '../property.js';
import { Secrets } from './secrets.js';

/** The property of each setting that has one; a boolean is false where it was not set. */
export type PropertiesOf<Table> = {
	-readonly [Name in keyof Table as Table[Name] extends { readonly proof: true } | { readonly answerOnly: true } ? never : Name]:
		| GivenOf<Table[Name]>
		| (GivenOf<Table[Name]> extends boolean ? never : undefined);
};

/** The properties of `<voice-phone>`, which `defineSettings` makes. */
export interface SettingProperties extends PropertiesOf<Settings> {}

/** Makes the reactive properties of a table of settings, and their attributes. */
export function defineSettings<Table extends SettingTable>(prototype: object, schema: SettingSchema<Table>): void {
	for (const [name, row] of schema.properties) {
		const { conceal } = row;
		if (conceal) {
			const show = (element: object): unknown => Secrets.of(element).shown(name, conceal);
			defineAccessor(prototype, name, show, (element, given) => Secrets.of(element).conceal(name, given));
		}
		property(declarationOf(name, row))(prototype, name);
	}
}

function declarationOf(name: string, { markup, conceal }: Setting): PropertyDeclaration {
	return ownProperties<PropertyDeclaration>(
		{ attribute: markup !== 'none' && attributeOf(name) },
		markup === 'boolean' ? { type: Boolean } : undefined,
		markup === 'number' ? { converter: toNumber } : undefined,
		conceal && { hasChanged: () => true },
	);
}

/** A number, or what stands there in place of one: the check of the whole configuration then names it. */
function toNumber(value: string | null): unknown {
	return value === null || Number.isNaN(Number(value)) ? value : Number(value);
}
