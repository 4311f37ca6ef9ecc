import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { root } from './built.js';
import { scripts, Site } from './site.js';

/** The policy that the README asks operators for, in the words it has there. */
function listedPolicy(): string {
	const [, policy = ''] = /```\n(default-src 'none';[^`]+)\n```/.exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? [];
	return policy.replace(/\s+/g, ' ');
}

describe('under the strict policy of the README, with trusted types', { timeout: 120_000 }, () => {
	let site: Site;

	before(async () => void (site = await Site.open()), { timeout: 300_000 });
	after(() => site.close());

	async function visit(script: string, policy: string): Promise<Page> {
		const page = await site.browser.newPage();
		await page.addInitScript(`
			violations = [];
			errors = [];
			addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => violations.push([violatedDirective, blockedURI, sample].join(' ')));
			addEventListener('voice-error', ({ error }) => errors.push(error.code));
		`);
		const account = `server="${site.pbx.url}" uri="sip:1000@voice.test" password="${site.pbx.password}"`;
		const header = policy.replaceAll('https://cdn.example.org', site.origin).replaceAll('wss://pbx.example.org:7443', new URL(site.pbx.url).origin.replace('http', 'ws')).replaceAll('https://www.example.org', site.origin);
		await page.goto(site.page(`<html lang="ru"><meta charset="windows-1251"><body>${script}<voice-phone ${account}><voice-dial></voice-dial><voice-call></voice-call><voice-chat></voice-chat></voice-phone>`, { 'Content-Security-Policy': header }));
		return page;
	}

	for (const [title, script] of scripts) {
		it(`a page with ${title}, in whatever encoding, makes a whole call, and nothing is reported`, async () => {
			const page = await visit(script, listedPolicy());
			await page.locator('voice-dial').getByRole('textbox').fill('9196');
			await page.locator('voice-dial').getByRole('button', { name: 'Позвонить: 9196' }).click();
			const call = page.locator('voice-call');
			await call.locator('[part~=timer]').waitFor();
			assert.equal(await hearsItself(page), 'yes');
			await call.getByRole('button', { name: 'Удержать' }).click();
			await call.getByRole('button', { name: 'Продолжить' }).click();
			await call.getByRole('button', { name: 'Клавиши' }).click();
			await call.getByRole('button', { name: '5', exact: true }).click();
			await page.locator('voice-chat').getByRole('textbox').fill('привет');
			await page.locator('voice-chat').getByRole('button', { name: 'Отправить' }).click();
			await call.getByRole('button', { name: 'Завершить' }).click();
			await call.getByText('Вы завершили звонок').first().waitFor();
			assert.deepEqual(await page.evaluate('({ violations, errors })'), { violations: [], errors: [] });
			await page.close();
		});
	}

	it('a policy that does not allow ours leaves the looks unloaded, and says so', async () => {
		const page = await visit(scripts[0][1], listedPolicy().replace(' voice-elements', ''));
		await page.locator('voice-dial').getByText('could not be loaded').waitFor();
		assert.match(String(await page.evaluate('violations.join()')), /trusted-types/);
		await page.close();
	});
});

function hearsItself(page: Page): Promise<string | undefined> {
	return page.waitForFunction(() => {
		const call = document.querySelector('voice-phone')?.phone.state.calls.at(-1);
		return call?.phase === 'confirmed' && call.hears !== 'unknown' ? call.hears : undefined;
	}).then((handle) => handle.jsonValue());
}
