/**
 * Settings are read, and handed to the browser and to JsSIP, as own properties only: whatever a script added to `Object.prototype` is no wish of this page.
 * Later ones win.
 */
export function ownProperties<Settings extends object>(...layers: readonly (Readonly<Partial<Settings>> | undefined)[]): Settings {
	return Object.assign(Object.create(null) as Settings, ...layers) as Settings;
}

/** Tells the kind of an object by what it has itself. */
export function owns<Whole extends object, Name extends string>(whole: Whole, name: Name): whole is Extract<Whole, Readonly<Record<Name, unknown>>> {
	return Object.hasOwn(whole, name);
}
