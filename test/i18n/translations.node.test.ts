import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { chinese } from '../../src/i18n/chinese.js';
import { english, type Message, type Translation } from '../../src/i18n/english.js';
import { german } from '../../src/i18n/german.js';
import { russian } from '../../src/i18n/russian.js';

const translations: Readonly<Record<string, Translation>> = { en: english, de: german, ru: russian, 'zh-Hans': chinese };
const keys = Object.keys(english) as (keyof Translation)[];

const elements = new URL('../../src/elements/', import.meta.url).pathname;
const source = readdirSync(elements, { recursive: true }).map(String).filter((file) => file.endsWith('.ts')).map((file) => readFileSync(join(elements, file), 'utf8')).join('\n');
const named = new Set([...source.matchAll(/'([a-z-]+\.[a-z-]+)'/g)].map(([, key]) => key));
/** Beginnings of keys whose end is a value: `ended.` of a cause. */
const beginnings = [...source.matchAll(/text\(`([a-z-]+\.)\$\{/g)].map(([, beginning]) => beginning ?? '');

const texts = (message: Message): string[] => (typeof message === 'string' ? [message] : Object.values(message));
const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();

describe('the words of the elements', () => {
	for (const key of keys) {
		it(`${key} is used`, () => {
			assert.ok(named.has(key) || beginnings.some((beginning) => key.startsWith(beginning)), `no element says ${key}`);
		});
	}

	for (const [language, translation] of Object.entries(translations)) {
		it(`${language} has a text for every key, and no other`, () => {
			assert.deepEqual(Object.keys(translation).sort(), [...keys].sort());
		});

		it(`${language} leaves no text empty`, () => {
			assert.deepEqual(keys.filter((key) => texts(translation[key]).some((text) => text.trim() === '')), []);
		});

		it(`${language} has the placeholders of English`, () => {
			const wrong = keys.filter((key) => texts(translation[key]).some((text) => placeholders(text).join() !== placeholders(texts(english[key])[0] ?? '').join()));
			assert.deepEqual(wrong, []);
		});

		it(`${language} has every plural that its numbers need`, () => {
			const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
			const wrong = keys.filter((key) => {
				const message: Message = translation[key];
				return typeof message === 'object' && pluralCategories.some((category) => !(category in message));
			});
			assert.deepEqual(wrong, []);
		});
	}
});
