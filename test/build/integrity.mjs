import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';

const list = 'sri.json';

/** A rollup plugin that writes `sri.json`: for every other file of the folder what stands in an `integrity` attribute. */
export function integrity(folder) {
	return {
		name: 'integrity',
		closeBundle() {
			if (!existsSync(folder)) return;
			const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name)).filter((file) => file !== join(folder, list)).sort();
			const hashes = files.map((file) => [file.slice(folder.length + 1).split(sep).join('/'), hash(readFileSync(file))]);
			writeFileSync(join(folder, list), `${JSON.stringify(Object.fromEntries(hashes), undefined, '\t')}\n`);
		},
	};
}

export const hash = (bytes) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
