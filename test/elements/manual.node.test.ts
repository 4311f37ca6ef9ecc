import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { CONTROLS } from '../../src/elements/voice-call/controls/registry.js';
import { english } from '../../src/i18n/english.js';

const src = new URL('../../src/', import.meta.url).pathname;
const read = (file: string): string => readFileSync(join(src, file), 'utf8');
const sourceOf = (folder: string): string => readdirSync(join(src, folder), { recursive: true }).map(String).filter((file) => file.endsWith('.ts')).map((file) => read(join(folder, file))).join('\n');

/** Templates that only some faces use. */
const shared: Readonly<Record<string, readonly string[]>> = { 'voice-dial': ['keypad', 'notice'], 'voice-call': ['keypad', 'notice'], 'voice-chat': ['notice'] };

/** What `LOOK` promises and other pages rely on. */
const promised: Readonly<Record<string, string>> = {
	'voice-dial': 'base status lamp field input backspace keypad key key-digit key-letters call-button redial',
	'voice-call': 'base call avatar name address state timer controls control answer-button decline-button hangup-button keypad key video notice',
	'voice-chat': 'base header list day message bubble sender time delivery retry new-messages composer input send-button notice',
};

const all = (text: string, pattern: RegExp): string[] => [...new Set([...text.matchAll(pattern)].map(([, found]) => found ?? ''))].sort();

for (const [tag, templates] of Object.entries(shared)) {
	const manual = read(`elements/${tag}/${tag}.ts`).match(/\/\*\*\n \* (?:(?!\*\/)[\s\S])*?@csspart[\s\S]*?\*\//)?.[0] ?? '';
	const source = sourceOf(`elements/${tag}`) + templates.map((name) => read(`elements/parts/${name}.ts`)).join('\n');
	const described = all(manual, /@csspart ([\w-]+) - /g);

	describe(`the manual of <${tag}>`, () => {
		it('describes the parts that there are, and no other', () => {
			const used = all(source, /\bpart(?:="|: '|=\$\{`)([a-z-]+)/g);
			assert.deepEqual(described, used);
		});

		it('describes the promised parts', () => {
			assert.deepEqual((promised[tag] ?? '').split(' ').filter((part) => !described.includes(part)), []);
		});

		it('describes the slots that there are, and no other', () => {
			const controls = [...CONTROLS.map(({ name }) => name), 'more'].map((name) => `<slot name="icon-${name}">`).join('');
			const used = all(source.replace('<slot name="icon-${name}">', controls), /<slot name="([\w-]+)"/g);
			assert.deepEqual(all(manual, /@slot ([\w-]+) - /g).filter((name) => name !== '-'), used);
		});

		if (tag === 'voice-call') {
			it('describes every control', () => {
				const words = /\/\*\*([^*]*)\*\/\s*@property\([^)]*\) controls/.exec(read('elements/voice-call/voice-call.ts'))?.[1] ?? '';
				assert.deepEqual(all(words, /`(\w+)`/g), [...CONTROLS.map(({ name }) => name), 'more'].sort());
			});
		}

		it('describes the tokens that its styles read', () => {
			const tokens = all(read('styles/tokens.ts') + read('styles/face.ts'), /var\((--voice-[\w-]+)/g);
			const without = tag === 'voice-chat' ? ['--voice-color-answer'] : [];
			assert.deepEqual(all(manual, /@cssproperty \[(--voice-[\w-]+)/g), tokens.filter((token) => !without.includes(token)));
		});

		it('describes the states that it can have', () => {
			const states = [...all(read('controllers/call-states-controller.ts'), /push\('(\w+)'\)/g), 'idle', 'trying', 'early', 'confirmed', 'terminated', 'incoming', 'outgoing'];
			assert.deepEqual(all(manual, /@cssstate (\w+) - /g), states.sort());
		});
	});
}

describe('the words', () => {
	it('are texts a person can read', () => assert.equal(Object.values(english).some((text) => JSON.stringify(text).includes('SIP')), false));
});
