import { readFileSync } from 'node:fs';

/**
 * A rollup plugin that writes, from the manifest of the elements, what TypeScript wants to know about them where React, Vue or Svelte write markup: one declaration
 * each, for none may be needed where the framework is not there.
 */
export function frameworkTypes(manifest, { to = 'types' } = {}) {
	return {
		name: 'framework-types',
		buildStart() {
			this.addWatchFile(manifest);
		},
		buildEnd(error) {
			if (error) return;
			const elements = elementsOf(JSON.parse(readFileSync(manifest, 'utf8')));
			const files = { attributes: attributes(elements), react: react(elements), vue: vue(elements), svelte: svelte(elements) };
			for (const [name, source] of Object.entries(files)) this.emitFile({ type: 'asset', fileName: `${to}/${name}.d.ts`, source });
		},
	};
}

/** The elements with the attributes and properties of each; a face also takes those of the `<voice-phone>` that it makes. */
function elementsOf({ modules }) {
	const found = modules.flatMap(({ declarations }) => declarations).filter(({ tagName }) => tagName);
	const account = found.find(({ tagName }) => tagName === 'voice-phone');
	return found.map((element) => ({
		tag: element.tagName,
		name: element.name,
		attributes: [...attributesOf(element), ...(element === account ? [] : attributesOf(account).filter(({ name }) => !attributesOf(element).some((own) => own.name === name)))],
		properties: element.members.filter(({ kind }) => kind === 'field'),
	}));
}

const attributesOf = ({ name: owner, attributes }) => attributes.filter(({ name }) => name !== 'id').map((attribute) => ({ ...attribute, owner }));

function attributes(elements) {
	return `import type { ${elements.map(({ name }) => name).join(', ')} } from './index.js';

/** What can stand in an attribute of a property: a string, a number as text too, and a boolean as HTML writes it. */
type AsAttribute<Value> = Extract<Value, string | boolean> | (number extends Value ? number | \`\${number}\` : never) | (true extends Value ? '' : never) | undefined;

${elements.map((element) => `/** Attributes of \`<${element.tag}>\`, and its properties. */\nexport type ${element.name}Attributes = {\n${fields(element)}\n};`).join('\n\n')}
`;
}

function fields({ name: own, attributes, properties }) {
	const asAttributes = attributes.map(({ name, fieldName, owner, description }) => [name, fieldName ? `AsAttribute<${owner}['${fieldName}']>` : 'string | undefined', description]);
	const asProperties = properties.map(({ name, description }) => [name, `${own}['${name}'] | undefined`, description]);
	// A name that is both is the property: frameworks set that.
	const all = new Map([...asAttributes, ...asProperties].map(([name, ...rest]) => [name, rest]));
	return [...all].map(([name, [type, description = '']]) => `\t/** ${description.replace(/\s*\n\s*/g, ' ')} */\n\t'${name}'?: ${type};`).join('\n');
}

const importAttributes = (elements) => `import type { ${elements.map(({ name }) => `${name}Attributes`).join(', ')} } from './attributes.js';`;
const importElements = (elements) => `import type { ${elements.map(({ name }) => name).join(', ')}, VoiceEventMap } from './index.js';`;
const markup = (elements, { indent, type }) => elements.map((element) => `${indent}'${element.tag}': ${type(element)};`).join('\n');

const react = (elements) => `import type { DetailedHTMLProps, HTMLAttributes } from 'react';
${importAttributes(elements)}
${importElements(elements)}

type Listeners = { [Type in keyof VoiceEventMap as \`on\${Type}\`]?: ((event: VoiceEventMap[Type]) => void) | undefined };

declare module 'react' {
	namespace JSX {
		interface IntrinsicElements {
${markup(elements, { indent: '\t\t\t', type: ({ name }) => `DetailedHTMLProps<HTMLAttributes<${name}>, ${name}> & ${name}Attributes & Listeners` })}
		}
	}
}
`;

const vue = (elements) => `import type { HTMLAttributes } from 'vue';
${importAttributes(elements)}
${importElements(elements)}

type Camel<Type extends string> = Type extends \`\${infer First}-\${infer Rest}\` ? \`\${Capitalize<First>}\${Camel<Rest>}\` : Capitalize<Type>;
type Listeners = { [Type in keyof VoiceEventMap as \`on\${Camel<Type>}\`]?: ((event: VoiceEventMap[Type]) => void) | undefined };
type InTemplate<Instance, Attributes> = new () => Instance & { $props: HTMLAttributes & Attributes & Listeners };

declare module 'vue' {
	interface GlobalComponents {
${markup(elements, { indent: '\t\t', type: ({ name }) => `InTemplate<${name}, ${name}Attributes>` })}
	}
}
`;

const svelte = (elements) => `import type { HTMLAttributes } from 'svelte/elements';
${importAttributes(elements)}
${importElements(elements)}

type Listeners = { [Type in keyof VoiceEventMap as \`on\${Type}\` | \`on:\${Type}\`]?: ((event: VoiceEventMap[Type]) => void) | undefined };

declare module 'svelte/elements' {
	interface SvelteHTMLElements {
${markup(elements, { indent: '\t\t', type: ({ name }) => `HTMLAttributes<${name}> & ${name}Attributes & Listeners` })}
	}
}

declare global {
	namespace svelteHTML {
		interface IntrinsicElements {
${markup(elements, { indent: '\t\t\t', type: ({ name }) => `HTMLAttributes<${name}> & ${name}Attributes & Listeners` })}
		}
	}
}
`;
