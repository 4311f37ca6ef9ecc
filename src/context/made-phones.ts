import { inheritedMember } from '../core/inherited-member.js';

/** Attributes of a `<voice-phone>`, by name. */
export type PhoneMarkup = ReadonlyMap<string, string>;

interface Wish {
	readonly key: string;
	readonly markup: PhoneMarkup;
}

/**
 * The share of one element in the `<voice-phone>` that was created for it, and for every other in its document with the
 * very same account attributes. The phone follows a change of them in place, so that no call ends: at once where it has
 * one user, and after a task where all of several users changed alike. It is removed with its last user.
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

	/** Uses a phone with this markup. The key of a phone may hold secrets, and is read by nobody else. */
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

/** It is a child of the body, where it affects no layout and survives a rewrite of the surroundings of its users. */
class MadePhone {
	readonly element: HTMLElement;
	readonly users = new Set<MadePhoneUse>();
	readonly #document: Document;
	#is: Wish;
	#turn: ReturnType<typeof setTimeout> | undefined;

	constructor(document: Document, wish: Wish) {
		this.#document = document;
		this.#is = { key: '', markup: new Map() };
		this.element = inheritedMember(document, 'createElement')('voice-phone');
		this.#become(wish);
		inheritedMember(document, 'body').append(this.element);
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
