import { expect } from '@open-wc/testing';
import { until } from '../media/until.js';
import { part, show, shown } from '../elements/stage.js';
import { unhandledIn } from '../support/unhandled.js';

/** A face in an element of these styles; what happens to that is seen as soon as the face updates. */
async function within(element: HTMLElement, { background, color }: { background: string; color: string }): Promise<{ base: HTMLElement; update: () => Promise<unknown> }> {
	const { face } = await show('dial: typed');
	Object.assign(element.style, { background, color });
	document.body.append(element);
	element.append(face);
	await shown(face);
	return {
		base: part(face, 'base'),
		update: () => {
			face.requestUpdate();
			return face.updateComplete;
		},
	};
}

const schemeOf = (base: HTMLElement): string => base.style.colorScheme;

describe('a face among elements of strangers', () => {
	const page = document.createElement('div');
	const strange = document.createElement('div');
	const form = document.createElement('form');

	const original = getComputedStyle;

	afterEach(() => {
		globalThis.getComputedStyle = original;
		for (const element of [page, strange, form]) element.remove();
	});

	it('follows its page though a script of the page throws when the style around another face is read', async () => {
		const [good, bad] = [await within(page, { background: 'navy', color: 'white' }), await within(strange, { background: 'navy', color: 'white' })];
		expect([schemeOf(good.base), schemeOf(bad.base)]).to.deep.equal(['dark', 'dark']);
		globalThis.getComputedStyle = (element, pseudo) => {
			if (element === strange) throw new Error('A stranger’s.');
			return original(element, pseudo);
		};
		expect(await unhandledIn(async () => {
			for (const element of [page, strange]) Object.assign(element.style, { background: '', color: 'black' });
			await Promise.all([bad.update(), good.update()]);
			await Promise.all([bad.update(), good.update()]);
		})).to.deep.equal([]);
		expect([schemeOf(good.base), schemeOf(bad.base)]).to.deep.equal(['', 'dark']);
		globalThis.getComputedStyle = original;
		await bad.update();
		expect(schemeOf(bad.base)).to.equal('');
	});

	it('finds its page beyond a form whose fields have the names of what it asks for', async () => {
		form.lang = 'de';
		form.innerHTML = ['parentNode', 'parentElement', 'assignedSlot', 'getAttribute', 'lang', 'host'].map((name) => `<input name="${name}" hidden>`).join('');
		page.append(form);
		page.style.background = 'navy';
		document.body.append(page);
		expect(await unhandledIn(async () => {
			const { base, update } = await within(form, { background: '', color: 'white' });
			page.append(form);
			await update();
			expect(base.style.getPropertyValue('--_page-surface')).to.contain('rgb(0 0 128)');
			await until(() => base.textContent.includes('Anrufen') || base.innerHTML.includes('anrufen'), { what: 'German' });
		})).to.deep.equal([]);
	});
});
