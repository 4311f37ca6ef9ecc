import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { argTypesOf } from '../../stories/arg-types.js';
import { attributesIn, pageHtml, styleSheetOf } from '../../stories/page-html.js';
import { callTable } from '../../stories/scenes/call-table.js';
import { scenes } from '../../stories/scenes/scenes.js';

interface StoryModule {
	readonly default: { readonly title: string; readonly component?: string };
	readonly [name: string]: unknown;
}

interface SceneStory {
	readonly file: string;
	readonly export: string;
	readonly component: string | undefined;
	readonly scene: string;
}

const folder = new URL('../../stories/', import.meta.url).pathname;
const files = readdirSync(folder).filter((file) => file.endsWith('.stories.ts'));
const load = async (file: string): Promise<StoryModule> => await import(pathToFileURL(join(folder, file)).href) as StoryModule;

async function storiesIn(file: string): Promise<SceneStory[]> {
	const { default: meta, ...stories } = await load(file);
	return Object.entries(stories).flatMap(([name, story]) => {
		const { scene } = (story as { parameters?: { scene?: string } }).parameters ?? {};
		return scene === undefined ? [] : [{ file, export: name, component: meta.component, scene }];
	});
}

async function groupsIn(file: string): Promise<unknown[]> {
	const { default: _, ...found } = await load(file);
	return Object.values(found).map((story) => (story as { parameters?: { group?: string } }).parameters?.group).filter((group) => group !== undefined);
}

const stories = (await Promise.all(files.map(storiesIn))).flat();

/** What a scene is called where names have no blanks. */
const exportNameOf = (scene: string): string => [...scene.replace(/^\w+: /, '').matchAll(/[a-z0-9]+/gi)].map(([word]) => word.charAt(0).toUpperCase() + word.slice(1)).join('');

describe('stories', () => {
	for (const [name, { face }] of Object.entries(scenes)) {
		it(`show “${name}”, once, under its name and its element`, () => {
			const shown = stories.filter(({ scene }) => scene === name);
			assert.deepEqual(shown.map((story) => [story.export, story.component]), [[exportNameOf(name), face]]);
		});
	}

	it('show every group of the table of all calls, once', async () => {
		const groups = (await Promise.all(files.map(groupsIn))).flat();
		assert.deepEqual(groups.sort(), Object.keys(callTable).sort());
	});

	for (const file of files) {
		it(`${file} names its exports and its title where Storybook can read them without running it`, async () => {
			const { default: { title }, ...found } = await load(file);
			const source = readFileSync(join(folder, file), 'utf8');
			const named = [...source.matchAll(/^export const (\w+)/gm)].map(([, name]) => name);
			assert.deepEqual(named.sort(), Object.keys(found).sort());
			assert.ok(source.includes(`title: '${title}'`));
		});
	}
});

describe('controls', () => {
	for (const tag of ['voice-dial', 'voice-call', 'voice-chat']) {
		it(`of ${tag} are its attributes, tokens and parts, none hiding another`, () => {
			const categories = Object.values(argTypesOf(tag)).map((row) => (row as { table: { category: string } }).table.category);
			for (const category of ['attributes', 'tokens', 'parts', 'slots', 'custom states', 'events']) assert.ok(categories.includes(category), category);
			assert.ok(Object.keys(argTypesOf(tag)).includes('::part(base)'));
		});
	}

	it('of voice-call tell the attribute “controls” from the part', () => {
		const rows = argTypesOf('voice-call');
		assert.ok(rows['controls'] && rows['::part(controls)']);
	});

	it('of an element that nobody described are none', () => assert.deepEqual(argTypesOf('x-y'), {}));
});

const account = '<voice-phone server="wss://pbx.example.org:7443" uri="sip:1000@pbx.example.org" sign-in></voice-phone>';
const script = '<script src="voice-elements.min.js"></script>';

describe('the HTML to copy', () => {
	for (const [what, args, html] of [
		['a face as it is', {}, `${script}\n\n${account}\n<voice-dial></voice-dial>`],
		['what is not set is left out', { to: '', video: false, placeholder: undefined, 'voice-dial-request': () => 1 }, `${script}\n\n${account}\n<voice-dial></voice-dial>`],
		['attributes and a label', { to: 'sales', video: true, label: 'Call <us>' }, `${script}\n\n${account}\n<voice-dial to="sales" video>Call &lt;us></voice-dial>`],
		['a quote in an attribute', { to: 'a"b&c' }, `${script}\n\n${account}\n<voice-dial to="a&quot;b&amp;c"></voice-dial>`],
		['a token', { '--voice-radius': '0' }, `${script}\n<style>\n\tvoice-dial {\n\t\t--voice-radius: 0;\n\t}\n</style>\n\n${account}\n<voice-dial></voice-dial>`],
	] as const) {
		it(what, () => assert.equal(pageHtml('voice-dial', args), html));
	}

	it('styles parts with the declarations one wrote', () => assert.equal(styleSheetOf('voice-dial', { '::part(key)': 'color: red; margin: 0;' }), 'voice-dial::part(key) {\n\tcolor: red; margin: 0;\n}\n'));

	it('takes neither tokens nor the label for attributes', () => assert.deepEqual(attributesIn({ label: 'x', '--voice-space': '1px', '::part(key)': 'color: red', 'without-keypad': true }), [['without-keypad', '']]));
});
