import { expect } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { scenes } from '../../stories/scenes/scenes.js';
import { part, show, shown } from '../elements/stage.js';
import { contrastBetween, faint } from './contrast.js';

/** Grounds of pages, each with the text that such a page has. */
const PAGES: readonly (readonly [ground: string, text: string])[] = [
	['#ffffff', '#000000'], ['#ffffff', '#333333'], ['#ffffff', '#767676'], ['#f4f4f4', '#555555'], ['#808080', '#000000'], ['#777777', '#ffffff'],
	['navy', 'white'], ['#001f3f', '#dddddd'], ['#0b1f4d', 'rgb(255 255 255 / 0.8)'], ['#000000', '#ffffff'], ['#121212', '#9a9a9a'], ['#c00000', '#ffffff'], ['#ff0000', '#000000'], ['#006b2d', '#ffffff'],
	['#00ff00', '#000000'], ['#ffe600', '#1a1a1a'], ['#ffd9e8', '#5c0030'], ['#d9f2ff', 'navy'], ['#e6e0ff', '#3b2a8c'], ['#ff8c00', '#000000'], ['oklch(0.3 0.12 300)', 'oklch(0.95 0.03 300)'],
	['hsl(180 60% 25%)', '#ffffff'],
];
/** A page whose author paid no heed. */
const CARELESS: typeof PAGES = [['#ffffff', '#999999'], ['#222222', '#000000'], ['#ffffff', '#ffffff'], ['#ff0000', '#00ff00']];
const SCHEMES = ['light', 'dark'] as const;
const ACCENTS = ['#ffe14d', '#101060', '#e0218a', '#00ff00', '#ffffff', '#000000', '#808080'];

type Shown = Awaited<ReturnType<typeof show>>['face'];

const styleOf = (element: Element): CSSStyleDeclaration => getComputedStyle(element);

/** A scene on a page of these styles. */
async function on(style: string, name: string): Promise<{ face: Shown; page: HTMLElement }> {
	const { face } = await show(name);
	const page = document.createElement('div');
	page.style.cssText = `--voice-duration: 0s; ${style}`;
	document.body.append(page);
	page.append(face);
	await shown(face);
	return { face, page };
}

/** Texts too faint to read on each of these pages. */
async function faintOn(pages: typeof PAGES, { face, page }: Awaited<ReturnType<typeof on>>, accents: readonly string[] = ['']): Promise<Record<string, string[]>> {
	const found: Record<string, string[]> = {};
	for (const [background, color] of pages) {
		for (const scheme of SCHEMES) {
			for (const accent of accents) {
				Object.assign(page.style, { background, color, colorScheme: scheme });
				page.style.setProperty('--voice-color-accent', accent);
				face.requestUpdate();
				await face.updateComplete;
				const wrong = faint(face, 4.5);
				if (wrong.length > 0) found[[background, color, scheme, accent].join(' ')] = wrong;
			}
		}
	}
	return found;
}

afterEach(async () => {
	document.querySelectorAll('body > div[style]').forEach((page) => page.remove());
	await emulateMedia({ reducedMotion: 'no-preference' });
});

describe('on a page that set no tokens', () => {
	for (const name of Object.keys(scenes)) {
		it(`every text is legible, whatever the colours of the page: ${name}`, async () => {
			expect(await faintOn(PAGES, await on('', name))).to.deep.equal({});
		});
	}

	for (const name of ['button: sign in first', 'button: signs in', 'button: talking', 'dial: trouble', 'dial: sign in refused', 'call: talking', 'call: none', 'call: several', 'chat: person']) {
		it(`every text is legible even where the page’s own is not: ${name}`, async () => {
			expect(await faintOn(CARELESS, await on('', name))).to.deep.equal({});
		});
	}
});

describe('on a page that set an accent alone', () => {
	for (const name of ['button: sign in first', 'button: signs in', 'button: microphone denied', 'dial: typed', 'dial: trouble', 'call: ringing', 'call: poor', 'call: several', 'chat: not sent']) {
		it(`every text is legible: ${name}`, async () => {
			expect(await faintOn(PAGES, await on('', name), ACCENTS)).to.deep.equal({});
		});
	}
});

describe('the colours of a face', () => {
	const header = 'background: navy; color: white; color-scheme: light';

	it('are those of a header of another colour than its page', async () => {
		const { face } = await on(header, 'button: sign in first');
		expect(styleOf(part(face, 'base').querySelector('.caption')!).color).to.equal('rgb(255, 255, 255)');
		const { face: card } = await on(header, 'call: none');
		expect(contrastBetween(styleOf(part(card, 'base')).backgroundColor, 'navy')).to.be.below(1.3);
	});

	it('stay white on a white page and dark on a dark one', async () => {
		for (const [ground, text] of [['white', 'black'], ['#121212', 'white']] as const) {
			const { face } = await on(`background: ${ground}; color: ${text}`, 'call: none');
			expect(contrastBetween(styleOf(part(face, 'base')).backgroundColor, ground)).to.be.below(1.3);
		}
	});

	it('change with the page, though nothing happens in the face', async () => {
		const { face, page } = await on('background: white; color: black', 'call: none');
		for (const [background, color, reducedMotion] of [['navy', 'white'], ['white', '#222'], ['#111', '#eee', 'reduce'], ['#eee', '#111', 'reduce']] as const) {
			await emulateMedia({ reducedMotion: reducedMotion ?? 'no-preference' });
			Object.assign(page.style, { background, color });
			for (let tries = 0; tries < 100 && contrastBetween(styleOf(part(face, 'base')).backgroundColor, background) > 1.3; tries++) await new Promise(requestAnimationFrame);
			expect(contrastBetween(styleOf(part(face, 'base')).backgroundColor, background)).to.be.below(1.3);
		}
	});

	it('are found across shadow roots and along slots', async () => {
		const { face } = await show('button: sign in first');
		const page = document.createElement('div');
		page.style.color = 'black';
		page.attachShadow({ mode: 'closed' }).innerHTML = '<div style="background: navy; color: white"><slot></slot></div>';
		document.body.append(page);
		page.append(face);
		await shown(face);
		for (const text of ['.caption', '.link']) expect(styleOf(part(face, 'base').querySelector(text)!).color).to.equal('rgb(255, 255, 255)');
	});

	it('are dark on a picture that has light text on it', async () => {
		const { face } = await on('background: linear-gradient(navy, black); color: white', 'call: none');
		expect(contrastBetween(styleOf(part(face, 'base')).backgroundColor, 'black')).to.be.below(1.3);
	});

	it('are those of the tokens, where the page set some', async () => {
		const { face, page } = await on(`${header}; --voice-color-surface: white`, 'call: several');
		expect(faint(face, 4.5)).to.deep.equal([]);
		expect(styleOf(part(face, 'base')).backgroundColor).to.equal('rgb(255, 255, 255)');
		page.style.setProperty('--voice-color-surface', '#102030');
		Object.assign(page.style, { background: 'white', color: 'black' });
		face.requestUpdate();
		await face.updateComplete;
		expect(faint(face, 4.5)).to.deep.equal([]);
		page.style.removeProperty('--voice-color-surface');
		page.style.setProperty('--voice-color-text', '#ffffff');
		face.requestUpdate();
		await face.updateComplete;
		expect(faint(face, 4.5)).to.deep.equal([]);
	});

	it('show the focus on every page', async () => {
		for (const name of ['button: ready', 'dial: typed', 'call: talking']) {
			const { face, page } = await on('', name);
			const control = part(face, name === 'call: talking' ? 'hangup-button' : 'call-button');
			control.focus({ focusVisible: true });
			for (const [background, color] of PAGES) {
				Object.assign(page.style, { background, color });
				face.requestUpdate();
				await face.updateComplete;
				const behind = name === 'button: ready' ? background : styleOf(part(face, 'base')).backgroundColor;
				expect(contrastBetween(styleOf(control).outlineColor, behind), `${name} on ${background}`).to.be.above(3);
			}
			face.remove();
		}
	});
});
