import { after, before, describe, it } from 'node:test';
import { build as bundle } from 'esbuild';
import { join } from 'node:path';
import { root } from './built.js';
import { Site } from './site.js';
import type {} from './parties.js';

/** What the phone does that reaches furthest into JsSIP, of which the build leaves a part out. */
const doings = {
	holdsAndResumes: 'holds and resumes',
	isHeld: 'is held, and resumed',
	transfers: 'sends its call to somebody else',
	restartsIce: 'restarts ICE by a re-INVITE',
	followsRestart: 'follows when the other side restarts ICE',
	sendsDigitsByInfo: 'sends digits as INFO',
	answers: 'answers, and hears that the other side hung up',
} as const;

describe('a phone of the classic script, among others that run the whole of JsSIP', { timeout: 180_000 }, () => {
	let site: Site;
	let parties: string;

	before(async () => {
		site = await Site.open();
		const { outputFiles } = await bundle({ entryPoints: [join(root, 'test/build/parties.ts')], bundle: true, write: false, format: 'iife', target: 'es2022' });
		parties = outputFiles[0]!.text;
	}, { timeout: 300_000 });

	after(() => site.close());

	for (const [name, title] of Object.entries(doings)) {
		it(title, async () => {
			const page = await site.browser.newPage();
			await page.goto(site.page('<script src="/voice-elements.min.js"></script>'));
			await page.addScriptTag({ content: parties });
			const { url, password } = site.pbx;
			await page.evaluate(([doing, office]) => new window.Parties(office)[doing](), [name as keyof typeof doings, { url, password }] as const);
			await page.close();
		});
	}
});
