import { expect } from '@open-wc/testing';
import type { StrictReport } from './strict-page.js';

const policy = [`default-src 'none'`, `script-src ${location.origin}`, `require-trusted-types-for 'script'`, `trusted-types lit-html`].join('; ');

/** Runs a script in a page of its own under that policy, and waits for what it tells. */
function reportOf(script: string): Promise<StrictReport> {
	const frame = document.createElement('iframe');
	frame.srcdoc = `<!doctype html><html lang="en"><meta http-equiv="Content-Security-Policy" content="${policy}"><body><script type="module" src="${new URL(script, import.meta.url).href}"></script>`;
	const told = new Promise<StrictReport>((resolve) => addEventListener('message', ({ data }: MessageEvent<StrictReport>) => resolve(data), { once: true }));
	document.body.append(frame);
	return told.finally(() => frame.remove());
}

describe('under a strict content security policy, with trusted types', () => {
	it('every state of every face is shown with its styles, and nothing is reported', async () => {
		const { violations, unstyled } = await reportOf('./strict-page.ts');
		expect(violations).to.deep.equal([]);
		expect(unstyled).to.deep.equal([]);
	});
});
