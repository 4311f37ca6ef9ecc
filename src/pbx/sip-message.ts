import type { HeaderField } from '../sip/message/head.js';
import { paramOf, tagOf } from './address.js';

/**
 * What requests and responses share: ordered headers and a body. Names, order and values are kept as received, because
 * a proxy forwards what it does not understand. JsSIP's parser keeps neither.
 */
export abstract class SipMessage {
	/** The method of a request, or of the CSeq of a response. */
	abstract readonly method: string;
	protected abstract readonly startLine: string;

	constructor(public headers: HeaderField[] = [], public body = '') {}

	/** The first value of this header, or an empty string. */
	get(name: string): string {
		return this.headers.find(named(name))?.[1] ?? '';
	}

	getAll(name: string): string[] {
		return this.headers.filter(named(name)).map(([, value]) => value);
	}

	has(name: string): boolean {
		return this.headers.some(named(name));
	}

	/** Replaces all headers of this name, at the position of the first. */
	set(name: string, ...values: string[]): this {
		const at = this.headers.findIndex(named(name));
		this.remove(name);
		this.headers.splice(at < 0 ? this.headers.length : at, 0, ...values.map((value): HeaderField => [name, value]));
		return this;
	}

	remove(name: string): this {
		this.headers = this.headers.filter((header) => !named(name)(header));
		return this;
	}

	/** Adds a header before all others, as Via needs it. */
	prepend(name: string, value: string): this {
		this.headers.unshift([name, value]);
		return this;
	}

	get callId(): string {
		return this.get('Call-ID');
	}

	get fromTag(): string {
		return tagOf(this.get('From'));
	}

	get toTag(): string {
		return tagOf(this.get('To'));
	}

	/** The branch of the topmost Via, which identifies the transaction. */
	get branch(): string {
		return paramOf(this.get('Via'), 'branch') ?? '';
	}

	toString(): string {
		const headers = this.headers
			.filter((header) => !named('Content-Length')(header))
			.map(([name, value]) => `${name}: ${value}\r\n`);
		return `${this.startLine}\r\n${headers.join('')}Content-Length: ${byteLength(this.body)}\r\n\r\n${this.body}`;
	}
}

export function byteLength(text: string): number {
	return new TextEncoder().encode(text).length;
}

const named = (name: string) => ([other]: HeaderField): boolean => other.toLowerCase() === name.toLowerCase();
