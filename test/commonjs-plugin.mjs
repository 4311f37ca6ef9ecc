import { createRequire } from 'node:module';
import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);
const here = dirname(fileURLToPath(import.meta.url));
const prefix = '/__commonjs/';

/**
 * Serves CommonJS packages to the browser as ES modules, bundled once by esbuild.
 * One build with shared chunks, so that 'jssip' and 'jssip/lib/Parser.js' are parts of the same instance.
 */
export function commonjsPlugin(packages) {
	const names = packages.flatMap(importableNames);
	const files = bundle(names);
	return {
		name: 'commonjs',
		resolveImport: ({ source }) => (names.includes(source) ? `${prefix}${fileOf(source)}` : undefined),
		async serve({ path }) {
			if (!path.startsWith(prefix)) return undefined;
			const body = (await files).get(path.slice(prefix.length));
			return body === undefined ? undefined : { body, type: 'js' };
		},
	};
}

const fileOf = (name) => (name.endsWith('.js') ? name : `${name}.js`);

function importableNames(name) {
	const folder = dirname(require.resolve(`${name}/package.json`));
	const deep = name === 'jssip' ? readdirSync(join(folder, 'lib'), { recursive: true }) : [];
	return [name, ...deep.filter((file) => file.endsWith('.js')).map((file) => `${name}/lib/${file}`)];
}

async function bundle(names) {
	const result = await build({
		entryPoints: Object.fromEntries(names.map((name) => [fileOf(name).slice(0, -3), `entry:${name}`])),
		bundle: true,
		splitting: true,
		format: 'esm',
		target: 'es2022',
		outdir: '/bundle',
		chunkNames: 'chunks/[hash]',
		write: false,
		logLevel: 'error',
		define: { 'process.env.NODE_ENV': '"development"' },
		plugins: [{ name: 'entries', setup: serveEntries }],
	});
	return new Map(result.outputFiles.map(({ path, text }) => [relative('/bundle', path), text]));
}

function serveEntries(builder) {
	builder.onResolve({ filter: /^entry:/ }, ({ path }) => ({ path: path.slice('entry:'.length), namespace: 'entry' }));
	builder.onLoad({ filter: /.*/, namespace: 'entry' }, ({ path }) => ({ contents: entry(path), resolveDir: here }));
}

/** The named exports of a CommonJS module are known only by running it. */
function entry(name) {
	const exported = Object.keys(require(name)).filter((key) => /^[A-Za-z_$][\w$]*$/.test(key) && key !== 'default');
	return `import whole from ${JSON.stringify(name)};
		export default whole;
		${exported.map((key) => `const $${key} = whole.${key}; export { $${key} as ${key} };`).join('\n')}`;
}
