import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import commonjs from '@rollup/plugin-commonjs';
import json from '@rollup/plugin-json';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import typescript from '@rollup/plugin-typescript';
import { chunkOf } from './test/build/chunks.mjs';
import { classicScript } from './test/build/classic-script.mjs';
import { declarations } from './test/build/declarations.mjs';
import { frameworkTypes } from './test/build/framework-types.mjs';
import { integrity } from './test/build/integrity.mjs';
import { licences } from './test/build/licences.mjs';
import { lessOfJssip } from './test/build/less-of-jssip.mjs';
import { litWithoutDocument } from './test/build/lit-without-document.mjs';

const tags = ['voice-phone', 'voice-dial', 'voice-call', 'voice-chat'];
const entries = {
	index: 'src/index.ts',
	core: 'src/without-elements.ts',
	...Object.fromEntries(tags.map((tag) => [tag, `src/elements/${tag}/${tag}.ts`])),
};
const names = { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js', manualChunks: chunkOf };

const smallest = { ecma: 2022, compress: { passes: 3 }, format: { comments: false } };
/** A classic script is read in the encoding of its page, whatever that is; a module always in UTF-8. */
const ascii = { ...smallest, format: { ...smallest.format, ascii_only: true } };

/**
 * One graph, two shapes. `dist/*.js` are ES modules that need no bundler, since Lit and JsSIP are inside, JsSIP in a chunk of its own.
 * `dist/voice-elements.min.js` is the same in one classic script, but for what few pages need at once: that is in files beside it.
 */
const library = {
	input: entries,
	output: [
		{ dir: 'dist', format: 'es', ...names, plugins: [terser({ ...smallest, module: true })] },
		{
			dir: 'dist',
			format: 'amd',
			...names,
			chunkFileNames: 'voice-elements.[name]-[hash].js',
			amd: { autoId: true },
			plugins: [terser(ascii), classicScript({ entry: 'index', file: 'voice-elements.min.js', global: 'VoiceElements', inside: ['sip-signaling', 'words', 'german', 'account-source'] })],
		},
	],
	plugins: [
		{ name: 'clean', buildStart: () => rmSync('dist', { recursive: true, force: true }) },
		typescript({ tsconfig: 'test/tsconfig.build.json', tslib: fileURLToPath(new URL('test/build/tslib.mjs', import.meta.url)) }),
		nodeResolve({ browser: true, preferBuiltins: false }),
		lessOfJssip(),
		litWithoutDocument(),
		json(),
		commonjs(),
		declarations(Object.values(entries), 'test/tsconfig.build.json'),
		frameworkTypes('custom-elements.json'),
		licences(),
		integrity('dist'),
	],
	/** JsSIP and its parts require each other in circles; it is written for that. */
	onwarn(warning, warn) {
		if (warning.code !== 'CIRCULAR_DEPENDENCY' || !warning.ids?.every((id) => id.includes('/node_modules/'))) warn(warning);
	},
};

const pbxEntries = { 'pbx/index': 'src/pbx/index.ts', 'pbx/node': 'src/pbx/node/index.ts' };

/** The server for other people's tests: modules that share nothing with the library. In Node its WebSockets and its media are packages that the tests install. */
const pbx = {
	input: pbxEntries,
	external: [/^node:/, 'werift', 'ws'],
	output: { dir: 'dist', format: 'es', entryFileNames: '[name].js', chunkFileNames: 'pbx/[name]-[hash].js' },
	plugins: [
		typescript({ tsconfig: 'test/tsconfig.build.json', tslib: fileURLToPath(new URL('test/build/tslib.mjs', import.meta.url)) }),
		nodeResolve({ browser: true, preferBuiltins: false }),
		declarations(Object.values(pbxEntries), 'test/tsconfig.build.json'),
		licences('pbx/third-party-licences.txt'),
		integrity('dist'),
	],
};

export default [library, pbx];
