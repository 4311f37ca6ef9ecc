import { execFile } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';

/** Folder of the project. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
/** Folder of the build. */
export const dist = join(root, 'dist');

const ownPlugins = readdirSync(join(root, 'test/build')).filter((file) => !file.endsWith('.ts')).map((file) => `test/build/${file}`);
const sources = ['src', ...ownPlugins, 'test/tsconfig.build.json', 'rollup.config.mjs', 'custom-elements.json', 'package-lock.json', 'tsconfig.json'];

let building: Promise<void> | undefined;

/** Builds, once for all that ask, unless the last build is younger than everything it is made of. */
export function build(): Promise<void> {
	return (building ??= buildAnew());
}

async function buildAnew(): Promise<void> {
	const youngest = Math.max(...sources.map((source) => ageOf(join(root, source))));
	if (ageOf(join(dist, 'sri.json')) < youngest) await run('node_modules/rollup/dist/bin/rollup', '--config', '--silent');
}

/** Runs a script of an installed package with Node, in which `npm pack` would not build again; rejects with its output. */
export async function run(script: string, ...args: string[]): Promise<string> {
	const { stdout } = await promisify(execFile)(process.execPath, [join(root, script), ...args], { cwd: root, maxBuffer: 1 << 26, env: { ...process.env, npm_config_ignore_scripts: 'true' } })
		.catch((error: { stdout: string; stderr: string }) => Promise.reject(new Error(`${script} failed:\n${error.stdout}${error.stderr}`)));
	return stdout;
}

/** What a page loads at once for a module, without what it imports dynamically. */
export function firstLoad(file: string, found = new Set<string>()): Set<string> {
	if (found.has(file)) return found;
	found.add(file);
	for (const [, imported = ''] of readFileSync(join(dist, file), 'utf8').matchAll(/(?:\bfrom|\bimport)\s*"(\.[^"]+)"/g)) {
		firstLoad(posix.join(posix.dirname(file), imported), found);
	}
	return found;
}

/** Bytes on the wire, each file for itself. */
export function gzipped(...files: string[]): number {
	return files.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file)), { level: 9 }).length, 0);
}

/** Every file of a folder, with `/` in its path. */
export function filesOf(folder: string): string[] {
	return readdirSync(folder, { recursive: true }).map((file) => String(file).replaceAll('\\', '/')).filter((file) => statSync(join(folder, file)).isFile());
}

function ageOf(path: string): number {
	const stat = statSync(path, { throwIfNoEntry: false });
	if (!stat) return 0;
	return stat.isDirectory() ? Math.max(0, ...filesOf(path).map((file) => statSync(join(path, file)).mtimeMs)) : stat.mtimeMs;
}
