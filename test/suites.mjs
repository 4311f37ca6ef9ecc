import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, relative, sep } from 'node:path';
import { firefoxTestFiles, installedFirefox, wire } from './firefox.mjs';
import { hasNullSound, startNullSound } from './null-sound.mjs';
import { prepareChromium, root } from './setup.mjs';

const inCi = Boolean(process.env.CI);
const minimum = JSON.parse(readFileSync(join(root, 'test/minimum.json'), 'utf8'));
const bin = (path) => [process.execPath, join(root, 'node_modules', path)];

/** What each suite runs; given files, only those. Every one resolves to counts, seconds, and the output of what failed. */
export const suites = {
	types: () => checks('types', [[...bin('typescript/bin/tsc'), '-p', '.']]),
	lint: () => checks('lint', [
		[...bin('eslint/bin/eslint.js'), '--config', 'test/eslint.config.mjs', '--max-warnings', '0', '.'],
		[...bin('lit-analyzer/cli.js'), '--strict', '--quiet', 'src/elements/**/*.ts'],
	]),
	node: (files) => {
		prepareChromium();
		return nodeTests('node', files);
	},
	browser: (files) => withChromium('browser', () => browserTests(files)),
	build: (files) => withChromium('build', () => nodeTests('build', files)),
	stories: () => withChromium('stories', () => counted('stories', () => [process.execPath, 'test/stories/visit-stories.mjs'])),
	firefox: (files) => firefoxTests(files),
	interop: (files) => withChromium('interop', () => nodeTests('interop', files, alone(wire))),
	faults: (files) => withChromium('faults', () => nodeTests('faults', files, alone())),
};

/** A command prefix for a network namespace with nothing but loopback, and what these shell commands add, where the system allows one: real servers then reach nobody and meet no taken port. */
function alone(addition = 'true') {
	const inside = ['--', 'sh', '-c', `ip link set lo up && ${addition} && exec "$@"`, '--'];
	const ways = [['unshare', '--net', ...inside], ['unshare', '--map-root-user', '--net', ...inside]];
	return ways.find(([command, ...args]) => spawnSync(command, [...args, 'true']).status === 0) ?? [];
}

/** What `npm test` leaves out: it needs servers that are installed, or takes long. */
const demanding = ['firefox', 'interop', 'faults'];

/** Suites by name, files by path, those after the name `firefox` in that browser; without a wish all that need nothing but a Chromium. */
export function chosen(wanted) {
	const names = wanted.length > 0 ? wanted : Object.keys(suites).filter((name) => !demanding.includes(name));
	const [first, ...files] = names;
	if (first === 'firefox' && files.length > 0 && files.every((file) => !(file in suites))) return [[first, files.map(testFile)]];
	return names.map((name) => (name in suites ? [name] : [suiteOf(name), [testFile(name)]]));
}

function testFile(name) {
	if (!existsSync(name)) throw new Error(`There is neither a suite nor a file "${name}". Suites: ${Object.keys(suites).join(', ')}.`);
	return relative(root, name);
}

function suiteOf(file) {
	if (!file.endsWith('.node.test.ts')) return 'browser';
	return ['build', ...demanding].find((name) => relative(root, file).startsWith(join('test', name) + sep)) ?? 'node';
}

async function checks(name, commands) {
	const startedAt = Date.now();
	const runs = [];
	for (const command of commands) runs.push(await run(command));
	const failed = runs.filter(({ code }) => code !== 0);
	return judged(name, { passed: runs.length - failed.length, failed: failed.length, skipped: 0 }, { startedAt, output: failed.map(({ output }) => output).join('\n') });
}

function nodeTests(name, files = testFiles(name), prefix = []) {
	const reporters = (results) => ['--test-reporter=spec', '--test-reporter-destination=stdout', '--test-reporter=./test/count-reporter.mjs', `--test-reporter-destination=${results}`];
	const serially = name === 'node' ? [] : ['--test-concurrency=1'];
	return counted(name, (results) => [...prefix, process.execPath, '--import', 'tsx', '--test', ...serially, ...reporters(results), ...files]);
}

function browserTests(files) {
	return counted('browser', () => [...bin('@web/test-runner/dist/bin.js'), '--config', 'test/web-test-runner.config.mjs'], files && { TEST_FILES: files.join(delimiter) });
}

/** Telephones, elements and what is between, in Firefox. */
async function firefoxTests(files = firefoxTestFiles()) {
	if (!installedFirefox() || !hasNullSound()) return judged('firefox', { passed: 0, failed: 0, skipped: minimum.firefox }, { startedAt: Date.now(), output: 'skipped: it needs Firefox and PulseAudio: apt-get install firefox-esr pulseaudio' });
	const { environment, stop } = await startNullSound();
	try {
		return await counted('firefox', () => [...alone(wire), ...bin('@web/test-runner/dist/bin.js'), '--config', 'test/web-test-runner.firefox.config.mjs'], { ...environment, TEST_FILES: files.join(delimiter) });
	} finally {
		await stop();
	}
}

/** Runs a command that writes its counts to a file. */
async function counted(name, command, env = {}) {
	const startedAt = Date.now();
	const folder = mkdtempSync(join(tmpdir(), 'voice-elements-'));
	const results = join(folder, 'results.json');
	const { code, output } = await run(command(results), { TEST_RESULTS: results, ...env });
	const counts = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : { passed: 0, failed: 1, skipped: 0 };
	rmSync(folder, { recursive: true });
	if (code !== 0 && counts.failed === 0) counts.failed = 1;
	return judged(name, counts, { startedAt, output: counts.failed + counts.skipped > 0 ? output.slice(Math.max(0, output.indexOf('✖ failing tests:'))) : '' });
}

/** In CI every skipped test is a failure. */
function judged(name, { passed, failed, skipped }, { startedAt, output }) {
	const seconds = Math.round((Date.now() - startedAt) / 1000);
	const words = [output, inCi && skipped > 0 && `${name}: ${skipped} skipped, which CI does not allow`];
	return { passed, failed: failed + (inCi ? skipped : 0), skipped: inCi ? 0 : skipped, output: words.filter(Boolean).join('\n'), seconds };
}

/** A whole suite with too few tests has failed. */
export function whole(name, result) {
	const missing = (minimum[name] ?? 0) - result.passed - result.failed - result.skipped;
	if (missing <= 0) return result;
	const words = `${name}: ${missing} fewer tests than test/minimum.json demands`;
	return { ...result, failed: result.failed + 1, output: [result.output, words].filter(Boolean).join('\n') };
}

async function withChromium(name, suite) {
	if (prepareChromium()) return suite();
	return judged(name, { passed: 0, failed: 0, skipped: minimum[name] }, { startedAt: Date.now(), output: 'skipped: it needs a Chromium' });
}

function testFiles(suite) {
	return readdirSync(join(root, 'test'), { recursive: true })
		.map((file) => join('test', file))
		.filter((file) => file.endsWith('.test.ts') && suiteOf(join(root, file)) === suite)
		.sort();
}

function run([command, ...args], env = {}) {
	return new Promise((resolve) => {
		const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
		let output = '';
		for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
		child.on('close', (code) => resolve({ code, output }));
	});
}
