import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import ts from 'typescript';
import { root } from '../setup.mjs';
import { scripts, Site } from './site.js';

/** Every member that an object of ours may lack: optional ones, and those that a function has a default for. */
function optionalMembers(): readonly string[] {
	const names = new Set<string>();
	const visit = (node: ts.Node): void => {
		const isOptional = (ts.isPropertySignature(node) || ts.isMethodSignature(node) || ts.isPropertyDeclaration(node)) && node.questionToken;
		const name = isOptional ? node.name : ts.isBindingElement(node) && node.initializer && ts.isObjectBindingPattern(node.parent) ? (node.propertyName ?? node.name) : undefined;
		if (name && ts.isIdentifier(name)) names.add(name.text);
		ts.forEachChild(node, visit);
	};
	for (const file of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
		if (!file.endsWith('.ts') || file.startsWith('pbx')) continue;
		visit(ts.createSourceFile(file, readFileSync(join(root, 'src', file), 'utf8'), ts.ScriptTarget.Latest, true));
	}
	// Private members of JsSIP are nobody else’s names.
	return [...names].filter((name) => !name.startsWith('_')).sort();
}

/** Runs in the page before everything else: notes who reads one of the members from `Object.prototype`, unless it is to be found there. */
function install(names: readonly string[], value: string | undefined): void {
	const reads = (window.foreignReads = new Set<string>());
	for (const name of names) {
		if (name in Object.prototype) continue;
		Object.defineProperty(Object.prototype, name, {
			configurable: true,
			get() {
				const [, , reader = ''] = new Error().stack?.split('\n') ?? [];
				if (/\.js:\d+:\d+/.test(reader)) reads.add(`${name}, ${reader.replace(/^.*\/(.*\.js:\d+:\d+).*$/, '$1')}`);
				return value;
			},
			set(this: object, own: unknown) {
				Object.defineProperty(this, name, { value: own, writable: true, enumerable: true, configurable: true });
			},
		});
	}
}

const stateOf = `document.querySelector('voice-phone')?.phone?.state`;

async function until(page: Page, condition: string): Promise<void> {
	const deadline = Date.now() + 60_000;
	while (!await page.evaluate(condition)) {
		if (Date.now() > deadline) throw new Error(`Did not come true: ${condition}: ${String(await page.evaluate(`JSON.stringify(${stateOf})`))}`);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}

describe('a page whose scripts left every member of ours on Object.prototype', { timeout: 240_000 }, () => {
	let site: Site;

	before(async () => void (site = await Site.open()), { timeout: 300_000 });
	after(() => site.close());

	/** Calls, holds, types digits, hangs up, writes and is written to, is called and answers, is called and declines, loses the server and finds it again. */
	async function telephone(page: Page, script: string): Promise<void> {
		const phone = (user: string): string => `<voice-phone id="p${user}" server="${site.pbx.url}" uri="sip:${user}@voice.test" password="${site.pbx.password}"></voice-phone>`;
		await page.goto(site.page(`${script}${phone('1000')}${phone('1001')}<voice-dial></voice-dial><voice-call></voice-call><voice-chat></voice-chat><voice-dial id="button" to="9196">Call us</voice-dial>`));
		const registered = (user: string): string => `document.querySelector('#p${user}')?.phone?.state.registration.phase === 'registered'`;
		const phase = (wanted: string): string => `${stateOf}.calls.at(-1)?.phase === '${wanted}'`;
		const call = page.locator('voice-call');
		const press = (name: string): Promise<void> => call.getByRole('button', { name, exact: true }).first().click();
		await until(page, registered('1000'));
		await page.locator('voice-dial').first().getByRole('textbox').fill('9196');
		await page.locator('voice-dial').first().getByRole('button', { name: 'Call 9196' }).click();
		await until(page, `${phase('confirmed')} && ${stateOf}.calls.at(-1).hears === 'yes'`);
		await press('Hold');
		await until(page, `${stateOf}.calls.at(-1).hold.local`);
		await press('Resume');
		await press('Keypad');
		await call.getByRole('button', { name: '1', exact: true }).click();
		await page.locator('voice-chat').getByRole('textbox').fill('hello');
		await page.locator('voice-chat').getByRole('button', { name: 'Send' }).click();
		await until(page, `${stateOf}.chats.some(({ messages }) => messages.some(({ delivery }) => delivery !== 'sending'))`);
		await cutAll();
		await until(page, `${stateOf}.connection.phase === 'connected' && ${registered('1000')} && ${registered('1001')} && !Object.hasOwn(${stateOf}.calls.at(-1), 'recovering')`);
		await press('Hang up');
		await call.getByText('You hung up').first().waitFor();
		await page.evaluate(`document.querySelector('#p1001').phone.chat({ person: '1000' }).send('hi')`);
		await until(page, `${stateOf}.chats.some(({ messages }) => messages.some(({ text }) => text === 'hi'))`);
		await page.evaluate(`void document.querySelector('#p1001').phone.call('1000')`);
		await press('Answer');
		await until(page, phase('confirmed'));
		await page.evaluate(`document.querySelector('#p1001').phone.calls.at(-1).hangUp()`);
		await call.getByText('1001 hung up').first().waitFor();
		await page.evaluate(`void document.querySelector('#p1001').phone.call('1000')`);
		await press('Decline');
		await until(page, phase('terminated'));
		await page.locator('#button').getByRole('button', { name: 'Call us' }).click();
		await until(page, phase('confirmed'));
		await until(page, `Date.now() - ${stateOf}.calls.at(-1).startedAt > 600`);
		await page.locator('#button').getByRole('button', { name: 'Hang up' }).click();
		await until(page, phase('terminated'));
	}

	/** Until both phones have noticed, and are there again. */
	async function cutAll(): Promise<void> {
		const { wire } = site.pbx.pbx;
		const before = wire.connections;
		for (const connection of before) connection.cut();
		for (const deadline = Date.now() + 60_000; wire.connections.filter((connection) => !before.includes(connection)).length < 2;) {
			assert.ok(Date.now() < deadline, 'no new connections');
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
	}

	const members = optionalMembers();

	it('has members to leave', () => {
		for (const name of ['label', 'raw', 'room', 'pending', 'status']) assert.ok(members.includes(name), name);
	});

	for (const [title, script] of scripts) {
		for (const value of [undefined, 'stranger']) {
			it(`telephones and writes by ${title}, and reads none of them${value ? ', whatever they hold' : ''}`, async () => {
				const page = await site.browser.newPage();
				const first = `<script>(${install.toString().replaceAll('__name', '(function (it) { return it; })')})(${JSON.stringify(members)}, ${JSON.stringify(value)})</script>`;
				await telephone(page, first + script);
				assert.deepEqual(await page.evaluate(() => [...window.foreignReads].sort()), []);
				await page.close();
			});
		}
	}
});

declare global {
	interface Window {
		foreignReads: Set<string>;
	}
}
