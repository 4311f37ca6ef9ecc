import type { english, Message, MessageKey, Translation } from './english.js';

type Placeholder<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Placeholder<Rest> : never;
type TextOf<Of extends Message> = Of extends string ? Of : Of extends { readonly other: infer Other extends string } ? Other : never;

/** What a message has to be given: one value for each placeholder of its English text. */
export type Values<Key extends MessageKey> = [Placeholder<TextOf<(typeof english)[Key]>>] extends [never] ? [] : [Readonly<Record<Placeholder<TextOf<(typeof english)[Key]>>, string | number>>];

/** Gives the words of a message in one language. */
export type Translate = <Key extends MessageKey>(key: Key, ...values: Values<Key>) => string;

const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;

/** The words of a language. Values that are written the other way round are isolated, so that they do not turn the sentence (UAX #9, FSI and PDI). */
export function translator(language: string, translation: Translation): Translate {
	const plurals = new Intl.PluralRules(language);
	const numbers = new Intl.NumberFormat(language);
	return (key, ...[values = {}]) => {
		const entries: Readonly<Record<string, string | number>> = values;
		return textOf(translation[key], () => plurals.select(Number(entries.count))).replace(/\{(\w+)\}/g, (_, name: string) => {
			const value = entries[name] ?? '';
			return typeof value === 'number' ? numbers.format(value) : isolated(value, translation);
		});
	};
}

function textOf(message: Message, category: () => Intl.LDMLPluralRule): string {
	return typeof message === 'string' ? message : (message[category()] ?? message.other);
}

function isolated(value: string, translation: Translation): string {
	const turned = RIGHT_TO_LEFT.test(value) || RIGHT_TO_LEFT.test(translation['call.answer'] as string);
	return turned ? `\u2068${value}\u2069` : value;
}
