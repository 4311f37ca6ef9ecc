import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Project, resolutions } from './packed-package.js';

const packages = ['react', 'react-dom', '@types/react', 'vue', '@vue/server-renderer', 'svelte', 'vite', 'astro', 'csstype'];

const react = `import 'voice-elements';
import { createElement } from 'react';
export const App = () => createElement('voice-phone', { server: 'wss://pbx.example.org', 'display-name': 'Alice' },
	createElement('voice-dial', { 'without-keypad': true }), createElement('voice-call'), createElement('voice-chat'));
`;
const reactMarkup = '<voice-phone server="wss://pbx.example.org" display-name="Alice"><voice-dial without-keypad=""></voice-dial><voice-call></voice-call><voice-chat></voice-chat></voice-phone>';

const vue = `import 'voice-elements/voice-dial';
import { createSSRApp, h } from 'vue';
import { renderToString } from 'vue/server-renderer';
const App = { render: () => h('voice-dial', { to: 'sip:sales@pbx.example.org', 'phone-id': 'sales' }, 'Call sales') };
console.log(await renderToString(createSSRApp(App)));
`;

const astroPage = (head: string): string => `---
${head}
import { VoicePhone } from 'voice-elements';
import { Phone } from 'voice-elements/core';
const { phase } = new Phone({ server: 'wss://pbx.example.org' }).state.connection;
---
<html><head><title>{VoicePhone.name.length > 0}</title></head><body data-phase={phase}>
<voice-phone server="wss://pbx.example.org"><voice-dial></voice-dial></voice-phone>
<script>import 'voice-elements';</script>
</body></html>
`;

/** The least that Astro takes for a server: it builds a function from a request to an answer. */
const astroServer = `import { App } from 'astro/app';
export const createExports = (manifest) => ({ answer: (request) => new App(manifest).render(request) });
`;
const astroConfig = (output: string): string => `const adapter = { name: 'least', hooks: { 'astro:config:done': ({ setAdapter }) => setAdapter({
	name: 'least', serverEntrypoint: new URL('./server.js', import.meta.url), exports: ['answer'], supportedAstroFeatures: { serverOutput: 'stable', staticOutput: 'stable' },
}) } };
export default { output: '${output}', outDir: './out-${output}', srcDir: './src-${output}', ...('${output}' === 'server' && { adapter }) };
`;

describe('a site that renders on its server', { timeout: 300_000 }, () => {
	let project: Project;

	before(async () => void (project = await Project.with(...packages)), { timeout: 300_000 });
	after(() => project.remove());

	it('with Vite and React 19 renders to a string, and builds for the browser', async () => {
		project.write('app.js', react);
		project.write('server.jsx.js', `import { createElement } from 'react';\nimport { renderToString } from 'react-dom/server';\nimport { App } from './app.js';\nexport const html = renderToString(createElement(App));\n`);
		project.write('client.js', `import { hydrateRoot } from 'react-dom/client';\nimport { createElement } from 'react';\nimport { App } from './app.js';\nhydrateRoot(document.body, createElement(App));\n`);
		project.write('index.html', '<!doctype html><title>site</title><script type="module" src="client.js"></script>');
		project.write('build.js', `import { build } from 'vite';
for (const noExternal of [[], ['voice-elements']]) {
	await build({ logLevel: 'error', ssr: { noExternal }, build: { ssr: 'server.jsx.js', outDir: 'out/server' + noExternal.length } });
	console.log((await import('./out/server' + noExternal.length + '/server.jsx.js')).html);
}
await build({ logLevel: 'error', build: { outDir: 'out/client' } });
`);
		assert.equal(await project.node('build.js'), `${reactMarkup}\n${reactMarkup}`);
		assert.match(readFileSync(join(project.folder, 'out/client/index.html'), 'utf8'), /<script type="module"/);
	});

	it('with Vue 3 renders to a string', async () => {
		project.write('vue.js', vue);
		assert.equal(await project.node('vue.js'), '<voice-dial to="sip:sales@pbx.example.org" phone-id="sales">Call sales</voice-dial>');
	});

	for (const output of ['static', 'server'] as const) {
		it(`with Astro is built and rendered, output ${output}`, async () => {
			project.write('server.js', astroServer);
			project.write(`astro-${output}.config.mjs`, astroConfig(output));
			project.write(`src-${output}/pages/index.astro`, astroPage(''));
			await project.node('node_modules/astro/astro.js', 'build', '--config', `astro-${output}.config.mjs`, '--silent');
			const html = output === 'static' ? readFileSync(join(project.folder, 'out-static/index.html'), 'utf8') : await project.node('--input-type=module', '--eval', answer);
			assert.match(html, /data-phase="idle".*<voice-phone server="wss:\/\/pbx\.example\.org"><voice-dial><\/voice-dial><\/voice-phone>/s);
			assert.match(html, /<script type="module"/);
		});
	}

	for (const resolution of resolutions) {
		it(`has its types in React, Vue and Svelte with moduleResolution ${resolution[0]}`, () => {
			for (const [file, text] of typed) {
				project.write(file, text);
				assert.deepEqual(project.faults(file, resolution, { skipLibCheck: true }), [], file);
			}
		});
	}

	it('has declarations for them that are right in themselves', () => {
		project.write('all.tsx', typed.map(([file]) => `import './${file.replace(/\.\w+$/, '')}';`).join('\n'));
		assert.deepEqual(project.faults('all.tsx', resolutions[3]).filter((fault) => fault.includes('voice-elements/')), []);
	});
});

const answer = `const { answer } = await import('./out-server/server/entry.mjs');
console.log(await (await answer(new Request('http://localhost/'))).text());`;

/** What is right, and beside it a mistake that must be found. */
const typed = [
	['react-site.tsx', `import type {} from 'voice-elements/react';
import 'voice-elements';
export const page = <voice-phone server="wss://pbx.example.org" display-name="Alice" do-not-disturb={false} iceTimeout={500} ice-timeout="500"
	credentials={() => Promise.resolve({ password: '1234' })} onvoice-call-end={({ termination }) => console.log(termination.cause)}>
	<voice-dial to="sales" without-keypad server="wss://pbx.example.org" onvoice-dial-request={(event) => { event.preventDefault(); }} ref={(dial) => { dial?.dial('1001'); }} className="x" />
	<voice-call controls="mute" key="1" /><voice-chat room="3000" onvoice-message-request={({ text }) => console.log(text.length)} />
</voice-phone>;
// @ts-expect-error
export const wrong = <voice-phone connect="later" />;
// @ts-expect-error
export const wrongType = <voice-dial without-keypad="yes" />;
// @ts-expect-error
export const wrongListener = <voice-call onvoice-call-end={(event: MouseEvent) => console.log(event)} />;
`],
	['vue-site.ts', `import type {} from 'voice-elements/vue';
import type { GlobalComponents } from 'vue';
type Props<Tag extends keyof GlobalComponents> = InstanceType<GlobalComponents[Tag]>['$props'];
export const phone: Props<'voice-phone'> = { server: 'wss://pbx.example.org', 'display-name': 'Alice', doNotDisturb: false, onVoiceCallEnd: ({ termination }) => console.log(termination.cause), class: 'x' };
export const dial: Props<'voice-dial'> = { to: 'sales', onVoiceDialRequest: (event) => { event.preventDefault(); } };
// @ts-expect-error
export const wrong: Props<'voice-phone'> = { connect: 'later' };
`],
	['svelte-site.ts', `import type {} from 'voice-elements/svelte';
import type { SvelteHTMLElements } from 'svelte/elements';
export const phone: SvelteHTMLElements['voice-phone'] = { server: 'wss://pbx.example.org', 'ice-timeout': 500, 'onvoice-call-end': ({ termination }) => console.log(termination.cause), class: 'x' };
export const chat: svelteHTML.IntrinsicElements['voice-chat'] = { room: '3000', 'on:voice-message-request': ({ text }) => console.log(text.length) };
// @ts-expect-error
export const wrong: SvelteHTMLElements['voice-phone'] = { connect: 'later' };
`],
] as const;
