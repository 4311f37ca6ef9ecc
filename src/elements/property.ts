import type { PropertyDeclaration } from 'lit';
import { property as litProperty } from 'lit/decorators.js';
import { ownProperties } from '../core/own-properties.js';

/**
 * Lit's decorator of this name, but a boolean that is given the text “false”, as an attribute or as a property, is false: HTML takes that for true, but
 * frameworks write it.
 */
export function property(given: PropertyDeclaration = {}): (prototype: object, name: PropertyKey) => void {
	const options = ownProperties<PropertyDeclaration>(given);
	return (prototype, name) => {
		const isBoolean = options.type === Boolean;
		if (isBoolean) defineBoolean(prototype, name);
		// Of an accessor it is the descriptor that counts.
		return litProperty(ownProperties<PropertyDeclaration>(options, isBoolean ? { converter: { fromAttribute: toBoolean } } : {}))(prototype, name) as void;
	};
}

/** Lit wraps an accessor that is there before its own. */
function defineBoolean(prototype: object, name: PropertyKey): void {
	const values = new WeakMap<object, unknown>();
	Object.defineProperty(prototype, name, {
		get(this: object) {
			return values.get(this);
		},
		set(this: object, value: unknown) {
			values.set(this, toBoolean(value));
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
