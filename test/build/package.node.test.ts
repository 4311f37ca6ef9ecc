import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, posix } from 'node:path';
import { before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { publint } from 'publint';
import ts from 'typescript';
import { currentReadme } from '../readme.mjs';
import { build, dist, filesOf, firstLoad, gzipped, root, run } from './built.js';
import { hash } from './integrity.mjs';

interface Entry {
	readonly types: string;
	/** What only TypeScript reads has none. */
	readonly default?: string;
}

const description = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { customElements: string; exports: Record<string, string | Entry> };
const entries = Object.entries(description.exports).filter((pair): pair is [string, Entry] => typeof pair[1] === 'object');
const kB = 1000;

describe('the package', () => {
	before(build, { timeout: 300_000 });

	it('loads first no more than 38 kB, gzipped, as ES modules', () => {
		const size = gzipped(...firstLoad('index.js'));
		assert.ok(size <= 38 * kB, `${size} bytes: ${[...firstLoad('index.js')].join(', ')}`);
	});

	it('is no more than 108 kB, gzipped, as one file', () => {
		const size = gzipped('voice-elements.min.js');
		assert.ok(size <= 108 * kB, `${size} bytes`);
	});

	it('keeps JsSIP out of what loads first, and in a chunk of its own', () => {
		const withSip = filesOf(dist).filter((file) => file.endsWith('.js') && !file.startsWith('pbx/') && readFileSync(join(dist, file), 'utf8').includes('z9hG4bK'));
		const chunks = withSip.filter((file) => file.startsWith('chunks/'));
		assert.deepEqual(new Set([...chunks, 'voice-elements.min.js']), new Set(withSip));
		assert.deepEqual(chunks.filter((file) => firstLoad('index.js').has(file)), []);
		assert.equal(chunks.length, 1);
	});

	for (const [name, entry] of entries) {
		it(`offers ${name} as a module with its types, or as types alone`, () => {
			if (entry.default) assert.ok(existsSync(join(root, entry.default)), entry.default);
			assert.ok(existsSync(join(root, entry.types)), entry.types);
		});

		it(`declares ${name} without JsSIP and without Node`, () => {
			const reached = reachable(posix.relative('dist', entry.types));
			const wrong = [...reached].filter((file) => !forNode(name, file) && /['"](jssip|node:|ws|werift)|reference types="node"|\bNodeJS\./.test(readFileSync(join(dist, file), 'utf8')));
			assert.deepEqual(wrong, []);
		});
	}

	it('runs its core without a document', async () => {
		const core = await import(pathToFileURL(join(dist, 'core.js')).href) as Record<string, unknown>;
		assert.equal(typeof core.Phone, 'function');
	});

	it('declares nothing that a user cannot reach', () => {
		const reached = new Set(entries.flatMap(([, { types }]) => [...reachable(posix.relative('dist', types))]));
		assert.deepEqual(filesOf(dist).filter((file) => file.endsWith('.d.ts') && !reached.has(file)), []);
	});

	it('lists the hash of every file', () => {
		const listed = JSON.parse(readFileSync(join(dist, 'sri.json'), 'utf8')) as Record<string, string>;
		const actual = filesOf(dist).filter((file) => file !== 'sri.json').sort().map((file) => [file, hash(readFileSync(join(dist, file)))]);
		assert.deepEqual(listed, Object.fromEntries(actual));
	});

	it('names the licences of everything it contains', () => {
		const text = readFileSync(join(dist, 'third-party-licences.txt'), 'utf8');
		for (const name of ['jssip', 'lit', '@lit/context', 'sdp-transform', 'events', 'debug']) assert.match(text, new RegExp(`^${name} \\d`, 'm'));
		assert.match(readFileSync(join(dist, 'pbx/third-party-licences.txt'), 'utf8'), /^@noble\/hashes \d/m);
	});

	it('satisfies publint', async () => {
		const { messages } = await publint({ pkgDir: root, strict: true });
		assert.deepEqual(messages, []);
	});

	it('satisfies "are the types wrong"', async () => {
		await run('node_modules/@arethetypeswrong/cli/dist/index.js', '--pack', '.', '--profile', 'esm-only', '--no-color');
	});

	it('has a current manifest of its elements', async () => {
		const folder = mkdtempSync(join(root, 'test/build/manifest-'));
		await run('node_modules/@custom-elements-manifest/analyzer/cem.js', 'analyze', '--config', 'test/custom-elements.config.mjs', '--outdir', posix.relative(root, folder));
		const fresh = readFileSync(join(folder, 'custom-elements.json'), 'utf8');
		rmSync(folder, { recursive: true });
		assert.ok(readFileSync(join(root, 'custom-elements.json'), 'utf8') === fresh, 'run: npm run manifest');
	});

	it('names its manifest', () => {
		assert.equal(description.customElements, 'custom-elements.json');
	});

	it('has a current reference in its README', () => {
		assert.ok(readFileSync(join(root, 'README.md'), 'utf8') === currentReadme(), 'run: npm run manifest');
	});
});

/** Whether a declaration is only for Node, where the server may join an HTTP server of its user. */
function forNode(entry: string, file: string): boolean {
	return entry === './pbx/node' && file.startsWith('types/pbx/node/');
}

/** The declarations that one declaration leads to. */
function reachable(file: string, found = new Set<string>()): Set<string> {
	if (found.has(file) || !existsSync(join(dist, file))) return found;
	found.add(file);
	for (const { fileName } of ts.preProcessFile(readFileSync(join(dist, file), 'utf8')).importedFiles) {
		if (fileName.startsWith('.')) reachable(posix.join(posix.dirname(file), fileName.replace(/\.js$/, '.d.ts')), found);
	}
	return found;
}
