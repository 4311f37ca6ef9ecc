import { shown, wrong } from './account/configuration-values.js';
import { ownProperties } from './own-properties.js';

/**
 * The own properties of what a script gave in place of an object; of nothing none.
 *
 * @throws {VoiceError} `configuration`, naming the argument, for what is no object.
 */
export function optionsOf<Options extends object>(argument: string, given: Readonly<Partial<Options>> | null | undefined): Options {
	const value: unknown = given ?? {};
	if (typeof value !== 'object' || Array.isArray(value)) throw wrong(argument, `should be an object, not ${shown(value)}`);
	return ownProperties<Options>(value as Partial<Options>);
}

/** What is demanded of a script. Throws as `optionsOf` does, with what it `should` be. */
export function demandArgument(argument: string, isGood: boolean, should: string): void {
	if (!isGood) throw wrong(argument, `should be ${should}`);
}

/** The signal of an object of any class, as an `AbortController` is one. Throws as `optionsOf` does. */
export function signalOf(given: { readonly signal: AbortSignal } | null | undefined): AbortSignal {
	const signal: unknown = given?.signal;
	if (!(signal instanceof AbortSignal)) throw wrong('signal', 'should be an AbortSignal');
	return signal;
}
