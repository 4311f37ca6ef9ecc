import { expect } from '@open-wc/testing';
import { css, html, LitElement, type CSSResult, type TemplateResult } from 'lit';
import { LateLook, type Look } from '../../src/controllers/late-look.js';
import type { VoiceErrorEvent } from '../../src/core/events.js';
import { deferred, type Deferred } from '../support/deferred.js';
import { until } from '../media/until.js';
import { nextTask, section } from '../support/section.js';

/** Draws the one word of its element, in a colour of its own. */
class WordLook implements Look {
	readonly styles: readonly CSSResult[] = [css`p { color: rgb(1, 2, 3); }`];
	readonly #element: LateWord;

	constructor(element: LateWord) {
		this.#element = element;
	}

	render(): TemplateResult {
		return html`<p>${this.#element.word}</p>`;
	}
}

class LateWord extends LitElement {
	word = 'one';
	readonly attempts: Deferred<void>[] = [];
	readonly errors: VoiceErrorEvent[] = [];
	readonly #look = new LateLook(this, async () => {
		const attempt = deferred<void>();
		this.attempts.push(attempt);
		await attempt.promise;
		return new WordLook(this);
	});

	constructor() {
		super();
		this.addEventListener('voice-error', (event) => this.errors.push(event));
	}

	protected override render(): unknown {
		return this.#look.render();
	}

	protected override async getUpdateComplete(): Promise<boolean> {
		await super.getUpdateComplete();
		await this.#look.loading;
		return super.getUpdateComplete();
	}

	get said(): string {
		return this.shadowRoot?.textContent?.trim() ?? '';
	}
}

customElements.define('late-word', LateWord);

const SORRY = 'This could not be loaded. Are you online?';

const placed = (): LateWord => section('<late-word></late-word>').one('late-word');

/** Waits for another attempt that nothing else brings about. */
function untilNext({ attempts: { length }, attempts }: LateWord): Promise<void> {
	return until(() => attempts.length > length, { what: 'Another attempt' });
}

async function failed(): Promise<LateWord> {
	const word = placed();
	word.attempts[0]?.reject(new TypeError('404'));
	await nextTask();
	return word;
}

describe('a look that comes late', () => {
	it('is not fetched for an element that is nowhere', () => {
		expect(new LateWord().attempts).to.have.length(0);
	});

	it('is drawn in its styles when it comes, and updateComplete waits for that', async () => {
		const word = placed();
		await nextTask();
		expect(word.said).to.equal('');
		word.attempts[0]?.resolve();
		await word.updateComplete;
		expect(word.said).to.equal('one');
		expect(getComputedStyle(word.shadowRoot!.querySelector('p')!).color).to.equal('rgb(1, 2, 3)');
	});

	it('is fetched once, however often the element is moved and changed', async () => {
		const word = placed();
		word.attempts[0]?.resolve();
		await word.updateComplete;
		section('<div></div>').append(word);
		word.word = 'two';
		word.requestUpdate();
		await word.updateComplete;
		expect([word.said, word.attempts.length]).to.deep.equal(['two', 1]);
	});

	it('that cannot be fetched is told once, in the element and as an event', async () => {
		const word = await failed();
		await word.updateComplete;
		expect([word.said, word.attempts.length]).to.deep.equal([SORRY, 1]);
		expect(word.errors.map(({ error }) => [error.code, error.message.includes('<late-word>'), (error.cause as Error).message])).to.deep.equal([['failed', true, '404']]);
	});

	for (const [chance, take] of [
		['time', untilNext],
		['the page being online again', () => void window.dispatchEvent(new Event('online'))],
		['the element coming back', (word: LateWord) => section('<div></div>').append(word)],
	] as const) {
		it(`is tried again with ${chance}, as often as need be`, async () => {
			const word = await failed();
			await take(word);
			await nextTask();
			word.attempts[1]?.reject(new TypeError('404'));
			await nextTask();
			expect([word.said, word.attempts.length, word.errors.length]).to.deep.equal([SORRY, 2, 1]);
			await take(word);
			await nextTask();
			word.attempts[2]?.resolve();
			await nextTask();
			expect([word.said, word.attempts.length, word.errors.length]).to.deep.equal(['one', 3, 1]);
		});
	}

	it('is not asked for by every update, which may be many in a second', async () => {
		const word = await failed();
		for (let update = 0; update < 10; update++) {
			word.requestUpdate();
			await word.updateComplete;
		}
		expect(word.attempts).to.have.length(1);
	});

	it('is not asked for by an element that has gone', async () => {
		const word = await failed();
		word.remove();
		window.dispatchEvent(new Event('online'));
		await new Promise((resolve) => setTimeout(resolve, 1500));
		expect(word.attempts).to.have.length(1);
	});
});

declare global {
	interface HTMLElementTagNameMap {
		'late-word': LateWord;
	}
}
