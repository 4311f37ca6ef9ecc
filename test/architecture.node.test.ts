import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';

const src = new URL('../src/', import.meta.url).pathname;
const files = readdirSync(src, { recursive: true }).map((file) => String(file).split(sep).join('/')).filter((file) => file.endsWith('.ts'));
const source = (file: string): string => readFileSync(join(src, file), 'utf8');

/** Everything a file imports, statically, dynamically or as a type: files of ours from src, packages by name. */
const importsOf = new Map(files.map((file) => [file, ts.preProcessFile(source(file)).importedFiles
	.map(({ fileName }) => (fileName.startsWith('.') ? posix.join(posix.dirname(file), fileName).replace(/\.js$/, '.ts') : fileName))]));
const imports = (file: string): readonly string[] => importsOf.get(file) ?? [];

const room = (file: string): string => file.split('/')[0] ?? file;
const faces = ['voice-dial', 'voice-call', 'voice-chat'].map((tag) => `elements/${tag}/`);

/** Which rooms a room may import from. A room that is not listed does not belong to the house. */
const allowed: Readonly<Record<string, readonly string[]>> = {
	'without-elements.ts': ['core', 'elements'],
	'index.ts': ['without-elements.ts', 'core', 'context', 'controllers', 'elements', 'i18n', 'media', 'opensim', 'protocols.ts', 'styles'],
	'protocols.ts': ['core', 'sip', 'verto', 'janus'],
	elements: ['controllers', 'context', 'styles', 'i18n', 'core'],
	context: ['core'],
	controllers: ['core', 'context'],
	sip: ['core', 'net', 'rtc'],
	verto: ['core', 'net', 'rtc'],
	janus: ['core', 'net', 'rtc'],
	net: ['core'],
	rtc: ['core'],
	core: ['opensim'],
	media: ['core'],
	opensim: [],
	styles: [],
	i18n: [],
	// SIP messages and SDP are read and written in one place.
	pbx: ['sip/message', 'rtc/sdp.ts'],
};

/** What some files may import beyond their room. */
const exceptions = (file: string): readonly string[] => {
	// Wires a phone to the page’s own devices.
	if (file.startsWith('elements/voice-phone/')) return ['protocols.ts', 'media'];
	return [];
};

describe('the rooms of src', () => {
	for (const name of new Set(files.map(room))) {
		it(`${name} imports only from the rooms it may know`, () => {
			const own = files.filter((file) => room(file) === name);
			const wrong = own.flatMap((file) => imports(file)
				.filter((target) => files.includes(target) && room(target) !== name && target !== 'core/own-properties.ts')
				.filter((target) => ![...(allowed[name] ?? []), ...exceptions(file)].some((known) => [target, room(target)].includes(known) || target.startsWith(`${known}/`)))
				.map((target) => `${file} → ${target}`));
			assert.ok(name in allowed, `src/${name} is no room of the house`);
			assert.deepEqual(wrong, []);
		});
	}

	it('imports only files that exist, with their endings', () => {
		const wrong = files.flatMap((file) => imports(file).filter((target) => /^\.|\.ts$/.test(target) && !files.includes(target)).map((target) => `${file} → ${target}`));
		assert.deepEqual(wrong, []);
	});

	for (const name of ['core', 'net', 'rtc', 'sip', 'media']) {
		it(`${name} has no import circle, not even of types`, () => assert.deepEqual(circlesIn(files.filter((file) => room(file) === name)), []));
	}

	it('media takes nothing but types from core, and what it reads settings and the document with', () => {
		const wrong = files.filter((file) => room(file) === 'media').flatMap((file) => valueImports(file).filter((target) => room(target) === 'core' && !['core/own-properties.ts', 'core/inherited-member.ts'].includes(target)).map((target) => `${file} → ${target}`));
		assert.deepEqual(wrong, []);
	});

	it('keeps nothing but reactive controllers in controllers', () => {
		const wrong = files.filter((file) => room(file) === 'controllers' && !/export class \w+(<.*>)? implements ReactiveController/.test(source(file)));
		assert.deepEqual(wrong, []);
	});

	it('exports no name twice', () => {
		const places = new Map<string, string[]>();
		for (const file of files) for (const name of new Set(exportedNames(file))) places.set(name, [...places.get(name) ?? [], file]);
		// The page’s own phone is a core phone, wired.
		const twice = [...places].filter(([name, { length }]) => length > 1 && name !== 'Phone').map(([name, where]) => `${name}: ${where.join(', ')}`);
		assert.deepEqual(twice, []);
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

	it('sdp is read and written only by rtc/sdp, and imports nothing', () => {
		const readers = ['rtc/sdp.ts', 'rtc/sdp-limits.ts', 'sip/message/redact.ts'];
		const wrong = files.filter((file) => !readers.includes(file) && /[/`'"^|(]\^?[acmosv]=[a-z(\\$-]/.test(withoutComments(source(file))));
		assert.deepEqual(wrong, []);
		assert.deepEqual(imports('rtc/sdp.ts'), []);
	});

	it('core knows no document and no element', () => {
		const wrong = files.filter((file) => room(file) === 'core').filter((file) => /\b(document|window|HTML\w*Element|customElements)\b(?!['`])/.test(withoutComments(source(file))));
		assert.deepEqual(wrong, []);
	});
});

/** Files that can be reached from themselves, with one way back. */
function circlesIn(own: readonly string[]): string[] {
	const circles: string[] = [];
	const visit = (file: string, way: readonly string[], done: Set<string>): void => {
		if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' → '));
		if (way.includes(file) || done.has(file)) return;
		for (const target of imports(file)) if (own.includes(target)) visit(target, [...way, file], done);
		done.add(file);
	};
	const done = new Set<string>();
	for (const file of own) visit(file, [], done);
	return circles;
}

function parsed(file: string): ts.SourceFile {
	return ts.createSourceFile(file, source(file), ts.ScriptTarget.Latest);
}

function valueImports(file: string): string[] {
	return parsed(file).statements
		.filter(ts.isImportDeclaration)
		.filter(({ importClause: clause }) => !clause?.isTypeOnly && !(clause?.namedBindings && ts.isNamedImports(clause.namedBindings) && clause.namedBindings.elements.every(({ isTypeOnly }) => isTypeOnly)))
		.map(({ moduleSpecifier }) => posix.join(posix.dirname(file), (moduleSpecifier as ts.StringLiteral).text).replace(/\.js$/, '.ts'));
}

/** What a file declares and exports itself. */
function exportedNames(file: string): string[] {
	const names: string[] = [];
	const add = (name: ts.Node | undefined): void => {
		if (!name) return;
		if (ts.isIdentifier(name)) names.push(name.text);
		else ts.forEachChild(name, (element) => add(ts.isBindingElement(element) ? element.name : undefined));
	};
	for (const statement of parsed(file).statements) {
		if (!ts.canHaveModifiers(statement) || !ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) continue;
		if (ts.isVariableStatement(statement)) for (const { name } of statement.declarationList.declarations) add(name);
		else add((statement as ts.DeclarationStatement).name);
	}
	return names;
}

function withoutComments(text: string): string {
	return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*|'[^'\n]*'/g, '');
}
