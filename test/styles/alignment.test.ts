import { expect } from '@open-wc/testing';
import { part, show, shown } from '../elements/stage.js';
import { until } from '../media/until.js';

const page = document.documentElement;
const boxOf = (element: Element): DOMRect => element.getBoundingClientRect();

/** Of what is written in an element, which may be narrower than that. */
function textBoxOf(element: Element): DOMRect {
	const range = document.createRange();
	range.selectNodeContents(element);
	return range.getBoundingClientRect();
}

const inside = (face: HTMLElement, selector: string): HTMLElement[] => [...face.shadowRoot!.querySelectorAll<HTMLElement>(selector)];

/** A scene on a telephone. */
async function narrow(name: string): Promise<HTMLElement> {
	const { face } = await show(name);
	face.style.maxInlineSize = '320px';
	await shown(face);
	return face;
}

/** From where a line of the direction of the page begins to what is written there. */
const fromStart = (element: Element, around: Element): number => (page.dir === 'rtl' ? boxOf(around).right - textBoxOf(element).right : textBoxOf(element).left - boxOf(around).left);
const toEnd = (element: Element, around: Element): number => (page.dir === 'rtl' ? boxOf(element).left - boxOf(around).left : boxOf(around).right - boxOf(element).right);

describe('what stands in line', () => {
	afterEach(() => ['lang', 'dir'].forEach((name) => page.removeAttribute(name)));

	for (const direction of ['ltr', 'rtl']) {
		it(`the call button ends where its row does (${direction})`, async () => {
			page.dir = direction;
			for (const name of ['dial: without keypad', 'dial: redial without keypad']) {
				const face = await narrow(name);
				expect(toEnd(part(face, 'call-button'), inside(face, '.line')[0]!), name).to.be.closeTo(0, 0.5);
				face.remove();
			}
		});

		it(`all lines about a call that ended begin at one edge (${direction})`, async () => {
			page.dir = direction;
			for (const name of ['call: ended', 'call: missed', 'call: failed', 'call: lost']) {
				const face = await narrow(name);
				const who = inside(face, '.ended .who')[0]!;
				for (const line of who.children) expect(fromStart(line, who), `${name}: ${line.textContent}`).to.be.closeTo(0, 0.5);
				face.remove();
			}
		});

		it(`what is told of a past call begins each of its lines, with no dot before it (${direction})`, async () => {
			page.dir = direction;
			const face = await narrow('call: none, with history');
			const wrapped = inside(face, '.what').filter((what) => boxOf(what).height > 1.5 * parseFloat(getComputedStyle(what).fontSize) * 1.4);
			expect(wrapped).not.to.have.length(0);
			for (const what of wrapped) {
				const cutter = what.querySelector('svg + span')!;
				const facts = [...what.querySelectorAll('bdi')].filter((fact, index, all) => boxOf(fact).top > boxOf(all[index - 1] ?? what.querySelector('svg')!).bottom - 4);
				for (const fact of facts) expect(fromStart(fact, cutter), what.textContent ?? '').to.be.closeTo(0, 0.5);
				expect(what.textContent).not.to.include('·');
			}
		});
	}

	it('the icon of a notice stands beside its words, however narrow', async () => {
		for (const [name, width] of [['button: microphone denied', 320], ['call: nobody heard', 200], ['chat: visitor', 200], ['dial: trouble', 200]] as const) {
			const face = await narrow(name);
			face.style.maxInlineSize = `${width}px`;
			const notice = part(face, 'notice');
			expect(boxOf(notice.querySelector('svg')!).right, name).to.be.at.most(boxOf(notice.querySelector('p')!).left);
			face.remove();
		}
	});

	it('what a room says stands in the middle, with or without its time', async () => {
		const face = await narrow('chat: inactive room');
		const [middle, listed] = [inside(face, '.of-room .bubble')[0]!, part(face, 'list')].map(boxOf);
		expect(middle!.left - listed!.left).to.be.closeTo(listed!.right - middle!.right, 1);
	});

	it('who else wrote is seen whole, and the messages keep their room', async () => {
		const face = await narrow('chat: another person writes');
		const pills = inside(face, '[part~=other]');
		expect(pills).to.have.length(2);
		for (const pill of pills) expect(boxOf(pill).bottom).to.be.at.most(boxOf(pill.parentElement!).bottom);
		expect(boxOf(part(face, 'list')).height).to.be.at.least(128);
	});

	it('in a chat as low as that allows, the field is in sight', async () => {
		const face = await narrow('chat: another person writes');
		face.style.blockSize = '280px';
		expect(boxOf(part(face, 'composer')).bottom).to.be.at.most(boxOf(face).bottom);
	});

	it('a long name leaves room for the number', async () => {
		const face = await narrow('chat: person');
		face.style.maxInlineSize = '200px';
		const number = inside(face, 'header > .small')[0]!;
		expect(number.scrollWidth).to.be.at.most(number.clientWidth);
	});

	it('the number that calls is seen whole in a narrow column', async () => {
		const face = await narrow('call: ringing, a number');
		face.style.maxInlineSize = '200px';
		const number = part(face, 'name');
		expect(number.scrollWidth).to.be.at.most(number.clientWidth);
	});

	for (const language of ['en', 'de', 'ru', 'zh-Hans']) {
		it(`the title of the last calls keeps its distance from the edge (${language})`, async () => {
			page.lang = language;
			const face = await narrow('call: none, with history');
			await until(() => face.shadowRoot?.querySelector('.base')?.getAttribute('lang') === language.toLowerCase());
			expect(boxOf(inside(face, '.recents h2')[0]!).top - boxOf(part(face, 'history')).top).to.be.at.least(8);
		});
	}
});
