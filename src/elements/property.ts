import type { PropertyDeclaration } from 'lit';
import { property as litProperty } from 'lit/decorators.js';
import { ownProperties } from '../core/own-properties.js';

/** Gives what a property is after `value` was assigned; `initial` is what it was first. */
type Conversion = (value: unknown, initial: unknown) => unknown;

/**
 * Lit's decorator of this name, but frameworks write what HTML has not: a boolean that is given the text “false”, as an attribute or as a property, is false, and a
 * text that is given a number is its digits. Nothing (`null`, an attribute that is removed) is false; for a text whatever is none is the initial one.
 */
export function property(options: PropertyDeclaration = {}): (prototype: object, name: PropertyKey) => void {
	return (prototype, name) => {
		const isBoolean = options.type === Boolean;
		if (isBoolean) define(prototype, name, toBoolean);
		if (options.type === String) define(prototype, name, toText);
		// Of an accessor it is the descriptor that counts.
		return litProperty(ownProperties<PropertyDeclaration>(options, isBoolean ? { converter: { fromAttribute: toBoolean } } : {}))(prototype, name) as void;
	};
}

/** Lit wraps an accessor that is there before its own. */
function define(prototype: object, name: PropertyKey, convert: Conversion): void {
	const values = new WeakMap<object, unknown>();
	// The same for every instance.
	let initial: unknown;
	Object.defineProperty(prototype, name, {
		get(this: object) {
			return values.get(this);
		},
		set(this: object, value: unknown) {
			initial ??= value;
			values.set(this, convert(value, initial));
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
