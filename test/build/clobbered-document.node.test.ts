import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { scripts, Site } from './site.js';

/** Globals that Lit, its polyfills and its tools ask for. */
const GLOBALS = ['litHtmlVersions', 'litElementVersions', 'reactiveElementVersions', 'litHtmlPolyfillSupport', 'litElementPolyfillSupport', 'reactiveElementPolyfillSupport', 'ShadyCSS', 'VoiceElements'];

/** Runs in the page before everything else: forms and images that hide every member of the document, and are taken for globals. */
function clobber(globals: readonly string[]): void {
	const members = [Document, Node, EventTarget].flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype));
	const names = [...new Set([...members, ...globals])].filter((name) => name !== 'constructor');
	const html = names.map((name) => `<form name="${name}" id="${name}"></form><img name="${name}" id="${name}">`).join('');
	const body = Reflect.get(Document.prototype, 'body', document);
	body.insertAdjacentHTML('beforeend', `<div hidden>${html}</div>`);
}

const element = (selector: string): string => `Document.prototype.querySelector.call(document, '${selector}')`;

async function until(page: Page, condition: string): Promise<void> {
	for (const deadline = Date.now() + 20_000; !await page.evaluate(condition);) {
		assert.ok(Date.now() < deadline, `does not come true: ${condition}`);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}

describe('a page with an element named like every member of its document', { timeout: 120_000 }, () => {
	let site: Site;

	before(async () => void (site = await Site.open()), { timeout: 300_000 });
	after(() => site.close());

	for (const [title, script] of scripts) {
		it(`calls and is written to by ${title}`, async () => {
			const page = await site.browser.newPage();
			const errors: string[] = [];
			page.on('pageerror', ({ stack }) => void errors.push(stack ?? ''));
			const account = (user: string): string => `id="p${user}" server="${site.pbx.url}" uri="sip:${user}@voice.test" password="${site.pbx.password}"`;
			const elements = `<voice-phone ${account('1000')}></voice-phone><voice-call></voice-call><voice-chat></voice-chat><voice-dial to="9196" phone-id="p1000"></voice-dial><voice-dial ${account('1001')}></voice-dial>`;
			await page.goto(site.page(`<body><script>(${clobber.toString()})(${JSON.stringify(GLOBALS)})</script>${script}${elements}`));
			assert.notEqual(await page.evaluate('typeof document.createElement'), 'function');
			const phone = `${element('#p1000')}.phone`;
			const other = `${element('voice-phone:not(#p1000)')}.phone`;
			for (const one of [phone, other]) await until(page, `${one}?.state.registration.phase === 'registered'`);
			await page.evaluate(`${other}.chat({ person: '1000' }).send('hi there')`);
			await until(page, `${element('voice-chat')}.shadowRoot.textContent.includes('hi there')`);
			await page.evaluate(`void ${element('voice-dial[to]')}.shadowRoot.querySelector('button').click()`);
			await until(page, `${phone}.state.calls.at(-1)?.phase === 'confirmed' && ${phone}.state.calls.at(-1).hears === 'yes'`);
			await until(page, `${element('voice-call')}.shadowRoot.textContent.includes('9196')`);
			assert.deepEqual(errors, []);
			await page.close();
		});
	}
});
