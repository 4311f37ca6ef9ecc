import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';

const src = new URL('../src/', import.meta.url).pathname;
const files = readdirSync(src, { recursive: true }).map((file) => String(file).split(sep).join('/')).filter((file) => file.endsWith('.ts'));
const source = (file: string): string => readFileSync(join(src, file), 'utf8');

/** Everything a file imports, statically, dynamically or as a type: files of ours from src, packages by name. */
const imports = (file: string): string[] => ts.preProcessFile(source(file)).importedFiles
	.map(({ fileName }) => (fileName.startsWith('.') ? posix.join(posix.dirname(file), fileName).replace(/\.js$/, '.ts') : fileName));

const room = (file: string): string => file.split('/')[0] ?? file;
const faces = ['voice-dial', 'voice-call', 'voice-chat'].map((tag) => `elements/${tag}/`);

/** Which rooms a room may import from. A room that is not listed does not belong to the house. */
const allowed: Readonly<Record<string, readonly string[]>> = {
	'without-elements.ts': ['core', 'elements'],
	'index.ts': ['without-elements.ts', 'core', 'context', 'controllers', 'elements', 'i18n', 'media', 'opensim', 'protocols.ts', 'styles'],
	'protocols.ts': ['core', 'sip', 'verto', 'janus'],
	elements: ['controllers', 'context', 'styles', 'i18n', 'core'],
	context: ['core', 'media'],
	controllers: ['core', 'media', 'context'],
	sip: ['core', 'media'],
	verto: ['core', 'media'],
	janus: ['core', 'media'],
	core: ['opensim'],
	media: [],
	opensim: [],
	styles: [],
	i18n: [],
	pbx: [],
};

/** What some files may import beyond their room. */
const exceptions = (file: string): readonly string[] => {
	if (file.startsWith('elements/voice-phone/')) return ['protocols.ts'];
	// The list of a header is split in one place.
	return ['pbx/parse-sip.ts', 'pbx/registrar.ts'].includes(file) ? ['sip'] : [];
};

describe('the rooms of src', () => {
	for (const name of new Set(files.map(room))) {
		it(`${name} imports only from the rooms it may know`, () => {
			const own = files.filter((file) => room(file) === name);
			const wrong = own.flatMap((file) => imports(file)
				.filter((target) => files.includes(target) && room(target) !== name && target !== 'core/own-properties.ts')
				.filter((target) => ![...(allowed[name] ?? []), ...exceptions(file)].includes(room(target)))
				.map((target) => `${file} → ${target}`));
			assert.ok(name in allowed, `src/${name} is no room of the house`);
			assert.deepEqual(wrong, []);
		});
	}

	it('imports only files that exist, with their endings', () => {
		const wrong = files.flatMap((file) => imports(file).filter((target) => /^\.|\.ts$/.test(target) && !files.includes(target)).map((target) => `${file} → ${target}`));
		assert.deepEqual(wrong, []);
	});

	it('keeps the faces apart', () => {
		const wrong = faces.flatMap((face) => files.filter((file) => file.startsWith(face))
			.flatMap((file) => imports(file).filter((target) => faces.some((other) => other !== face && target.startsWith(other))).map((target) => `${file} → ${target}`)));
		assert.deepEqual(wrong, []);
	});

	for (const [name, knowers] of [['jssip', ['sip', 'pbx']], ['lit', ['index.ts', 'elements', 'context', 'controllers', 'styles', 'i18n']], ['@lit/context', ['elements', 'context', 'controllers']], ['node:', ['pbx/node/']]] as const) {
		it(`${name} is known only to ${knowers.join(', ')}`, () => {
			const wrong = files.filter((file) => !knowers.some((knower) => knower === room(file) || file.startsWith(knower))).filter((file) => imports(file).some((target) => target.startsWith(name)));
			assert.deepEqual(wrong, []);
		});
	}

	it('makes no UUID in the way that pages without https do not have', () => {
		assert.deepEqual(files.filter((file) => /crypto\.randomUUID\(/.test(withoutComments(source(file))) && room(file) !== 'pbx'), []);
	});

	it('core knows no document and no element', () => {
		const wrong = files.filter((file) => room(file) === 'core').filter((file) => /\b(document|window|HTML\w*Element|customElements)\b(?!['`])/.test(withoutComments(source(file))));
		assert.deepEqual(wrong, []);
	});
});

function withoutComments(text: string): string {
	return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*|'[^'\n]*'/g, '');
}
