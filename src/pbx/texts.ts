import { withTag } from './address.js';
import type { ClientConnection } from './connection.js';
import type { Party } from './party.js';
import { randomToken } from './random.js';
import type { Header } from './sip-message.js';
import { SipRequest } from './sip-request.js';
import type { Transactions } from './transactions.js';

/** Headers of a text that its copies keep. */
const kept = /^(x-|p-|user-to-user$|content-type$)/i;

/** A text as it set out: who wrote it, and what. */
export interface Text {
	readonly from: string;
	readonly headers: readonly Header[];
	readonly body: string;
}

export function textOf(request: SipRequest): Text {
	return { from: request.get('From'), headers: request.headers.filter(([name]) => kept.test(name)), body: request.body };
}

/** A text of the server's own. */
export function textFrom(from: string, body: string, type = 'text/plain'): Text {
	return { from: withTag(from, randomToken()), headers: [['Content-Type', type]], body };
}

/** Sends copies of a text, each a request of its own, to whoever can be reached. Whether they are taken is not waited for. */
export function deliver({ from, headers, body }: Text, to: readonly Party[], sending: {
	readonly transactions: Transactions;
	connectionTo(party: Party): ClientConnection | undefined;
}): void {
	for (const party of to) {
		const connection = sending.connectionTo(party);
		const copy = new SipRequest('MESSAGE', party.contact, [
			['Max-Forwards', '70'],
			['From', from],
			['To', `<${party.contact}>`],
			['Call-ID', randomToken(22)],
			['CSeq', '1 MESSAGE'],
			...headers,
		], body);
		if (connection) sending.transactions.send(copy, connection);
	}
}
