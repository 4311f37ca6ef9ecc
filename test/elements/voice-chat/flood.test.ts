import { expect } from '@open-wc/testing';
import { part, shown } from '../stage.js';
import { bubbles, frames, staged, type Stage } from './chats.js';

const LINKS = 'a@b.co '.repeat(1160);

function nodesOf({ face }: Stage): number {
	const walker = document.createTreeWalker(face.shadowRoot!);
	let count = 0;
	while (walker.nextNode()) count++;
	return count;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What a screen reader would read of a face: what is added where that is live. */
function listen({ face }: Stage): string[] {
	const read: string[] = [];
	const observer = new MutationObserver((records) => {
		for (const { target, addedNodes } of records) {
			const region = (target instanceof Element ? target : target.parentElement)?.closest('[role=log], [role=status], [role=alert]');
			if (!region || region.getAttribute('aria-live') === 'off') continue;
			for (const node of addedNodes) if (node.textContent?.trim() && node.nodeType !== Node.COMMENT_NODE) read.push(node.textContent.replace(/\s+/g, ' ').trim());
		}
	});
	observer.observe(face.shadowRoot!, { childList: true, subtree: true });
	return read;
}

describe('a flood of texts', function flood() {
	this.timeout(60_000);

	it('of links makes fifty of each, and a bounded number of nodes', async () => {
		const stage = await staged();
		stage.signaling.receive('1001', LINKS);
		await shown(stage.face);
		expect(stage.face.shadowRoot!.querySelectorAll('a')).to.have.length(50);
		expect(bubbles(stage.face)).to.deep.equal([LINKS]);
		for (let text = 1; text < 300; text++) stage.signaling.receive('1001', LINKS);
		await frames(stage.face);
		expect(bubbles(stage.face).length).to.be.above(150);
		expect(stage.face.shadowRoot!.querySelectorAll('a').length).to.be.below(2500);
		expect(nodesOf(stage)).to.be.below(40_000);
	});

	it('of links leaves a few to whoever writes after it', async () => {
		const stage = await staged();
		for (let text = 0; text < 20; text++) stage.signaling.receive('1001', LINKS);
		stage.signaling.receive('1001', 'see https://example.org/');
		await shown(stage.face);
		expect([...stage.face.shadowRoot!.querySelectorAll('a')].at(-1)?.href).to.equal('https://example.org/');
	});

	it('of links is not read anew with every text after it', async () => {
		const stage = await staged();
		for (let text = 0; text < 60; text++) stage.signaling.receive('1001', LINKS);
		await frames(stage.face);
		const changed: Node[] = [];
		new MutationObserver((records) => changed.push(...records.map(({ target }) => target))).observe(part(stage.face, 'bubble'), { childList: true, characterData: true, attributes: true, subtree: true });
		/** How often a long text is searched while one more is drawn. */
		const searchesFor = async (text: string): Promise<number> => {
			// eslint-disable-next-line @typescript-eslint/unbound-method -- called on what it is found at
			const { exec } = RegExp.prototype;
			let searches = 0;
			Object.assign(RegExp.prototype, {
				exec(this: RegExp, searched: string) {
					if (searched.length >= LINKS.length) searches++;
					return exec.call(this, searched);
				},
			});
			stage.signaling.receive('1001', text);
			await frames(stage.face).finally(() => Object.assign(RegExp.prototype, { exec }));
			return searches;
		};
		const searches: number[] = [];
		for (let text = 0; text < 5; text++) searches.push(await searchesFor(`short ${text}`));
		expect([changed, searches]).to.deep.equal([[], [0, 0, 0, 0, 0]]);
		expect(await searchesFor(LINKS)).to.be.above(0);
	});

	it('is drawn once in a frame', async () => {
		const stage = await staged();
		await frames(stage.face);
		let drawn = 0;
		let seen = 0;
		stage.face.addController({ hostUpdated: () => drawn++ });
		let going = true;
		const count = (): void => {
			seen++;
			if (going) requestAnimationFrame(count);
		};
		requestAnimationFrame(count);
		for (let text = 0; text < 400; text++) {
			stage.signaling.receive('1001', `Text ${text}`);
			await new Promise<void>((resolve) => {
				const { port1, port2 } = new MessageChannel();
				port1.onmessage = () => resolve();
				port2.postMessage(0);
			});
		}
		await frames(stage.face);
		going = false;
		expect(drawn).to.be.below(seen + 3);
		expect(bubbles(stage.face)).to.have.length(400);
	});

	it('is read aloud only in part, and then counted', async () => {
		const stage = await staged();
		stage.signaling.receive('1001', 'hello');
		await frames(stage.face);
		const read = listen(stage);
		const begunAt = performance.now();
		for (let text = 0; text < 300; text++) {
			stage.signaling.receive('1001', `Text ${text}`);
			await pause(5);
		}
		const writtenMs = performance.now() - begunAt;
		await pause(5500);
		await shown(stage.face);
		const told = read.join(' ').match(/Text \d+/g)?.length ?? 0;
		// On a machine that takes longer over them than five seconds five more are read after as many, and the others counted again.
		expect(told).to.be.at.most(5 * Math.ceil(writtenMs / 5000));
		const counts = read.map((words) => /^(\d+) new messages$/.exec(words)?.[1]).filter(Boolean).map(Number);
		expect(counts.length).to.be.within(1, Math.ceil((performance.now() - begunAt) / 5000));
		expect(told + counts.reduce((sum, count) => sum + count, 0)).to.equal(300);
		stage.signaling.receive('1001', 'calm again');
		await shown(stage.face);
		await pause(50);
		expect(read.at(-1)).to.contain('calm again');
	});

	it('of 5,000 in a minute leaves the page responsive', async () => {
		const stage = await staged({});
		await frames(stage.face);
		const late: number[] = [];
		let due = performance.now() + 20;
		const timer = setInterval(() => {
			late.push(performance.now() - due);
			due = performance.now() + 20;
		}, 20);
		// Ten seconds of it, by a stranger who writes as long as one may.
		for (let text = 0; text < 833; text++) {
			stage.signaling.receive('6666', `${text} ${'many words and a@b.co '.repeat(50)}`);
			await pause(8);
		}
		clearInterval(timer);
		late.sort((a, b) => a - b);
		expect(late[Math.floor(late.length / 2)]).to.be.below(50);
		expect(late[Math.floor(late.length * 0.95)]).to.be.below(250);
	});
});

describe('what cannot be broken into lines', () => {
	const marks = '\u0E01' + '\u0E49'.repeat(20);
	for (const [what, text] of [['Thai letters of twenty marks', marks.repeat(40)], ['one letter of 2000 marks', `a${'\u0301'.repeat(2000)}`], ['500 joined emoji', '👨\u200D'.repeat(500)], ['a joined family without end', '👩\u200D👩\u200D👧\u200D'.repeat(300)], ['an Arabic ligature', '\uFDFD'.repeat(60)]] as const) {
		it(`does not widen the list: ${what}`, async () => {
			const stage = await staged({ room: '3000' });
			stage.face.style.inlineSize = '320px';
			const { uri } = stage.phone.chat({ room: '3000' }).peer;
			stage.signaling.receive(`"${text.slice(0, 200)}" <sip:1002@voice.test>`, text, { room: uri });
			stage.phone.chat({ room: '3000' }).send(text);
			await frames(stage.face);
			const list = part(stage.face, 'list');
			expect(list.scrollWidth).to.equal(list.clientWidth);
			expect(stage.face.scrollWidth).to.be.at.most(320);
		});
	}
});
