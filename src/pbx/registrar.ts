import { listOf } from '../sip/message/frame.js';
import { paramOf, uriOf, userPart } from './address.js';
import type { ClientConnection } from './connection.js';
import type { HeaderField } from '../sip/message/head.js';
import type { SipRequest } from './sip-request.js';
import type { SipResponse } from './sip-response.js';

/** A registered contact. It ends with its connection, as in FreeSWITCH. */
export interface Binding {
	readonly user: string;
	/** The contact's URI. */
	readonly contact: string;
	readonly connection: ClientConnection;
	/** Epoch ms. */
	readonly expiresAt: number;
	/** Parameters of the registered Contact, repeated in responses. */
	readonly parameters: string;
	/** Instance and reg-id, which identify a device whose contact changes (RFC 5626). */
	readonly flow: string | undefined;
}

const defaultExpires = 600;

/** Location service and registrar (RFC 3261 section 10). Requests must be authenticated before. */
export class Registrar {
	readonly #bindings = new Map<string, readonly Binding[]>();

	/** `grantExpires`: expiry granted to everybody, seconds, whatever is requested. */
	constructor(readonly grantExpires: number | undefined) {}

	/** User → current bindings. */
	get registrations(): ReadonlyMap<string, readonly Binding[]> {
		const now = [...this.#bindings.keys()].map((user) => [user, this.bindingsOf(user)] as const);
		return new Map(now.filter(([, bindings]) => bindings.length > 0));
	}

	bindingsOf(user: string): readonly Binding[] {
		return (this.#bindings.get(user) ?? []).filter(({ expiresAt }) => expiresAt > Date.now());
	}

	register(request: SipRequest, connection: ClientConnection): SipResponse {
		const user = userPart(request.get('To'));
		const contacts = request.getAll('Contact').flatMap(listOf);
		if (contacts.includes('*')) return this.#removeAll(request, contacts);
		for (const contact of contacts) this.#bind(this.#binding(contact, request, { user, connection }));
		return request.reply(200, this.#described(user));
	}

	/** Removes the bindings of a closed connection. */
	forget(connection: ClientConnection): void {
		for (const [user, bindings] of this.#bindings) {
			this.#bindings.set(user, bindings.filter((binding) => binding.connection !== connection));
		}
	}

	#removeAll(request: SipRequest, contacts: readonly string[]): SipResponse {
		if (contacts.length > 1 || request.get('Expires') !== '0') return request.reply(400);
		this.#bindings.delete(userPart(request.get('To')));
		return request.reply(200);
	}

	#binding(contact: string, request: SipRequest, owner: Pick<Binding, 'user' | 'connection'>): Binding {
		const instance = paramOf(contact, '+sip.instance');
		const asked = paramOf(contact, 'expires') ?? (request.get('Expires') || defaultExpires);
		return {
			...owner,
			contact: uriOf(contact),
			expiresAt: Date.now() + this.#granted(Number(asked)) * 1000,
			parameters: contact.slice(contact.indexOf('>') + 1).replace(/;\s*expires=\d+/i, ''),
			flow: instance && `${instance} ${paramOf(contact, 'reg-id') ?? ''}`,
		};
	}

	#granted(asked: number): number {
		const seconds = Number.isFinite(asked) ? Math.max(0, asked) : defaultExpires;
		return seconds === 0 ? 0 : this.grantExpires ?? Math.min(seconds, 3600);
	}

	#bind(binding: Binding): void {
		const same = (other: Binding): boolean =>
			sameContact(other.contact, binding.contact) || (binding.flow !== undefined && other.flow === binding.flow);
		const others = this.bindingsOf(binding.user).filter((other) => !same(other));
		this.#bindings.set(binding.user, binding.expiresAt > Date.now() ? [...others, binding] : others);
	}

	#described(user: string): HeaderField[] {
		const contacts = this.bindingsOf(user).map(({ contact, parameters, expiresAt }): HeaderField =>
			['Contact', `<${contact}>${parameters};expires=${Math.round((expiresAt - Date.now()) / 1000)}`]);
		return [...contacts, ['Date', new Date().toUTCString()]];
	}
}

/** Whether two contacts belong to one device. URI parameters are ignored: JsSIP adds `;ob` in a call. */
export function sameContact(one: string, other: string): boolean {
	return bare(one) === bare(other);
}

const bare = (contact: string): string => uriOf(contact).split(';')[0] ?? '';
