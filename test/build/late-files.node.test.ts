import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page, Route } from 'playwright-core';
import { filesOf, dist } from './built.js';
import { scripts, Site } from './site.js';

const face = (tag: string): string => (tag === 'voice-dial' ? '<voice-dial to="1"></voice-dial>' : `<${tag}></${tag}>`);
const tags = ['voice-dial', 'voice-call', 'voice-chat'] as const;

/** Whether every element of the page shows something of its own, and nothing that says it could not. */
const allDrawn = (count: number): boolean => {
	const faces = [...document.querySelectorAll('voice-dial, voice-call, voice-chat')];
	return faces.length === count && faces.every(({ shadowRoot }) => shadowRoot?.querySelector('[part]') && !shadowRoot.textContent?.includes('could not be loaded'));
};

describe('the files beside the classic script', { timeout: 240_000 }, () => {
	let site: Site;
	let beside: readonly string[];

	before(async () => {
		site = await Site.open();
		beside = filesOf(dist).filter((file) => /^voice-elements\..*-[\w-]{8}\.js$/.test(file));
	}, { timeout: 300_000 });
	after(() => site.close());

	const fileOf = (name: string): string => beside.find((file) => file.startsWith(`voice-elements.${name}-`)) ?? assert.fail(`no file ${name}`);

	async function visit(tag: string, deliver: (file: string, route: Route) => unknown): Promise<Page> {
		const page = await site.browser.newPage();
		await page.route(/voice-elements\..*-[\w-]{8}\.js$/, async (route) => void (await deliver(new URL(route.request().url()).pathname.slice(1), route)));
		await page.goto(site.page(scripts[0][1] + face(tag)));
		return page;
	}

	const add = (page: Page, tag: string): Promise<void> => page.evaluate((markup) => document.body.insertAdjacentHTML('beforeend', markup), face(tag));

	for (const tag of tags) {
		for (const late of ['look', `${tag.replace('voice-', '')}-look`]) {
			it(`draw every <${tag}>, also one that comes while ${late} is still on its way`, async () => {
				const file = fileOf(late);
				const page = await visit(tag, async (asked, route) => {
					if (asked === file) await pause(700);
					await route.continue();
				});
				for (let more = 0; more < 4; more++) {
					await pause(150);
					await add(page, tag);
				}
				await page.waitForFunction(allDrawn, 5);
				await page.close();
			});
		}

		it(`draw every <${tag}> of the page when each of them was lost once, in every order, and nobody does anything`, async () => {
			const wanted = ['look', `${tag.replace('voice-', '')}-look`].map(fileOf);
			const lost = new Set<string>();
			const page = await visit(tag, async (asked, route) => {
				if (lost.has(asked)) return route.continue();
				lost.add(asked);
				await pause(wanted.indexOf(asked) === 0 ? 0 : 300);
				return route.abort();
			});
			await pause(100);
			await add(page, tag);
			await page.waitForFunction(allDrawn, 2);
			assert.ok(wanted.every((file) => lost.has(file)));
			await page.close();
		});
	}
});

describe('a page in which strangers choose the names of images', { timeout: 240_000 }, () => {
	let site: Site;

	before(async () => void (site = await Site.open()), { timeout: 300_000 });
	after(() => site.close());

	for (const place of ['before', 'after'] as const) {
		it(`runs nothing but the build, with the image ${place} a script that is deferred, under nonces and trusted types`, async () => {
			const page = await site.browser.newPage();
			const requested: string[] = [];
			page.on('request', (request) => requested.push(request.url()));
			await page.route('https://evil.test/**', (route) => route.fulfill({ contentType: 'text/javascript', body: 'ran = true', headers: { 'Access-Control-Allow-Origin': '*' } }));
			const images = ['currentScript', 'baseURI', 'head', 'body'].map((name) => `<img name=${name} src="https://evil.test/x/" alt="">`).join('');
			const script = '<script nonce="n" defer src="/voice-elements.min.js"></script>';
			const body = place === 'before' ? images + script : script + images;
			await page.goto(site.page(`${body}<voice-dial to="1"></voice-dial><voice-call></voice-call>`, {
				'Content-Security-Policy': `script-src 'nonce-n' 'strict-dynamic'; require-trusted-types-for 'script'; trusted-types lit-html voice-elements`,
			}));
			await page.waitForFunction(allDrawn, 2);
			assert.deepEqual(requested.filter((url) => url.startsWith('https://evil.test') && url.endsWith('.js')), []);
			assert.equal(await page.evaluate('typeof ran'), 'undefined');
			await page.close();
		});
	}

	it('checks what it fetches from another origin', async () => {
		const page = await site.browser.newPage();
		await page.route('https://cdn.test/**', async (route) => {
			const answer = await route.fetch({ url: site.origin + new URL(route.request().url()).pathname });
			const text = await answer.text();
			const forged = route.request().url().includes('dial-look') ? `ran = true;${text}` : text;
			await route.fulfill({ contentType: 'text/javascript', body: forged, headers: { 'Access-Control-Allow-Origin': '*' } });
		});
		await page.goto(site.page('<script src="https://cdn.test/voice-elements.min.js"></script><voice-dial to="1"></voice-dial>'));
		await page.locator('voice-dial').getByText('could not be loaded').waitFor();
		assert.equal(await page.evaluate('typeof ran'), 'undefined');
		await page.close();
	});
});
