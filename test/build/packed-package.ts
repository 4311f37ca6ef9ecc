import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { build, root } from './built.js';

interface Description {
	readonly dependencies: Readonly<Record<string, string>>;
	readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

export const { dependencies, exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Description;

/** Every entry that is a script. */
const scripts = Object.entries(exports).filter(([, entry]) => typeof entry === 'object' && 'default' in entry).map(([path]) => path.replace('.', 'voice-elements'));

/** What a site imports by name. */
export const modules = scripts.filter((name) => !name.endsWith('/node'));

const inShell = { shell: process.platform === 'win32' };

/** How TypeScript finds the declarations of a package, by the names that a tsconfig has for it. */
export const resolutions = [
	['node10', ts.ModuleKind.ESNext, ts.ModuleResolutionKind.Node10],
	['node16', ts.ModuleKind.Node16, ts.ModuleResolutionKind.Node16],
	['nodenext', ts.ModuleKind.NodeNext, ts.ModuleResolutionKind.NodeNext],
	['bundler', ts.ModuleKind.ESNext, ts.ModuleResolutionKind.Bundler],
] as const;

/** A project of somebody else in a folder of its own: the tarball as npm would unpack it, beside it what it needs, and the packages that the project has. */
export class Project {
	readonly folder = mkdtempSync(join(tmpdir(), 'voice-elements-'));

	static async with(...packages: readonly string[]): Promise<Project> {
		await build();
		const project = new Project();
		await project.#unpack();
		for (const name of [...Object.keys(dependencies), ...packages]) project.#link(name);
		project.write('package.json', '{ "type": "module", "private": true }');
		return project;
	}

	write(file: string, text: string): string {
		const path = join(this.folder, file);
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, text);
		return path;
	}

	/** Runs Node in the folder; gives what it wrote. Rejects with that when it fails. */
	async node(...args: readonly string[]): Promise<string> {
		const { stdout } = await promisify(execFile)(process.execPath, [...args], { cwd: this.folder, maxBuffer: 1 << 26, env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' } })
			.catch((error: { stdout: string; stderr: string }) => Promise.reject(new Error(`${args.join(' ')} failed:\n${error.stdout}${error.stderr}`)));
		return stdout.trim();
	}

	/** What TypeScript finds wrong with a file, at its strictest, with every declaration that this leads to. */
	faults(file: string, [, module, moduleResolution]: typeof resolutions[number], { skipLibCheck = false, types = [] as string[] } = {}): string[] {
		const program = ts.createProgram([join(this.folder, file)], {
			...{ strict: true, exactOptionalPropertyTypes: true, noEmit: true, resolveJsonModule: true, skipLibCheck, types, module, moduleResolution },
			...{ target: ts.ScriptTarget.ES2022, lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'], jsx: ts.JsxEmit.ReactJSX, ignoreDeprecations: '6.0' },
		});
		return ts.getPreEmitDiagnostics(program).map(({ messageText, file: where }) => `${where?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
	}

	remove(): void {
		rmSync(this.folder, { recursive: true });
	}

	async #unpack(): Promise<void> {
		const { stdout } = await promisify(execFile)('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', this.folder], { cwd: root, maxBuffer: 1 << 26, ...inShell });
		const [packed] = JSON.parse(stdout) as [{ filename: string }];
		const home = join(this.folder, 'node_modules', 'voice-elements');
		mkdirSync(home, { recursive: true });
		await promisify(execFile)('tar', ['-xzf', join(this.folder, packed.filename), '-C', home, '--strip-components=1']);
	}

	#link(name: string): void {
		const link = join(this.folder, 'node_modules', name);
		mkdirSync(dirname(link), { recursive: true });
		symlinkSync(join(root, 'node_modules', name), link, 'junction');
	}
}
