import { inheritedMember } from '../../core/inherited-member.js';
import { ownProperties } from '../../core/own-properties.js';

/** A chat and its number of unread texts. */
export type Unread = readonly [id: string, count: number];

/** The page’s own title around our prefix; other scripts may add something before it. */
interface Name {
	readonly before: string;
	readonly after: string;
}

/** Shared with other copies of this script in the page. */
const KEY = Symbol.for('voice-elements.title');
/** How many of our titles are remembered, for pages that restore one, as in a blinking title. */
const REMEMBERED = 16;
/** A script that always replaces our title wins after this many times within this many ms. */
const [MOST_WRITES, SPAN_MS] = [50, 1000] as const;

/**
 * Adds one prefix to the title of a document, for all elements. The page’s own title is never changed, even if it looks
 * like ours.
 */
export class TitlePrefix {
	readonly #document: Document;
	readonly #counts = new Map<object, readonly Unread[]>();
	readonly #observer = new MutationObserver((records) => this.#read(records));
	/** The titles by their text. */
	readonly #written = new Map<string, Name>();
	#prefix = '';
	#name: Name = { before: '', after: '' };
	#shown = '';
	/** The title last set here. */
	#base = '';
	#baseName = this.#name;
	#writes: readonly number[] = [];

	constructor(document: Document) {
		this.#document = document;
	}

	static of(document: Document & { [KEY]?: TitlePrefix }): TitlePrefix {
		const title = document[KEY] ?? new TitlePrefix(document);
		if (!document[KEY]) Object.defineProperty(document, KEY, ownProperties({ value: title }));
		return title;
	}

	set(who: object, unread: readonly Unread[]): void {
		const counted = unread.filter(([, count]) => count > 0);
		if (counted.length === 0) this.#counts.delete(who);
		else this.#counts.set(who, counted);
		const count = this.#sum();
		const prefix = count > 0 ? `(${String(count)}) ` : '';
		if (prefix === this.#prefix) return;
		if (this.#prefix === '') this.#name = { before: '', after: inheritedMember(this.#document, 'title') };
		else this.#read(this.#observer.takeRecords());
		this.#prefix = prefix;
		this.#write();
	}

	/** Several elements may show the same chat. */
	#sum(): number {
		const counts = new Map([...this.#counts.values()].flat());
		let sum = 0;
		for (const count of counts.values()) sum += count;
		return sum;
	}

	#write(): void {
		const { before, after } = this.#name;
		this.#observer.disconnect();
		Reflect.set(Document.prototype, 'title', before + this.#prefix + after, this.#document);
		// As `document.title` returns it: trimmed.
		this.#shown = this.#base = inheritedMember(this.#document, 'title');
		this.#baseName = this.#name;
		if (this.#prefix === '') return this.#written.clear();
		this.#remember();
		this.#observer.observe(inheritedMember(this.#document, 'head'), ownProperties({ childList: true, characterData: true, subtree: true }));
	}

	/** Another script changed the title or the head. */
	#read(records: readonly MutationRecord[]): void {
		if (!records.some(changesTitle)) return;
		const title = inheritedMember(this.#document, 'title');
		const at = title.indexOf(this.#shown);
		if (at >= 0 && title !== this.#shown) return this.#adopt(title, at);
		if (isRotation(this.#base, title)) return this.#rotate(title);
		const known = title === this.#shown ? undefined : this.#written.get(title);
		this.#name = known ?? { before: '', after: title };
		if (this.#mayWrite()) this.#write();
	}

	/** Something was added around it; it stays. */
	#adopt(title: string, at: number): void {
		const { before, after } = this.#name;
		this.#name = { before: title.slice(0, at) + before, after: after + title.slice(at + this.#shown.length) };
		this.#shown = title;
		this.#remember();
	}

	/** A page that rotates its title rotates the prefix as well. */
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

/** `document.title` is trimmed. */
function lettersOf(text: string): string {
	return text.replace(/\s+/g, '');
}

function isRotation(text: string, turned: string): boolean {
	const [letters, others] = [lettersOf(text), lettersOf(turned)];
	return turned !== text && letters.length === others.length && (letters + letters).includes(others);
}

/** The rotation of a text without some of its characters. */
function withoutRotated(turned: string, letters: string, { from, count }: { readonly from: number; readonly count: number }): string {
	let index = (letters + letters).indexOf(lettersOf(turned));
	const isOurs = (): boolean => (index++ % letters.length + letters.length - from) % letters.length < count;
	return turned.replace(/\S/g, (letter) => (isOurs() ? '' : letter)).trim();
}
