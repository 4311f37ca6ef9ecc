import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import ts from 'typescript';
import { build, root } from './built.js';

const { dependencies, exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies: Record<string, string>; exports: Record<string, unknown> };
const entries = Object.keys(exports).map((path) => path.replace('.', 'voice-elements'));

const page = `${entries.map((entry, index) => `import * as entry${index} from '${entry}'${entry.endsWith('.json') ? " with { type: 'json' }" : ''};`).join('\n')}
import { Phone, VoiceError } from 'voice-elements';
import type { CallState } from 'voice-elements/core';
export const all = [${entries.map((_, index) => `entry${index}`).join()}];
export function redial(state: CallState): Phone | VoiceError {
	document.querySelector('voice-dial')?.dial(state.remote.uri);
	return new Phone({ server: 'wss://pbx.example.org', uri: 'sip:1000@pbx.example.org' });
}
`;

/** Whether each entry is a file that exists, and what the core offers without a browser. */
const script = `import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
const missing = ${JSON.stringify(entries)}.filter((entry) => !existsSync(fileURLToPath(import.meta.resolve(entry))));
const { Phone } = await import('voice-elements/core');
console.log(JSON.stringify({ missing, phone: typeof Phone }));
`;

const inShell = { shell: process.platform === 'win32' };

describe('the packed package in a project of somebody else', () => {
	const folder = mkdtempSync(join(tmpdir(), 'voice-elements-'));

	before(async () => {
		await build();
		await unpackInto(folder);
		writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
		writeFileSync(join(folder, 'page.ts'), page);
		writeFileSync(join(folder, 'script.js'), script);
	}, { timeout: 300_000 });
	after(() => rmSync(folder, { recursive: true }));

	for (const [resolution, module, moduleResolution] of [['a bundler', ts.ModuleKind.ESNext, ts.ModuleResolutionKind.Bundler], ['Node', ts.ModuleKind.NodeNext, ts.ModuleResolutionKind.NodeNext]] as const) {
		it(`type-checks as ${resolution} resolves it, every entry and all declarations`, () => {
			const program = ts.createProgram([join(folder, 'page.ts')], { strict: true, noEmit: true, module, moduleResolution, resolveJsonModule: true, target: ts.ScriptTarget.ES2022, lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'], types: [], skipLibCheck: false });
			const faults = ts.getPreEmitDiagnostics(program).map(({ messageText, file }) => `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
			assert.deepEqual(faults, []);
		});
	}

	it('is found by Node, every entry, and its core runs there', async () => {
		const { stdout } = await promisify(execFile)(process.execPath, ['script.js'], { cwd: folder });
		assert.deepEqual(JSON.parse(stdout), { missing: [], phone: 'function' });
	});
});

/** What npm would install: the tarball, and beside it what the package declares to need, and nothing else. */
async function unpackInto(folder: string): Promise<void> {
	const { stdout } = await promisify(execFile)('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: root, maxBuffer: 1 << 26, ...inShell });
	const [packed] = JSON.parse(stdout) as [{ filename: string }];
	const modules = join(folder, 'node_modules');
	mkdirSync(join(modules, 'voice-elements'), { recursive: true });
	await promisify(execFile)('tar', ['-xzf', join(folder, packed.filename), '-C', join(modules, 'voice-elements'), '--strip-components=1']);
	for (const name of Object.keys(dependencies)) {
		mkdirSync(dirname(join(modules, name)), { recursive: true });
		symlinkSync(join(root, 'node_modules', name), join(modules, name), 'junction');
	}
}
