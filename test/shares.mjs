import { readdirSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import { root } from './setup.mjs';

/** What is mostly waiting for sound. The rest mostly computes, and wants the focus of its page. */
const patient = ['phone', 'sip', 'media', 'support'].map((folder) => join('test', folder) + sep);

/**
 * The files of `TEST_FILES`, or every browser test, in two shares that run at the same time, each in a browser of its own: there a page is in front and has the focus.
 */
export function shares(launch) {
	const files = process.env.TEST_FILES?.split(delimiter) ?? browserTestFiles();
	const calls = files.filter((file) => patient.some((folder) => file.startsWith(folder)));
	const faces = files.filter((file) => !calls.includes(file));
	return [['calls', calls], ['faces', faces]].filter(([, share]) => share.length > 0).map(([name, share]) => ({ name, files: share, browsers: [launch()] }));
}

export function browserTestFiles() {
	return readdirSync(join(root, 'test'), { recursive: true })
		.map((file) => join('test', file))
		.filter((file) => file.endsWith('.test.ts') && !file.endsWith('.node.test.ts'))
		.sort();
}
