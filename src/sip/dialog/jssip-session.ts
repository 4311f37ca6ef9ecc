import type { UA, URI } from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession.js';
import type { Emitter } from '../transport/listen.js';

/** The members used of a SIP message. */
export interface JsSipMessage {
	readonly method: string;
	readonly call_id: string;
	readonly from_tag: string;
	readonly to_tag: string;
	/** Writable, so that a response can be corrected before JsSIP reads it. */
	body: string | null;
	getHeader(name: string): string | undefined;
	getHeaders(name: string): string[];
	hasHeader(name: string): boolean;
}

export interface JsSipResponse extends JsSipMessage {
	readonly status_code: number;
	readonly reason_phrase: string;
}

export interface RequestOptions {
	readonly extraHeaders?: readonly string[];
	readonly body?: string;
	readonly eventHandlers?: {
		readonly onSuccessResponse?: (response: JsSipResponse) => void;
		readonly onErrorResponse?: (response: JsSipResponse) => void;
		/** 408 and 481. */
		readonly onDialogError?: (response: JsSipResponse) => void;
		readonly onRequestTimeout?: () => void;
		readonly onTransportError?: () => void;
	};
}

/** A JsSIP session with methods that are documented but missing in its types. */
export interface JsSipSession extends Emitter, Omit<RTCSession, keyof Emitter | 'refer' | 'terminate' | 'connection'> {
	readonly connection: RTCPeerConnection | null;
	sendRequest(method: string, options?: RequestOptions): void;
	refer(target: URI, options: { readonly replaces?: unknown; readonly extraHeaders?: readonly string[] }): Emitter | false;
	terminate(options?: TerminateOptions): void;
}

export interface TerminateOptions {
	readonly cause?: string;
	readonly status_code?: number;
	readonly reason_phrase?: string;
	readonly extraHeaders?: readonly string[];
}

/** A client transaction, in the event `newTransaction` of a UA. */
export interface Transaction extends Emitter {
	readonly request: { readonly method: string; readonly call_id: string; ruri: URI; toString(): string };
	readonly eventHandlers: TransactionHandlers;
	send(): void;
	/** The INVITE. */
	cancel(): void;
}

/** Of the peer, in a confirmed call. */
export interface Offer {
	readonly request: { readonly server_transaction: { readonly state: number; readonly C: { readonly STATUS_COMPLETED: number } } };
	/** Hides it from JsSIP. */
	reject(options: TerminateOptions): void;
}

interface TransactionHandlers {
	onReceiveResponse: (response: JsSipResponse) => void;
	onRequestTimeout: () => void;
	onTransportError: () => void;
}

interface JsSipAgent {
	call(target: URI, options: object): RTCSession;
	destroyRTCSession(session: RTCSession): void;
	readonly transport: { send(message: string): boolean };
}

/** The only cast of JsSIP’s types. */
export function asJsSipSession(session: RTCSession): JsSipSession {
	return session as unknown as JsSipSession;
}

/** `UA.call` with a URI object, which its type lacks. */
export function placeCall(ua: UA, target: URI, options: object): JsSipSession {
	return asJsSipSession(agent(ua).call(target, options));
}

/** Reports the final status of a request, 408 without a response. */
export type Outcome = number | 'unsent';

export function outcomeOfRequest({ eventHandlers }: Transaction): Promise<Outcome> {
	return new Promise((resolve) => {
		const { onReceiveResponse, onRequestTimeout, onTransportError } = eventHandlers;
		eventHandlers.onReceiveResponse = (response) => {
			if (response.status_code >= 200) resolve(response.status_code);
			onReceiveResponse(response);
		};
		eventHandlers.onRequestTimeout = () => {
			resolve(408);
			onRequestTimeout();
		};
		eventHandlers.onTransportError = () => {
			resolve('unsent');
			onTransportError();
		};
	});
}

/** Sends a request again in a new transaction. */
export function sendAgain(ua: UA, { request, constructor }: Transaction): Promise<Outcome> {
	const NewTransaction = constructor as new (ua: UA, transport: unknown, request: unknown, handlers: TransactionHandlers) => Transaction;
	const again = new NewTransaction(ua, agent(ua).transport, request, { onReceiveResponse: () => undefined, onRequestTimeout: () => undefined, onTransportError: () => undefined });
	const outcome = outcomeOfRequest(again);
	again.send();
	return outcome;
}

/** Sends a message without a transaction of JsSIP. */
export function sendText(ua: UA, message: string): void {
	agent(ua).transport.send(message);
}

/** Removes an ended session that JsSIP keeps: after an invalid answer, and after a CANCEL that came too late. */
export function forget(ua: UA, session: JsSipSession): void {
	agent(ua).destroyRTCSession(session as unknown as RTCSession);
	(session as unknown as Internals)._dialog?.terminate?.();
}

/** Makes JsSIP accept remote offers although ours has no response yet; ours is abandoned. */
export function giveUpOffer(session: JsSipSession): void {
	const dialog = (session as unknown as Internals)._dialog;
	if (dialog) dialog.uac_pending_reply = false;
}

/**
 * Makes JsSIP respond to a 2xx of a cancelled INVITE with ACK and BYE, as it does if the CANCEL came before the first
 * response.
 */
export function markCancelled(session: JsSipSession): void {
	(session as unknown as Internals)._is_canceled = true;
}

/** Ends the dialog of a second 2xx of a forked INVITE (RFC 3261 section 13.2.2.4). JsSIP would end the first one. */
export function endFork(session: JsSipSession, response: JsSipResponse): void {
	const Dialog = (session as unknown as Internals)._dialog?.constructor;
	if (!Dialog) return;
	const fork = new Dialog(session, response, 'UAC');
	if (!fork.sendRequest || !fork.terminate) return;
	fork.sendRequest('ACK');
	fork.sendRequest('BYE');
	fork.terminate();
}

/** The private members of JsSIP 3.13 that are used. If one is missing, only its own purpose fails. */
interface Internals {
	_is_canceled?: boolean;
	readonly _dialog?: Dialog | null;
}

interface Dialog {
	uac_pending_reply?: boolean;
	readonly constructor: new (session: JsSipSession, message: JsSipMessage, role: 'UAC') => Dialog;
	sendRequest?(method: string): void;
	terminate?(): void;
}

function agent(ua: UA): JsSipAgent {
	return ua as unknown as JsSipAgent;
}
