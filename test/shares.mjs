import { readdirSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import { root } from './setup.mjs';

/** Rooms that are mostly waiting for sound, and what they share a browser with. What is in none computes, and wants the focus of its page. */
const patient = { phone: ['phone'], line: ['sip', 'media', 'support'] };

/**
 * The files of `TEST_FILES`, or every browser test, in shares that run at the same time, each in a browser of its own: there a page is in front and has the focus.
 */
export function shares(launch) {
	const files = process.env.TEST_FILES?.split(delimiter) ?? browserTestFiles();
	const names = [...new Set(files.map(shareOf))];
	return names.map((name) => ({ name, files: files.filter((file) => shareOf(file) === name), browsers: [launch()] }));
}

function shareOf(file) {
	const found = Object.entries(patient).find(([, folders]) => folders.some((folder) => file.startsWith(join('test', folder) + sep)));
	return found?.[0] ?? 'faces';
}

export function browserTestFiles() {
	return readdirSync(join(root, 'test'), { recursive: true })
		.map((file) => join('test', file))
		.filter((file) => file.endsWith('.test.ts') && !file.endsWith('.node.test.ts'))
		.sort();
}
