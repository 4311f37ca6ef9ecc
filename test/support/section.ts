import { fixtureSync } from '@open-wc/testing';

/** A part of the page that goes when the test is over. */
export interface Section extends HTMLElement {
	/** The only element of this kind in it; shadow roots are not searched. */
	one<Tag extends keyof HTMLElementTagNameMap>(selector: Tag): HTMLElementTagNameMap[Tag];
	one<Found extends HTMLElement>(selector: string): Found;
}

/** Writes markup into the page, as a page would that comes all at once. */
export function section(html: string): Section {
	const element = fixtureSync<Section>('<section></section>');
	element.innerHTML = html;
	element.one = <Found extends HTMLElement>(selector: string): Found => {
		const found = element.querySelector<Found>(selector);
		if (!found) throw new Error(`The section has no ${selector}.`);
		return found;
	};
	return element;
}

/** When everything has happened that waits for nothing but its turn, and what was removed is gone. */
export function nextTask(): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, 5));
}

/** What a test removed is gone before the next begins. */
afterEach(nextTask);
