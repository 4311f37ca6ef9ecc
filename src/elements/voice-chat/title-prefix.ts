import { ownProperties } from '../../core/own-properties.js';

/** A conversation and how many of its texts nobody has read. */
export type Unread = readonly [id: string, count: number];

/** What a page calls itself, around our prefix: others may have put something before it. */
interface Name {
	readonly before: string;
	readonly after: string;
}

/** Found also by another copy of this script in the page. */
const KEY = Symbol.for('voice-elements.title');
/** So many titles that we wrote are known again when a page comes back to one, as it does where its title blinks. */
const REMEMBERED = 16;
/** Somebody who always writes another title at once has the last word after so many times in so many ms. */
const [MOST_WRITES, SPAN_MS] = [50, 1000] as const;

/**
 * The title of a document: one prefix, whoever counts. What the page writes is its own, also where that looks like ours; the
 * prefix comes before it, and nothing else of the title is ever touched.
 */
export class TitlePrefix {
	readonly #document: Document;
	readonly #counts = new Map<object, readonly Unread[]>();
	readonly #observer = new MutationObserver((records) => this.#read(records));
	/** By what was in the title. */
	readonly #written = new Map<string, Name>();
	#prefix = '';
	#name: Name = { before: '', after: '' };
	#shown = '';
	/** What we wrote last. */
	#base = '';
	#baseName = this.#name;
	#writes: readonly number[] = [];

	constructor(document: Document) {
		this.#document = document;
	}

	static of(document: Document & { [KEY]?: TitlePrefix }): TitlePrefix {
		const title = document[KEY] ?? new TitlePrefix(document);
		if (!document[KEY]) Object.defineProperty(document, KEY, { value: title });
		return title;
	}

	set(who: object, unread: readonly Unread[]): void {
		const counted = unread.filter(([, count]) => count > 0);
		if (counted.length === 0) this.#counts.delete(who);
		else this.#counts.set(who, counted);
		const count = this.#sum();
		const prefix = count > 0 ? `(${String(count)}) ` : '';
		if (prefix === this.#prefix) return;
		if (this.#prefix === '') this.#name = { before: '', after: this.#document.title };
		else this.#read(this.#observer.takeRecords());
		this.#prefix = prefix;
		this.#write();
	}

	/** Several elements may show the same conversation. */
	#sum(): number {
		const counts = new Map([...this.#counts.values()].flat());
		let sum = 0;
		for (const count of counts.values()) sum += count;
		return sum;
	}

	#write(): void {
		const { before, after } = this.#name;
		this.#observer.disconnect();
		this.#document.title = before + this.#prefix + after;
		// As the document has it: without blanks at its ends.
		this.#shown = this.#base = this.#document.title;
		this.#baseName = this.#name;
		if (this.#prefix === '') return this.#written.clear();
		this.#remember();
		this.#observer.observe(this.#document.head, ownProperties({ childList: true, characterData: true, subtree: true }));
	}

	/** Somebody else wrote a title, or something else in the head. */
	#read(records: readonly MutationRecord[]): void {
		if (!records.some(changesTitle)) return;
		const { title } = this.#document;
		const at = title.indexOf(this.#shown);
		if (at >= 0 && title !== this.#shown) return this.#adopt(title, at);
		if (isRotation(this.#base, title)) return this.#rotate(title);
		const known = title === this.#shown ? undefined : this.#written.get(title);
		this.#name = known ?? { before: '', after: title };
		if (this.#mayWrite()) this.#write();
	}

	/** Something was put before or behind it: so it stays. */
	#adopt(title: string, at: number): void {
		const { before, after } = this.#name;
		this.#name = { before: title.slice(0, at) + before, after: after + title.slice(at + this.#shown.length) };
		this.#shown = title;
		this.#remember();
	}

	/** A page that turns the letters of its title around in it turns ours as well: the prefix is in it already. */
	#rotate(title: string): void {
		this.#name = { before: '', after: withoutRotated(title, lettersOf(this.#base), { from: lettersOf(this.#baseName.before).length, count: lettersOf(this.#prefix).length }) };
		this.#shown = title;
	}

	#remember(): void {
		const [oldest] = this.#written.keys();
		if (this.#written.size >= REMEMBERED && oldest !== undefined) this.#written.delete(oldest);
		this.#written.set(this.#shown, this.#name);
	}

	#mayWrite(): boolean {
		const now = performance.now();
		this.#writes = [...this.#writes.filter((at) => now - at < SPAN_MS), now];
		return this.#writes.length <= MOST_WRITES;
	}
}

function changesTitle({ target, addedNodes, removedNodes }: MutationRecord): boolean {
	return isTitle(target) || isTitle(target.parentNode) || [...addedNodes, ...removedNodes].some(isTitle);
}

function isTitle(node: Node | null): boolean {
	return node?.nodeName === 'TITLE' || node?.nodeName === 'title';
}

/** A document takes the blanks from both ends of its title. */
function lettersOf(text: string): string {
	return text.replace(/\s+/g, '');
}

function isRotation(text: string, turned: string): boolean {
	const [letters, others] = [lettersOf(text), lettersOf(turned)];
	return turned !== text && letters.length === others.length && (letters + letters).includes(others);
}

/** The rotation of a text without some of its letters. */
function withoutRotated(turned: string, letters: string, { from, count }: { readonly from: number; readonly count: number }): string {
	let index = (letters + letters).indexOf(lettersOf(turned));
	const isOurs = (): boolean => (index++ % letters.length + letters.length - from) % letters.length < count;
	return turned.replace(/\S/g, (letter) => (isOurs() ? '' : letter)).trim();
}
