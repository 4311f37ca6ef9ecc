/** A configuration, its list of ICE servers, one of them, its list of addresses. What lies deeper is compared by identity. */
const MAX_DEPTH = 4;

/**
 * Whether two settings say the same: lists and plain objects by what they hold, whatever else by identity. Frameworks write them anew at each render.
 * Never throws: what a page gives may have getters that do, and then it is another setting.
 */
export function sameSettings(one: unknown, other: unknown): boolean {
	try {
		return same(one, other, MAX_DEPTH);
	} catch {
		return false;
	}
}

function same(one: unknown, other: unknown, depth: number): boolean {
	if (Object.is(one, other)) return true;
	if (depth === 0 || !isData(one) || !isData(other) || Array.isArray(one) !== Array.isArray(other)) return false;
	const names = Object.keys(one);
	return names.length === Object.keys(other).length && names.every((name) => Object.hasOwn(other, name) && same(one[name], other[name], depth - 1));
}

function isData(value: unknown): value is Readonly<Record<string, unknown>> {
	if (typeof value !== 'object' || value === null) return false;
	if (Array.isArray(value)) return true;
	const prototype: unknown = Object.getPrototypeOf(value);
	// `Object.prototype` of any window.
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}
