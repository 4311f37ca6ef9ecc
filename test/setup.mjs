import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installedChromium } from './chromium.mjs';

/** Folder of the project. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const shippedVersion = '147.0.0';
const shippedFolder = join(root, '.cache', `chromium-${shippedVersion}`);

/** A set-up that cannot go on; the message names the command that would help. */
export class SetupError extends Error {}

/** Sees to Node and to the packages of the lock file. Works before anything is installed, so this file imports nothing but Node. */
export function prepare() {
	const [major] = process.versions.node.split('.');
	if (Number(major) < 20) throw new SetupError(`Node ${process.versions.node} is too old: this project needs Node 20 or newer (https://nodejs.org, or: nvm install 20).`);
	if (installedAsLocked()) return;
	console.log('Installing the packages of package-lock.json into node_modules (once, about a minute) …');
	npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], 'The packages could not be installed. With a connection to the npm registry, run: npm ci');
}

/** A Chromium to run: one that is installed, else one shipped inside an npm package, unpacked into `.cache`; undefined with a word about it where there is none. */
export function prepareChromium() {
	const found = installedChromium() ?? shippedChromium();
	if (found) process.env.CHROME_PATH = found;
	else console.log(`No Chromium was found. ${howToGetOne()}`);
	return found;
}

/** npm keeps a copy of the lock file beside what it installed; what is optional may be missing there. */
function installedAsLocked() {
	const installed = lockedPackages(join(root, 'node_modules', '.package-lock.json'));
	if (!installed) return false;
	return Object.entries(lockedPackages(join(root, 'package-lock.json')) ?? {})
		.filter(([path, { optional }]) => path !== '' && !optional)
		.every(([path, { version }]) => installed[path]?.version === version);
}

function lockedPackages(file) {
	return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined;
}

function shippedChromium() {
	const command = join(shippedFolder, 'chromium.sh');
	if (existsSync(command)) return command;
	if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
	console.log(`No Chromium is installed: getting one from the npm package @sparticuz/chromium@${shippedVersion} into .cache (once, 67 MB) …`);
	try {
		unpackShippedChromium(command);
		return command;
	} catch (error) {
		console.log(error.message);
		return undefined;
	}
}

/**
 * The package unpacks into the temporary folder whatever its version, and its own NSS libraries only where it believes to be on Amazon Linux:
 * so it gets a temporary folder of its own and is told so. The libraries are found through a small script.
 */
function unpackShippedChromium(command) {
	mkdirSync(shippedFolder, { recursive: true });
	writeFileSync(join(shippedFolder, 'package.json'), '{"private":true}\n');
	npm(['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', shippedFolder, `@sparticuz/chromium@${shippedVersion}`], 'The browser could not be fetched from the npm registry.');
	const unpack = "import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())";
	run(process.execPath, ['-e', unpack], { cwd: shippedFolder, env: { ...process.env, TMPDIR: shippedFolder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' } }, 'The browser could not be unpacked.');
	rmSync(join(shippedFolder, 'node_modules'), { recursive: true });
	const libraries = join(shippedFolder, 'al2023', 'lib');
	writeFileSync(command, `#!/bin/sh\nLD_LIBRARY_PATH="${libraries}\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" exec "${join(shippedFolder, 'chromium')}" "$@"\n`);
	chmodSync(command, 0o755);
}

function npm(args, failure) {
	run('npm', args, { cwd: root, shell: process.platform === 'win32' }, failure);
}

function run(command, args, options, failure) {
	const { status, error } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options });
	if (error || status !== 0) throw new SetupError(failure);
}

function howToGetOne() {
	const commands = { linux: 'sudo apt-get install chromium', darwin: 'brew install --cask chromium', win32: 'winget install Google.Chrome' };
	return `Get one with: ${commands[process.platform] ?? 'your package manager'}; or name one: CHROME_PATH=/path/to/chrome npm test`;
}
