import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { context, type BuildOptions, type Plugin } from 'esbuild';

const folder = fileURLToPath(new URL('.', import.meta.url));

const options: BuildOptions = {
	entryPoints: [`${folder}demo.ts`, `${folder}reload.ts`],
	tsconfig: `${folder}../../tsconfig.json`,
	bundle: true,
	splitting: true,
	format: 'esm',
	target: 'es2022',
	sourcemap: 'linked',
	outdir: '/assets',
	write: false,
	logLevel: 'warning',
};

/** The scripts of the page, by URL path. */
export interface PageBundle {
	file(path: string): Uint8Array | undefined;
}

/** Bundles the scripts of the page into memory, JsSIP in a chunk that loads when a phone connects. With `onChange` it does so again whenever a source changes. */
export async function bundlePage(onChange?: () => void): Promise<PageBundle> {
	const files = new Map<string, Uint8Array>();
	const building = await context({ ...options, plugins: [keepIn(files, onChange)] });
	await building.rebuild();
	if (onChange) await building.watch();
	else await building.dispose();
	return { file: (path) => files.get(path) };
}

function keepIn(files: Map<string, Uint8Array>, onChange?: () => void): Plugin {
	return {
		name: 'keep-in-memory',
		setup: (build) => build.onEnd(({ outputFiles = [], errors }) => {
			if (errors.length > 0) return;
			files.clear();
			for (const { path, contents } of outputFiles) files.set(`/assets/${basename(path)}`, contents);
			onChange?.();
		}),
	};
}
