import { debug, UA, type Socket } from 'jssip';
import type { Account } from '../../core/account/configuration.js';
import { owns } from '../../core/own-properties.js';
import { VoiceError } from '../../core/voice-error.js';
import { listen } from './listen.js';
import { token, uuid } from '../../core/random.js';
import { observeRequests } from '../dialog/sent-requests.js';
import { asSent } from '../message/sip-uri.js';
import type { SipSocket } from './sip-socket.js';

/** The identity of a phone for its server, constant for its lifetime. */
export interface UserAgentIdentity {
	/** User and host of our Contact. */
	readonly contactUser: string;
	readonly contactHost: string;
	/** Instance UUID (RFC 5626). */
	readonly instanceId: string;
}

/** JsSIP’s own reconnect, deferred for 23 days: reconnecting happens below its socket. */
const NEVER_S = 2_000_000;
const REGISTER_S = 600;

// Disables JsSIP’s logging, which any script can enable by `localStorage.debug` and which contains credentials. At
// module level, because a closure would retain its scope.
(debug as { enabled: (name: string) => boolean }).enabled = () => false;

export function newIdentity(): UserAgentIdentity {
	return { contactUser: token(8), contactHost: `${token(12)}.invalid`, instanceId: uuid() };
}

/** Makes a JsSIP user agent without automatic behaviour. Throws a `VoiceError`. */
export function createUserAgent(account: Account, { socket, identity }: { socket: SipSocket; identity: UserAgentIdentity }): UA {
	try {
		const ua = new UA(configurationOf(account, { socket, identity }));
		// Each call adds listeners: more than ten are no leak.
		ua.setMaxListeners(100);
		applyAccount(ua, account);
		return ua;
	} catch (cause) {
		throw new VoiceError('configuration', `“${account.uri}” is no address that can be registered. “uri” should look like “sip:1000@pbx.example.org”.`, { cause, subject: 'uri' });
	}
}

function configurationOf(account: Account, { socket, identity }: { socket: SipSocket; identity: UserAgentIdentity }): ConstructorParameters<typeof UA>[0] {
	return {
		sockets: [socket as unknown as Socket],
		// JsSIP decodes the user twice.
		uri: account.uri.replaceAll('%25', '%2525'),
		contact_uri: `sip:${identity.contactUser}@${identity.contactHost};transport=ws`,
		instance_id: identity.instanceId,
		user_agent: 'voice-elements',
		register: false,
		register_expires: REGISTER_S,
		session_timers: false,
		no_answer_timeout: 60,
		connection_recovery_min_interval: NEVER_S,
		connection_recovery_max_interval: NEVER_S,
	};
}

/** Updates what may change while a user agent runs. */
export function applyAccount(ua: UA, { displayName, authUser, secret }: Account): void {
	ua.set('display_name', displayName);
	ua.set('authorization_user', authUser);
	ua.set('authorization_jwt', secret && owns(secret, 'jwt') ? `Bearer ${secret.jwt}` : '');
	ua.set('ha1', '');
	if (secret && owns(secret, 'ha1')) {
		ua.set('realm', secret.realm);
		ua.set('ha1', secret.ha1);
	} else if (secret && owns(secret, 'password')) {
		ua.set('password', secret.password);
	}
}

/** JsSIP replaces the password by the hash for the first realm; a proxy may use another realm than the registrar. */
export function keepPassword(ua: UA, secretOf: () => Account['secret'], signal: AbortSignal): void {
	listen(ua, 'newTransaction', () => {
		const secret = secretOf();
		if (secret && owns(secret, 'password')) ua.set('password', secret.password);
	}, signal);
}

/** The peer chooses the URI of a request within a dialog. */
export function digestAsSent(ua: UA, signal: AbortSignal): void {
	observeRequests(ua, ({ request }) => (request.ruri = asSent(request.ruri)), signal);
}
