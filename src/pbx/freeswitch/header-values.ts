import type { ClientConnection } from '../connection.js';
import type { HeaderField } from '../../sip/message/head.js';

export const allow: HeaderField = [
	'Allow',
	'INVITE, ACK, BYE, CANCEL, OPTIONS, MESSAGE, INFO, UPDATE, REGISTER, REFER, NOTIFY, PUBLISH, SUBSCRIBE',
];
export const allowEvents: HeaderField = [
	'Allow-Events',
	'talk, hold, conference, presence, as-feature-event, dialog, line-seize, call-info, sla, '
		+ 'include-session-description, presence.winfo, message-summary, refer',
];

/** The client's socket address, which FreeSWITCH puts into its headers. It is made up: a loopback has none. */
export function socketAddressOf({ id }: ClientConnection): { readonly host: string; readonly port: number } {
	return { host: '127.0.0.1', port: 40_000 + id };
}
