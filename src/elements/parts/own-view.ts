import { ownProperties } from '../../core/own-properties.js';

const views = new WeakMap<object, object>();

/**
 * A frozen deep copy of plain data with own properties only. Made on reading; the same data always returns the same
 * copy.
 */
export function ownView<Data>(data: Data): Data {
	if (typeof data !== 'object' || data === null) return data;
	const known = views.get(data);
	if (known) return known as Data;
	const view: object = Array.isArray(data) ? data.map((item: unknown) => ownView(item)) : Object.create(null, lazily(data)) as object;
	views.set(data, view).set(view, view);
	return view as Data;
}

function lazily(data: object): PropertyDescriptorMap {
	const members = ownProperties<PropertyDescriptorMap>();
	for (const [name, value] of Object.entries(data) as [string, unknown][]) {
		members[name] = ownProperties<PropertyDescriptor>({ enumerable: true }, typeof value === 'object' ? { get: () => ownView(value) } : { value });
	}
	return members;
}
