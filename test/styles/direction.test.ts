import { expect } from '@open-wc/testing';
import { scenes } from '../../stories/scenes/scenes.js';
import { part, show, shown, words } from '../elements/stage.js';

const page = document.documentElement;

/** A page that is laid out from right to left, in a language that the faces do not speak. */
const farsi = (): void => Object.assign(page, { lang: 'fa', dir: 'rtl' }) as unknown as void;

afterEach(() => ['lang', 'dir'].forEach((name) => page.removeAttribute(name)));

/** Texts whose last mark stands before what it ends, as it does when they are laid out the wrong way round. */
function turned(face: HTMLElement): string[] {
	return textsOf(face.shadowRoot!).filter((text) => {
		const letters = text.data.replace(/\p{Bidi_Control}/gu, ' ').trimEnd();
		if (!/[a-z][.…:?!]$/i.test(letters)) return false;
		const [letter, mark] = [letters.length - 2, letters.length - 1].map((index) => boxOf(text, index));
		return Boolean(letter && mark && letter.top === mark.top && mark.left < letter.left);
	}).map(({ data }) => data);
}

/** Words of one paragraph that stand before the word they follow, as they do when its sentences are laid out from right to left, each for itself. */
function outOfOrder(face: HTMLElement): string[] {
	const seen = textsOf(face.shadowRoot!).filter(({ parentElement }) => !parentElement?.closest('.unseen'));
	const words = seen.flatMap((text) => [...text.data.matchAll(/[a-zäöü]{2,}/gi)].map(({ 0: word, index }) => ({ word, box: boxOf(text, index), block: blockOf(text) })));
	return words.slice(1).flatMap(({ word, box, block }, index) => {
		const before = words[index]!;
		return block === before.block && box?.top === before.box?.top && box!.left < before.box!.left ? [`${before.word} ${word}`] : [];
	});
}

function blockOf(text: Text): Element {
	let element = text.parentElement!;
	while (getComputedStyle(element).display === 'inline') element = element.parentElement!;
	return element;
}

function textsOf(root: Node): Text[] {
	const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
	const texts: Text[] = [];
	while (walker.nextNode()) texts.push(walker.currentNode as Text);
	return texts.filter(({ parentElement }) => parentElement?.checkVisibility());
}

function boxOf(text: Text, index: number): DOMRect | undefined {
	const range = document.createRange();
	range.setStart(text, index);
	range.setEnd(text, index + 1);
	return range.getClientRects()[0];
}

const startOf = (face: HTMLElement, name: string): number => part(face, name).getBoundingClientRect().left;

describe('on a page from right to left, in a language we do not speak', () => {
	it('English keeps its marks at its ends, in every state of every face', async () => {
		farsi();
		for (const name of Object.keys(scenes)) {
			const { face } = await show(name);
			expect(turned(face), name).to.deep.equal([]);
			face.remove();
		}
	});

	it('sentences are read one after the other', async () => {
		farsi();
		for (const name of Object.keys(scenes)) {
			const { face } = await show(name);
			expect(outOfOrder(face), name).to.deep.equal([]);
			face.remove();
		}
	});

	it('a face is laid out as the page is', async () => {
		farsi();
		const { face } = await show('call: talking');
		expect(startOf(face, 'avatar')).to.be.above(startOf(face, 'name'));
		expect(startOf(face, 'control mute')).to.be.above(startOf(face, 'control hold'));
		expect(startOf(face, 'control hold')).to.be.above(startOf(face, 'hangup-button'));
	});

	it('the keypad stays as it is on every telephone', async () => {
		farsi();
		const { face } = await show('dial: ready');
		const [one, two] = [...face.shadowRoot!.querySelectorAll('[part~=key]')].map((key) => key.getBoundingClientRect().left);
		expect(one).to.be.below(two!);
	});
});

describe('the direction of a face', () => {
	it('changes with the page, and so do its words', async () => {
		const { face } = await show('call: none');
		expect(words(face)).not.to.match(/\p{Bidi_Control}/u);
		page.dir = 'rtl';
		await shown(face);
		expect(words(face)).to.match(/\u2066[^\u2069]*appear here\.\u2069/);
		page.dir = 'ltr';
		await shown(face);
		expect(words(face)).not.to.match(/\p{Bidi_Control}/u);
	});

	it('may be that of an ancestor across shadow roots', async () => {
		const { face } = await show('call: none');
		const outer = document.createElement('section');
		outer.attachShadow({ mode: 'closed' }).append(face);
		document.body.append(outer);
		outer.dir = 'rtl';
		await shown(face);
		expect(words(face)).to.match(/\u2066[^\u2069]*appear here\.\u2069/);
		outer.remove();
	});
});
