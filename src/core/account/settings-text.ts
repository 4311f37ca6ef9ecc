const NO_JSON: readonly string[] = ['undefined', 'function', 'symbol', 'bigint'];

/**
 * What settings say, as text to compare: lists and objects by what they hold, functions by being there. Frameworks write them anew at each render.
 * Never throws: there is no text where something holds itself, or has a getter that throws.
 */
export function settingsText(settings: unknown): string | undefined {
	try {
		return JSON.stringify(settings, (_name, value: unknown) => (NO_JSON.includes(typeof value) ? typeof value : value));
	} catch {
		return undefined;
	}
}
