import { expect } from '@open-wc/testing';
import { scriptedPhone } from '../../support/scripted-phone.js';
import { part, place } from '../stage.js';
import { frames, type Stage } from './chats.js';

const toEnd = ({ face }: Stage): number => {
	const { scrollHeight, scrollTop, clientHeight } = part(face, 'list');
	return scrollHeight - scrollTop - clientHeight;
};
const pages = ({ face }: Stage): Element[] => [...face.shadowRoot!.querySelectorAll('.page')];
const texts = ({ face }: Stage): Element[] => [...face.shadowRoot!.querySelectorAll('.bubble')];
const isLaidOut = (element: Element | undefined): boolean | undefined => element?.checkVisibility({ contentVisibilityAuto: true });

/** How many messages are rendered while that happens: each asks once for the time to show. */
async function rendered(act: () => void | Promise<void>): Promise<number> {
	const format = Object.getOwnPropertyDescriptor(Date.prototype, 'toISOString')!;
	const { toISOString } = Date.prototype as { toISOString: (this: Date) => string };
	let count = 0;
	Date.prototype.toISOString = function counted() {
		count++;
		return toISOString.call(this);
	};
	try {
		await act();
	} finally {
		Object.defineProperty(Date.prototype, 'toISOString', format);
	}
	return count;
}

describe('10,000 messages', function tenThousand() {
	this.timeout(120_000);
	let stage: Stage;

	before(async () => {
		const scripted = await scriptedPhone();
		for (let text = 0; text < 10_000; text++) scripted.signaling.receive('1001', text === 42 ? 'a needle among 10,000' : `Text ${text}`);
		stage = { ...scripted, face: await place('voice-chat', { phone: scripted.phone, attributes: { to: '1001' } }) };
	});

	/** The very same face: to draw it once takes long enough. */
	beforeEach(async () => {
		document.body.append(stage.face);
		stage.face.shadowRoot!.querySelector<HTMLElement>('[part=new-messages]')?.click();
		await frames(stage.face);
	});

	it('are all in the document, laid out only where somebody looks, with the newest in sight', () => {
		expect([texts(stage).length, pages(stage).length]).to.deep.equal([10_000, 100]);
		expect([isLaidOut(texts(stage)[0]), isLaidOut(texts(stage)[5000]), isLaidOut(texts(stage).at(-1))]).to.deep.equal([false, false, true]);
		expect(toEnd(stage)).to.be.below(2);
	});

	it('are found by the browser’s own search, also far away from what is in sight', () => {
		const find = (window as unknown as { find: (text: string) => boolean }).find.bind(window);
		getSelection()?.removeAllRanges();
		expect([find('a needle among 10,000'), find('a needle that is not there')]).to.deep.equal([true, false]);
	});

	it('take another without drawing more than the page that ends and the one that begins, and follow it', async () => {
		const before = new Set(texts(stage));
		const count = await rendered(async () => {
			for (const text of ['in a page that begins', 'and after it']) stage.signaling.receive('1001', text);
			await frames(stage.face);
		});
		expect(count).to.equal(102);
		expect(texts(stage).filter((text) => !before.has(text))).to.have.length(2);
		expect(toEnd(stage)).to.be.below(2);
	});

	it('do not move under who reads further up, wherever that is', async () => {
		const list = part(stage.face, 'list');
		list.scrollTop = list.scrollHeight / 2;
		await frames(stage.face);
		const read = texts(stage).find((text) => text.getBoundingClientRect().top > list.getBoundingClientRect().top + 100)!;
		const { top } = read.getBoundingClientRect();
		for (let more = 0; more < 3; more++) stage.signaling.receive('1001', 'new');
		await frames(stage.face);
		expect(read.getBoundingClientRect().top).to.be.closeTo(top, 1);
		expect(part(stage.face, 'new-messages').textContent).to.contain('3 new');
	});

	it('lose their oldest hundred when there are too many, and all others stay', async () => {
		const kept = texts(stage).slice(100);
		const count = await rendered(async () => {
			for (let held = stage.phone.state.chats[0]!.messages.length; held <= 10_100; held++) stage.signaling.receive('1001', 'new');
			await frames(stage.face);
		});
		// The page that is the first now, the one that was begun, and the one after it.
		expect(count).to.be.within(101, 201);
		const now = texts(stage);
		expect([now.length, kept.every((text, index) => text === now[index])]).to.deep.equal([10_001, true]);
		expect(toEnd(stage)).to.be.below(2);
	});
});
