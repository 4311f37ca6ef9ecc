import { relative, resolve } from 'node:path';
import ts from 'typescript';

/** A rollup plugin that writes the declarations of some entries, and of nothing that a user of these cannot reach. */
export function declarations(entries, tsconfig, { from = 'src', to = 'types' } = {}) {
	return {
		name: 'declarations',
		buildEnd(error) {
			if (error) return;
			const emitted = emit(entries, ts.getParsedCommandLineOfConfigFile(tsconfig, {}, ts.sys).options);
			const wanted = reachable(emitted, entries.map((entry) => declarationOf(relative(from, entry))));
			for (const file of wanted) this.emitFile({ type: 'asset', fileName: `${to}/${file}`, source: emitted.get(file) });
		},
	};
}

const declarationOf = (file) => file.split('\\').join('/').replace(/\.[jt]s$/, '.d.ts');

function emit(entries, options) {
	const outDir = '/declarations';
	const emitted = new Map();
	ts.createProgram(entries, { ...options, declaration: true, emitDeclarationOnly: true, stripInternal: true, outDir })
		.emit(undefined, (file, text) => emitted.set(relative(outDir, file).split('\\').join('/'), text));
	return emitted;
}

function reachable(emitted, entries) {
	const found = new Set();
	const visit = (file) => {
		if (found.has(file) || !emitted.has(file)) return;
		found.add(file);
		for (const { fileName } of ts.preProcessFile(emitted.get(file)).importedFiles) visit(declarationOf(relative('.', resolve(file, '..', fileName))));
	};
	entries.forEach(visit);
	return found;
}
