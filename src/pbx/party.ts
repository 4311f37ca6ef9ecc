import type { ClientConnection } from './connection.js';
import { sameContact, type Registrar } from './registrar.js';

/** Somebody at one end of a dialog. */
export interface Party {
	readonly user: string;
	/** URI of the Contact they gave. */
	readonly contact: string;
	/** Where they were last heard. */
	readonly connection: ClientConnection;
}

/**
 * How a request within a dialog finds its party. By `user`: where that device is registered now, so that a client which
 * reconnected gets its BYE. By `connection`: only where its last offer came from, as a proxy has it that writes the connection into the Contact.
 */
export type Routing = 'user' | 'connection';

/** The connection that leads to a party now, if any does. */
export function connectionTo(party: Party, registrar: Registrar, routing: Routing): ClientConnection | undefined {
	const seen = party.connection.open ? party.connection : undefined;
	if (routing === 'connection') return seen;
	const bindings = registrar.bindingsOf(party.user);
	return bindings.find(({ contact }) => sameContact(contact, party.contact))?.connection ?? seen ?? bindings.at(-1)?.connection;
}
