import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ownProperties } from '../core/own-properties.js';
import { translationFor } from './languages.js';
import { watchTranslations } from './sources.js';
import { translator, type TextDirection, type Translate } from './translate.js';

/**
 * Translates into the language of the nearest `lang` attribute, across shadow roots. Updates its host when the language
 * or the text direction changes.
 */
export class LocalizeController implements ReactiveController {
	readonly #host: ReactiveControllerHost & HTMLElement;
	#end = new AbortController();
	#locale = 'en';
	#language = 'en';
	#direction: TextDirection = 'ltr';
	#translation = translationFor('en').translation;
	#translate: Translate = translator('en', this.#translation);

	/** Returns the text of a message. */
	readonly text: Translate = (key, ...values) => this.#translate(key, ...values);

	constructor(host: ReactiveControllerHost & HTMLElement) {
		this.#host = host;
		host.addController(this);
	}

	/** Language tag of the texts. It differs from the page’s if there is no translation. */
	get language(): string {
		return this.#language;
	}

	/** Language tag of the page with its region, for numbers and times. */
	get locale(): string {
		return this.#locale;
	}

	hostConnected(): void {
		this.#end = new AbortController();
		const observer = new MutationObserver(() => this.#read());
		for (const root of rootsAround(this.#host))
			observer.observe(root, ownProperties({ attributeFilter: ['lang', 'dir'], subtree: true }));
		this.#end.signal.addEventListener('abort', () => observer.disconnect());
		watchTranslations(() => this.#read(), this.#end.signal);
		this.#read();
	}

	hostDisconnected(): void {
		this.#end.abort();
	}

	#read(): void {
		const wanted = languageOf(this.#host);
		const { language, translation } = translationFor(wanted);
		const locale = subtag(wanted) === subtag(language) ? wanted : language;
		const direction = getComputedStyle(this.#host).direction as TextDirection;
		if (locale === this.#locale && direction === this.#direction && translation === this.#translation) return;
		this.#language = language;
		this.#locale = locale;
		this.#direction = direction;
		this.#translation = translation;
		this.#translate = translator(language, translation, direction);
		this.#host.requestUpdate();
	}
}

function languageOf(host: HTMLElement): string {
	for (let node: Node | null = host; node; node = around(node)) {
		const language = node instanceof Element && Element.prototype.getAttribute.call(node, 'lang');
		if (language && isLanguageTag(language)) return language;
	}
	return 'en';
}

/** A form shadows its properties by its fields’ names, so the getter of the prototype is called. */
function around(node: Node): Node | null {
	return node instanceof ShadowRoot ? node.host : (Reflect.get(Node.prototype, 'parentNode', node));
}

const subtag = (tag: string): string => tag.toLowerCase().split('-', 1)[0] ?? '';

function isLanguageTag(tag: string): boolean {
	try {
		return Intl.getCanonicalLocales(tag).length === 1;
	} catch {
		return false;
	}
}

function rootsAround(host: HTMLElement): Node[] {
	const roots: Node[] = [];
	for (let root = host.getRootNode(); ; root = root.host.getRootNode()) {
		roots.push(root);
		if (!(root instanceof ShadowRoot)) return roots;
	}
}
