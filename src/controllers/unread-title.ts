import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What may stand at the beginning of a title, put there by us or by others: “(2) (Alice is calling) ”. */
const PREFIXES = /^(?:\([^()]{1,80}\) ){0,8}/;

/** A conversation and how many of its texts nobody has read. */
export type Unread = readonly [id: string, count: number];

/** Counts what nobody has read in the title of the page, while its host is there: “(2) ” before what the page calls itself. */
export class UnreadTitle implements ReactiveController {
	readonly #host: ReactiveControllerHost & Element;
	readonly #read: () => readonly Unread[];
	#title: TitlePrefix | undefined;

	constructor(host: ReactiveControllerHost & Element, read: () => readonly Unread[]) {
		this.#host = host;
		this.#read = read;
		host.addController(this);
	}

	hostConnected(): void {
		this.#title = titleOf(this.#host.ownerDocument);
		this.#title.set(this, this.#read());
	}

	hostUpdated(): void {
		if (this.#host.isConnected) this.#title?.set(this, this.#read());
	}

	hostDisconnected(): void {
		this.#title?.set(this, []);
		this.#title = undefined;
	}
}

/** The title of a document: one prefix, whoever counts. It comes back when the page writes a new title, and nothing else of the title is ever touched. */
class TitlePrefix {
	readonly #document: Document;
	readonly #counts = new Map<UnreadTitle, readonly Unread[]>();
	readonly #rewritten = new MutationObserver(() => this.#write());
	#prefix = '';

	constructor(document: Document) {
		this.#document = document;
	}

	set(who: UnreadTitle, unread: readonly Unread[]): void {
		const counted = unread.filter(([, count]) => count > 0);
		if (counted.length === 0) this.#counts.delete(who);
		else this.#counts.set(who, counted);
		const count = this.#sum();
		const prefix = count > 0 ? `(${String(count)}) ` : '';
		if (prefix === this.#prefix) return;
		this.#takeAway();
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
		this.#rewritten.disconnect();
		const { title, head } = this.#document;
		if (this.#prefix === '') return;
		if (!prefixesOf(title).includes(this.#prefix)) this.#document.title = this.#prefix + title;
		this.#rewritten.observe(head, { childList: true, characterData: true, subtree: true });
	}

	#takeAway(): void {
		const { title } = this.#document;
		const before = prefixesOf(title);
		if (this.#prefix === '' || !before.includes(this.#prefix)) return;
		this.#document.title = before.replace(this.#prefix, '') + title.slice(before.length);
	}
}

const titles = new WeakMap<Document, TitlePrefix>();

function titleOf(document: Document): TitlePrefix {
	const title = titles.get(document) ?? new TitlePrefix(document);
	titles.set(document, title);
	return title;
}

function prefixesOf(title: string): string {
	return PREFIXES.exec(title)?.[0] ?? '';
}
