import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** A rollup plugin that writes the licences of the packages that the build contains, as these demand. */
export function licences(fileName = 'third-party-licences.txt') {
	return {
		name: 'licences',
		generateBundle() {
			const packages = new Set([...this.getModuleIds()].map(packageFolder).filter(Boolean));
			this.emitFile({ type: 'asset', fileName, source: [...packages].sort().map(licence).join('\n\n') });
		},
	};
}

function packageFolder(id) {
	const [before, after] = id.replace(/^\0/, '').split(`node_modules${sep}`);
	if (!after) return undefined;
	const [scope, name] = after.split(sep);
	return join(before, 'node_modules', scope.startsWith('@') ? join(scope, name) : scope);
}

function licence(folder) {
	const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
	return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), 'utf8').trim() : ''}`;
}
