import type { ClientConnection } from './connection.js';
import { sameContact, type Registrar } from './registrar.js';

/** A party of a dialog. */
export interface Party {
	readonly user: string;
	/** URI of its Contact. */
	readonly contact: string;
	/** The connection of its last request. */
	readonly connection: ClientConnection;
}

/**
 * How a request within a dialog finds its target. `user`: the connection where that device is registered now, so that a
 * client which reconnected gets its BYE. `connection`: only the connection of its last offer, like a proxy that encodes
 * the connection into the Contact.
 */
export type Routing = 'user' | 'connection';

/** The current connection to a party. */
export function connectionTo(party: Party, registrar: Registrar, routing: Routing): ClientConnection | undefined {
	const seen = party.connection.open ? party.connection : undefined;
	if (routing === 'connection') return seen;
	const bindings = registrar.bindingsOf(party.user);
	return (
		bindings.find(({ contact }) => sameContact(contact, party.contact))?.connection
		?? seen
		?? bindings.at(-1)?.connection
	);
}
