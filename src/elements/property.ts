import type { LitElement, PropertyDeclaration } from 'lit';
import { ownProperties } from '../core/own-properties.js';

/** Gives what a property is after `value` was assigned; `initial` is what it was first. */
type Conversion = (value: unknown, initial: unknown) => unknown;

/**
 * Lit's decorator of this name, for fields, and for accessors that are there before. But frameworks write what HTML has not: a boolean that is given the text
 * “false”, as an attribute or as a property, is false, and a text that is given a number is its digits. Nothing (`null`, an attribute that is removed) is false; for
 * a text whatever is none is the initial one.
 */
export function property(options: PropertyDeclaration = {}): (prototype: object, name: PropertyKey) => void {
	return (prototype, name) => {
		const isBoolean = options.type === Boolean;
		if (isBoolean) define(prototype, name, toBoolean, false);
		if (options.type === String) define(prototype, name, toText);
		const converter = isBoolean ? { converter: { fromAttribute: toBoolean } } : undefined;
		(prototype.constructor as typeof LitElement).createProperty(name, ownProperties<PropertyDeclaration>(options, converter));
	};
}

/** The initial value is the same for every instance. */
function define(prototype: object, name: PropertyKey, convert: Conversion, initial?: unknown): void {
	const values = new WeakMap<object, unknown>();
	defineAccessor(prototype, name, (element) => values.has(element) ? values.get(element) : initial, (element, value) => {
		initial ??= value;
		values.set(element, convert(value, initial));
	});
}

/** Gives a class of ours an accessor, before Lit is told of the property: it wraps one that is there. */
export function defineAccessor(prototype: object, name: PropertyKey, get: (element: object) => unknown, set: (element: object, value: unknown) => void): void {
	Object.defineProperty(prototype, name, {
		get(this: object) {
			return get(this);
		},
		set(this: object, value: unknown) {
			set(this, value);
		},
		configurable: true,
		enumerable: true,
	});
}

/** What is neither text nor nothing is left as it is, for the check of the whole configuration. */
function toBoolean(value: unknown): unknown {
	if (value === null) return false;
	return typeof value === 'string' ? !/^\s*false\s*$/i.test(value) : value;
}

function toText(value: unknown, initial: unknown): unknown {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' ? value : initial;
}
