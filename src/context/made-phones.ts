/** Attributes of a `<voice-phone>`, by name. */
export type PhoneMarkup = ReadonlyMap<string, string>;

interface Wish {
	readonly key: string;
	readonly markup: PhoneMarkup;
}

/**
 * The share of one face in the `<voice-phone>` that was made for it, and for every other in its document that says the very same. It follows what the face says:
 * alone in place, so that no call ends, and with others once all of them had their turn. The phone goes with the last face that uses it.
 */
export class MadePhoneUse {
	readonly #changed: () => void;
	#phone: MadePhone | undefined;
	#wish: Wish | undefined;

	/** `changed` is called when `element` is another one than before. */
	constructor(changed: () => void) {
		this.#changed = changed;
	}

	get element(): HTMLElement | undefined {
		return this.#phone?.element;
	}

	/** What the face wants, where that is not what its phone has. */
	get wish(): Wish | undefined {
		return this.#wish;
	}

	/** Uses a phone with this markup. Nothing that it holds, secrets among it, is kept where somebody could read it. */
	use(document: Document, markup: PhoneMarkup): void {
		const key = JSON.stringify([...markup]);
		this.#wish = key === this.#phone?.key ? undefined : { key, markup };
		if (!this.#wish) return;
		if (!this.#phone) this.move(document, this.#wish);
		else if (this.#phone.users.size === 1) this.#phone.settle();
		else this.#phone.settleLater();
	}

	/** Goes over to the phone that is wished. */
	move(document: Document, { key, markup }: Wish): void {
		const before = this.#phone;
		this.#wish = undefined;
		this.#phone = phonesOf(document).get(key) ?? new MadePhone(document, { key, markup });
		this.#phone.users.add(this);
		before?.lose(this);
		this.#changed();
	}

	/** The phone is what was wished by now. */
	satisfy(): void {
		this.#wish = undefined;
	}

	leave(): void {
		const before = this.#phone;
		if (!before) return;
		this.#phone = this.#wish = undefined;
		before.lose(this);
		this.#changed();
	}
}

/** It stands in the body itself, where it disturbs no layout and whoever rewrites the surroundings of a face does not remove it. */
class MadePhone {
	readonly element: HTMLElement;
	readonly users = new Set<MadePhoneUse>();
	readonly #document: Document;
	#is: Wish;
	#turn: ReturnType<typeof setTimeout> | undefined;

	constructor(document: Document, wish: Wish) {
		this.#document = document;
		this.#is = { key: '', markup: new Map() };
		this.element = document.createElement('voice-phone');
		this.#become(wish);
		document.body.append(this.element);
	}

	get key(): string {
		return this.#is.key;
	}

	lose(user: MadePhoneUse): void {
		this.users.delete(user);
		if (this.users.size > 0) return;
		clearTimeout(this.#turn);
		phonesOf(this.#document).delete(this.key);
		this.element.remove();
	}

	/** A page changes one face after the other. */
	settleLater(): void {
		this.#turn ??= setTimeout(() => this.settle());
	}

	/** Where all wish the same it changes; else those who wish something else go. */
	settle(): void {
		clearTimeout(this.#turn);
		this.#turn = undefined;
		const wishes = [...this.users].map(({ wish }) => wish);
		const [first] = wishes;
		if (first && wishes.every((wish) => wish?.key === first.key) && !phonesOf(this.#document).has(first.key)) {
			this.#become(first);
			for (const user of this.users) user.satisfy();
		} else for (const user of [...this.users]) if (user.wish) user.move(this.#document, user.wish);
	}

	/** A secret is set once: its element takes it out of its markup. */
	#become(wish: Wish): void {
		const phones = phonesOf(this.#document);
		const { markup } = this.#is;
		if (phones.get(this.key) === this) phones.delete(this.key);
		phones.set(wish.key, this);
		this.#is = wish;
		for (const name of markup.keys()) if (!wish.markup.has(name)) this.element.removeAttribute(name);
		for (const [name, value] of wish.markup) if (value !== markup.get(name)) this.element.setAttribute(name, value);
	}
}

const documents = new WeakMap<Document, Map<string, MadePhone>>();

function phonesOf(document: Document): Map<string, MadePhone> {
	const phones = documents.get(document) ?? new Map<string, MadePhone>();
	documents.set(document, phones);
	return phones;
}
