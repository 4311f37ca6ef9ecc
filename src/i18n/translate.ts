import { english, type Message, type MessageKey, type Translation } from './english.js';

type Placeholder<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
	? Name | Placeholder<Rest>
	: never;
type TextOf<Of extends Message> = Of extends string
	? Of
	: Of extends { readonly other: infer Other extends string }
		? Other
		: never;

/** The values of a message: one per placeholder of its English text. */
export type Values<Key extends MessageKey> = [Placeholder<TextOf<(typeof english)[Key]>>] extends [never]
	? []
	: [Readonly<Record<Placeholder<TextOf<(typeof english)[Key]>>, string | number>>];

/** Returns the text of a message in one language. */
export type Translate = <Key extends MessageKey>(key: Key, ...values: Values<Key>) => string;

export type TextDirection = 'ltr' | 'rtl';

const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;
/** Directional isolates (UAX #9): LRI, RLI and PDI. */
const ISOLATES = { ltr: '\u2066', rtl: '\u2067', end: '\u2069' } as const;

/** The direction in which a translation is written. */
export function textDirectionOf(translation: Translation): TextDirection {
	return RIGHT_TO_LEFT.test(JSON.stringify(translation['call.answer'])) ? 'rtl' : 'ltr';
}

/**
 * Makes the `Translate` function of a language. `around` is the direction of the page: a text of the other direction is
 * isolated, so that for instance English keeps its full stops at the end. Values of the other direction are isolated as
 * well (FSI). Messages missing from a translation are in English.
 */
export function translator(
	language: string,
	translation: Translation,
	around: TextDirection = textDirectionOf(translation),
): Translate {
	const direction = textDirectionOf(translation);
	let plurals: Intl.PluralRules | undefined;
	let numbers: Intl.NumberFormat | undefined;
	return (key, ...[values = {}]) => {
		const entries: Readonly<Record<string, string | number>> = values;
		const words = textOf(translation[key] ?? english[key], () =>
			(plurals ??= new Intl.PluralRules(language)).select(Number(entries.count)),
		).replace(/\{(\w+)\}/g, (_, name: string) => {
			const value = entries[name] ?? '';
			return typeof value === 'number'
				? (numbers ??= new Intl.NumberFormat(language)).format(value)
				: isolated(value, direction);
		});
		return direction === around ? words : `${ISOLATES[direction]}${words}${ISOLATES.end}`;
	};
}

/** Changes a text within the isolate that may surround it. An empty result loses its isolate. */
export function filledIn(text: string, change: (words: string) => string): string {
	const [, start = '', words = text, end = ''] = /^([\u2066\u2067])(.*)(\u2069)$/s.exec(text) ?? [];
	const changed = change(words);
	return changed && start + changed + end;
}

function textOf(message: Message, category: () => Intl.LDMLPluralRule): string {
	return typeof message === 'string' ? message : (message[category()] ?? message.other);
}

function isolated(value: string, direction: TextDirection): string {
	return direction === 'rtl' || RIGHT_TO_LEFT.test(value) ? `\u2068${value}\u2069` : value;
}
