import { expect } from '@open-wc/testing';
import { TitlePrefix, type Unread } from '../../../src/elements/voice-chat/title-prefix.js';
import { UnreadTitleController } from '../../../src/elements/voice-chat/unread-title-controller.js';

/** Something that counts in the title, as `<voice-chat>` does. */
class Counter extends HTMLElement {
	readonly updateComplete = Promise.resolve(true);
	unread: readonly Unread[] = [];
	readonly #title: UnreadTitleController;

	constructor() {
		super();
		this.#title = new UnreadTitleController(this, () => this.unread);
	}

	addController(): void {
		// It has one only.
	}

	removeController(): void {
		// It keeps it.
	}

	requestUpdate(): void {
		this.#title.hostUpdated();
	}

	connectedCallback(): void {
		this.#title.hostConnected();
	}

	disconnectedCallback(): void {
		this.#title.hostDisconnected();
	}
}
customElements.define('test-counter', Counter);

describe('the count in the title of a page', () => {
	let before = '';
	const counters: Counter[] = [];

	beforeEach(() => (before = document.title));
	afterEach(() => {
		for (const one of counters.splice(0)) one.remove();
		document.title = before;
	});

	function counter(): Counter {
		const one = document.createElement('test-counter') as Counter;
		counters.push(one);
		document.body.append(one);
		return one;
	}

	function count(one: Counter, ...unread: Unread[]): string {
		one.unread = unread;
		one.requestUpdate();
		return document.title;
	}

	/** What the page writes, and what stands there then. */
	async function writes(title: string): Promise<string> {
		document.title = title;
		await Promise.resolve();
		return document.title;
	}

	for (const own of ['Shop', '(2) Inbox', '(2) (2) Inbox', '(1)', '（2）收件箱', '2) Inbox', '']) {
		it(`comes before “${own}” and goes again`, () => {
			document.title = own;
			const one = counter();
			expect(count(one, ['a', 2])).to.equal(`(2) ${own}`.trim());
			expect(count(one, ['a', 1])).to.equal(`(1) ${own}`.trim());
			expect(count(one)).to.equal(own);
		});
	}

	it('is not what the page counts itself, were it as many', async () => {
		document.title = 'Inbox';
		const one = counter();
		expect(count(one, ['a', 2])).to.equal('(2) Inbox');
		expect(await writes('(2) Inbox')).to.equal('(2) (2) Inbox');
		expect(await writes('(3) Inbox')).to.equal('(2) (3) Inbox');
		expect(count(one, ['a', 3])).to.equal('(3) (3) Inbox');
		expect(count(one)).to.equal('(3) Inbox');
	});

	it('leaves what the page writes while nothing is counted', async () => {
		document.title = 'Inbox';
		const one = counter();
		count(one, ['a', 2]);
		count(one);
		expect(await writes('(2) Inbox')).to.equal('(2) Inbox');
		expect(count(one, ['a', 1])).to.equal('(1) (2) Inbox');
		expect(count(one)).to.equal('(2) Inbox');
	});

	it('is there once when the page comes back to what stood there, as where its title blinks', async () => {
		document.title = 'Shop';
		const one = counter();
		const saved = count(one, ['a', 1]);
		for (let blink = 0; blink < 3; blink++) {
			expect(await writes('Look here!')).to.equal('(1) Look here!');
			expect(await writes(saved)).to.equal('(1) Shop');
		}
		await writes('Look here!');
		count(one, ['a', 2]);
		expect(await writes(saved)).to.equal('(2) Shop');
		expect(count(one)).to.equal('Shop');
	});

	it('stays where somebody puts something before or behind it', async () => {
		document.title = 'Shop';
		const one = counter();
		count(one, ['a', 1]);
		expect(await writes(`(Alice is calling) ${document.title}`)).to.equal('(Alice is calling) (1) Shop');
		expect(await writes(`${document.title} *`)).to.equal('(Alice is calling) (1) Shop *');
		expect(count(one, ['a', 2])).to.equal('(Alice is calling) (2) Shop *');
		expect(count(one)).to.equal('(Alice is calling) Shop *');
	});

	it('stays when other things of the head change', async () => {
		document.title = 'Shop';
		const one = counter();
		count(one, ['a', 1]);
		const style = document.createElement('style');
		document.head.append(style);
		style.textContent = 'b {}';
		await Promise.resolve();
		expect(document.title).to.equal('(1) Shop');
		style.remove();
	});

	it('comes to a new title element', async () => {
		document.title = 'Shop';
		count(counter(), ['a', 1]);
		document.querySelector('title')?.remove();
		const title = document.createElement('title');
		title.textContent = 'Thank you';
		document.head.append(title);
		await Promise.resolve();
		expect(document.title).to.equal('(1) Thank you');
	});

	it('is one for several elements, and goes with the last of them', () => {
		document.title = '(2) Inbox';
		const [one, other] = [counter(), counter()];
		count(one, ['a', 1], ['b', 1]);
		expect(count(other, ['b', 1])).to.equal('(2) (2) Inbox');
		one.remove();
		expect(document.title).to.equal('(1) (2) Inbox');
		document.body.prepend(other);
		expect(document.title).to.equal('(1) (2) Inbox');
		document.title = 'Outbox';
		other.remove();
		expect(document.title, 'also what was written just now stays').to.equal('Outbox');
	});

	it('is turned around with a title that the page turns around in its place, and comes up once', async () => {
		document.title = 'My old Shop';
		const one = counter();
		count(one, ['a', 1]);
		for (let turn = 0; turn < 30; turn++) {
			document.title = document.title.slice(1) + document.title.charAt(0);
			await new Promise((resolve) => setTimeout(resolve));
			expect([...document.title.replace(/\s/g, '')].sort().join(''), String(turn)).to.equal('()1MSdhloopy');
		}
		const turned = count(one, ['a', 2]);
		expect(turned).to.match(/^\(2\) [^()\d]+$/);
		expect(count(one)).to.equal(turned.slice('(2) '.length));
		expect([...document.title.replace(/\s/g, '')].sort().join('')).to.equal('MSdhloopy');
	});

	it('is one for two copies of the script', async () => {
		document.title = 'Shop';
		const url: string = '../../../src/elements/voice-chat/title-prefix.ts?copy';
		const copy = await import(url) as { readonly TitlePrefix: typeof TitlePrefix };
		const one = counter();
		const other = {};
		count(one, ['a', 1]);
		copy.TitlePrefix.of(document).set(other, [['b', 2]]);
		expect(document.title).to.equal('(3) Shop');
		copy.TitlePrefix.of(document).set(other, []);
		expect(count(one)).to.equal('Shop');
	});

	it('gives way to who writes another title at every change', async () => {
		document.title = 'Shop';
		const one = counter();
		let writesOfTheirs = 0;
		const observer = new MutationObserver(() => {
			if (document.title !== '[3] Shop' && writesOfTheirs++ < 10_000) document.title = '[3] Shop';
		});
		observer.observe(document.head, { childList: true, characterData: true, subtree: true });
		count(one, ['a', 1]);
		await new Promise((resolve) => setTimeout(resolve, 100));
		observer.disconnect();
		expect(writesOfTheirs).to.be.below(100);
		expect(document.title).to.equal('[3] Shop');
	});
});

it('begins on a page that gave every object a getter', () => {
	Object.assign(Object.prototype, { get: () => 'theirs' });
	try {
		const page = document.implementation.createHTMLDocument('Shop');
		expect(TitlePrefix.of(page) === TitlePrefix.of(page)).to.equal(true);
	} finally {
		Reflect.deleteProperty(Object.prototype, 'get');
	}
});
