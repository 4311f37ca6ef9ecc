import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium, type Browser, type CDPSession } from 'playwright-core';
import { chromiumArguments } from '../../chromium.mjs';
import { prepareChromium } from '../../setup.mjs';
import type * as pageWithCall from './page-with-call.js';

declare const page: typeof pageWithCall;

/** A node of Chromium's accessibility tree (CDP, `Accessibility.AXNode`), as far as it is read here. */
interface Node {
	readonly nodeId: string;
	readonly parentId?: string;
	readonly ignored: boolean;
	readonly role?: { readonly value?: unknown };
	readonly name?: { readonly value?: string };
	readonly properties?: readonly { readonly name: string; readonly value: { readonly value?: unknown } }[];
	readonly childIds?: readonly string[];
}

/** Boxes that mean nothing, and pieces of texts. */
const UNSAID = ['none', 'generic', 'paragraph', 'LabelText', 'InlineTextBox', 'RootWebArea'];
const SAID_PROPERTIES = ['focused', 'expanded', 'busy', 'disabled', 'invalid', 'live'];

describe('the accessibility tree of a whole call', () => {
	const [expectation, ...expected] = readFileSync(new URL('accessibility-tree.txt', import.meta.url), 'utf8').split(/^# /m);
	let browser: Browser;
	let seen: readonly string[];

	before(async () => {
		const executablePath = prepareChromium();
		assert.ok(executablePath, 'This test needs a Chromium.');
		browser = await chromium.launch({ executablePath, args: chromiumArguments() });
		seen = await walk(browser);
	});

	after(() => browser.close());

	it('is expected at every step, and no other', () => {
		assert.equal(expectation, '');
		assert.deepEqual(seen.map(titleOf), expected.map(titleOf));
	});

	for (const [index, section] of expected.entries()) {
		it(titleOf(section), () => assert.equal(seen[index]?.trim(), section.trim()));
	}
});

function titleOf(section: string): string {
	return section.split('\n')[0] ?? '';
}

/** Every step of the call: its name, what was said, and the tree. */
async function walk(browser: Browser): Promise<readonly string[]> {
	const tab = await browser.newPage();
	await tab.clock.setFixedTime(new Date('2026-03-14T15:09:26Z'));
	// Only a page that browsers take for secure has all of Web Crypto.
	await tab.route('http://localhost/', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><html lang="en"><title>A page</title><body></body></html>' }));
	await tab.goto('http://localhost/');
	await tab.addScriptTag({ content: await bundle() });
	const cdp = await tab.context().newCDPSession(tab);
	const steps = await tab.evaluate(() => page.begin());
	const seen: string[] = [];
	for (const step of steps) {
		const said = await tab.evaluate((name) => page.take(name), step);
		seen.push([step, ...said.map((words) => `> ${words}`), await treeOf(cdp)].join('\n'));
	}
	return seen;
}

async function treeOf(cdp: CDPSession): Promise<string> {
	const { nodes } = await cdp.send('Accessibility.getFullAXTree') as { nodes: readonly Node[] };
	const byId = new Map(nodes.map((node) => [node.nodeId, node]));
	const lines: string[] = [];
	const visit = (node: Node, depth: number, around: string): void => {
		const said = sayNode(node, around);
		if (said) lines.push(`${'  '.repeat(depth)}${said}`);
		for (const id of node.childIds ?? []) {
			const child = byId.get(id);
			if (child) visit(child, said ? depth + 1 : depth, said ? nameOf(node.name) : around);
		}
	};
	const root = nodes.find(({ parentId }) => parentId === undefined);
	if (root) visit(root, 0, '');
	return lines.join('\n');
}

/** Whatever the time is. */
function nameOf(name: Node['name']): string {
	return (name?.value ?? '').replace(/\d{1,2}:\d\d\s[AP]M/g, 'h:mm');
}

/** A node in words, unless it says nothing, or only what its parent is named by. */
function sayNode({ ignored, role, name, properties = [] }: Node, around: string): string | undefined {
	const kind = String(role?.value);
	const words = nameOf(name);
	if (ignored || UNSAID.includes(kind) || (kind === 'StaticText' && (words.trim() === '' || around.includes(words.trim())))) return undefined;
	const states = properties.filter((property) => SAID_PROPERTIES.includes(property.name) && ![false, 'false', 'off'].includes(property.value.value as string | boolean));
	return [kind === 'StaticText' ? 'text' : kind, ...(words ? [`“${words}”`] : []), ...states.map((property) => (property.value.value === true ? property.name : `${property.name}=${String(property.value.value)}`))].join(' ');
}

async function bundle(): Promise<string> {
	const entry = fileURLToPath(new URL('./page-with-call.ts', import.meta.url));
	const { outputFiles } = await build({ entryPoints: [entry], bundle: true, format: 'iife', globalName: 'page', write: false, define: { 'process.env.NODE_ENV': '"production"' } });
	return outputFiles[0]?.text ?? '';
}
