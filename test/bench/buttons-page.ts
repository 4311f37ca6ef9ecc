import { css, html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import '../../src/index.js';
import { icon } from '../../src/styles/icons.js';

/** What a button costs that only looks like one of ours. */
class PlainButton extends LitElement {
	static override readonly styles = css`
		button {
			display: inline-flex;
			gap: 8px;
			align-items: center;
			min-block-size: 44px;
			padding: 6px 20px;
			border: 0;
			border-radius: 22px;
			background: #177a3b;
			color: #fff;
			font: inherit;
		}

		svg {
			inline-size: 1.5em;
			fill: none;
			stroke: currentcolor;
		}
	`;

	@property() to = '';

	protected override render(): unknown {
		return html`<button type="button">${icon('phone')} <slot>Call ${this.to}</slot></button><p role="status"></p>`;
	}
}

customElements.define('plain-button', PlainButton);

/** What stands in the page: plain buttons, ours with one phone for all, or ours with the account on each. */
export type Kind = 'plain' | 'one phone' | 'account on each';

export interface Cost {
	/** Until all are drawn, in ms. */
	readonly drawn: number;
	/** Of the main thread meanwhile, in ms. */
	readonly longestTask: number;
	/** Until all that belongs to them has gone, in ms. */
	readonly removed: number;
}

const ACCOUNT = 'server="wss://voice.test" uri="sip:web@voice.test" without-registration connect="use"';

function markup(kind: Kind, count: number): string {
	const each = (index: number): string => {
		if (kind === 'plain') return `<plain-button to="sales${String(index)}"></plain-button>`;
		return `<voice-dial to="sip:sales${String(index)}@voice.test" ${kind === 'account on each' ? ACCOUNT : ''}></voice-dial>`;
	};
	const phone = kind === 'one phone' ? `<voice-phone ${ACCOUNT}></voice-phone>` : '';
	return phone + Array.from({ length: count }, (_, index) => each(index)).join('');
}

/** Draws so many buttons, and takes them away. */
export async function cost(kind: Kind, count: number): Promise<Cost> {
	const tasks = new TaskLength();
	const part = document.createElement('section');
	document.body.append(part);
	const beganAt = performance.now();
	part.innerHTML = markup(kind, count);
	const isDrawn = (one: Element): boolean => one.shadowRoot?.querySelector('button') !== null;
	await until(() => [...part.querySelectorAll('voice-dial, plain-button')].every(isDrawn));
	const drawn = performance.now() - beganAt;
	const longestTask = tasks.longest();
	await frame();
	const removedAt = performance.now();
	part.remove();
	await until(() => document.querySelector('voice-phone') === null);
	const removed = performance.now() - removedAt;
	await new Promise((resolve) => setTimeout(resolve, 200));
	return { drawn, longestTask, removed };
}

/** How long the longest stretch was in which nothing else of the page could run. */
class TaskLength {
	readonly #channel = new MessageChannel();
	#lastAt = performance.now();
	#longest = 0;

	constructor() {
		this.#channel.port1.onmessage = () => this.#look();
		this.#channel.port2.postMessage(undefined);
	}

	longest(): number {
		this.#note();
		this.#channel.port1.close();
		return this.#longest;
	}

	#look(): void {
		this.#note();
		this.#channel.port2.postMessage(undefined);
	}

	#note(): void {
		const now = performance.now();
		this.#longest = Math.max(this.#longest, now - this.#lastAt);
		this.#lastAt = now;
	}
}

async function until(isSo: () => boolean): Promise<void> {
	await frame();
	while (!isSo()) await frame();
}

/** Until the browser has drawn. */
function frame(): Promise<void> {
	return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
