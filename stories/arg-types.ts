import type { ArgTypes } from '@storybook/web-components-vite';
import manifest from '../custom-elements.json' with { type: 'json' };

interface Described {
	readonly name: string;
	readonly description?: string;
	readonly default?: string;
	readonly type?: { readonly text: string };
}

interface Declaration {
	readonly tagName?: string;
	readonly attributes?: readonly Described[];
	readonly events?: readonly Described[];
	readonly slots?: readonly Described[];
	readonly cssParts?: readonly Described[];
	readonly cssStates?: readonly Described[];
	readonly cssProperties?: readonly Described[];
}

const declarations: readonly Declaration[] = manifest.modules.flatMap((module) => module.declarations as readonly Declaration[]);

/**
 * What one can do with an element, as rows of the table in its documentation and as controls: attributes, tokens and parts by the names that they have in HTML and
 * CSS, where Storybook's own reading of the manifest lets an attribute and a part of one name hide each other.
 */
export function argTypesOf(tag: string): ArgTypes {
	const { attributes = [], cssProperties = [], cssParts = [], cssStates = [], slots = [], events = [] } = declarations.find(({ tagName }) => tagName === tag) ?? {};
	return Object.fromEntries([
		...attributes.map((one) => row(one, { name: one.name, category: 'attributes', control: one.type?.text === 'boolean' ? 'boolean' : 'text' })),
		...cssProperties.map((one) => row(one, { name: one.name, category: 'tokens', control: one.name.includes('-color-') ? 'color' : 'text' })),
		...cssParts.map((one) => row(one, { name: `::part(${one.name})`, category: 'parts', control: 'text' })),
		...slots.map((one) => row(one, { name: one.name ? `slot="${one.name}"` : 'default slot', category: 'slots' })),
		...cssStates.map((one) => row(one, { name: `:state(${one.name})`, category: 'custom states' })),
		...events.map((one) => row(one, { name: one.name, category: 'events', action: true })),
	]);
}

interface Row {
	readonly name: string;
	readonly category: string;
	readonly control?: 'boolean' | 'color' | 'text';
	readonly action?: boolean;
}

function row({ description = '', default: defaultValue, type }: Described, { name, category, control, action }: Row): [string, ArgTypes[string]] {
	const table = { category, ...(type && { type: { summary: type.text } }), ...(defaultValue && { defaultValue: { summary: defaultValue } }) };
	const value = control && { type: { name: control === 'boolean' ? 'boolean' : 'string' }, control: { type: control } } as const;
	return [name, { name, description, table, ...(value ?? { control: false }), ...(action && { action: name }) }];
}
