import { readdirSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import { root } from './setup.mjs';

/** What is mostly waiting for sound. The rest mostly computes, and wants the focus of its page. A third browser beside these makes sound falter on two cores. */
const patient = ['phone', 'sip', 'rtc', 'media', 'support'].map((folder) => join('test', folder) + sep);

/**
 * The files of `TEST_FILES`, or every browser test, in two shares that run at the same time, each in a browser of its own: there a page is in front and has the focus.
 */
export function shares(launch) {
	const files = process.env.TEST_FILES?.split(delimiter) ?? browserTestFiles();
	const names = [...new Set(files.map(shareOf))];
	return names.map((name) => ({ name, files: files.filter((file) => shareOf(file) === name), browsers: [launch()] }));
}

function shareOf(file) {
	return patient.some((folder) => file.startsWith(folder)) ? 'calls' : 'faces';
}

export function browserTestFiles() {
	return readdirSync(join(root, 'test'), { recursive: true })
		.map((file) => join('test', file))
		.filter((file) => file.endsWith('.test.ts') && !file.endsWith('.node.test.ts'))
		.sort();
}
