import type { UA, URI } from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession.js';
import type { Emitter } from '../transport/listen.js';

/** What of a message from the wire is read here. */
export interface JsSipMessage {
	readonly method: string;
	readonly call_id: string;
	readonly from_tag: string;
	readonly to_tag: string;
	/** Writable, so that a response can be mended before JsSIP reads it. */
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

/** A session of JsSIP with the methods that its documentation has and its types lack. */
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

/** A client transaction, as the event `newTransaction` of a UA shows it. */
export interface Transaction extends Emitter {
	readonly request: { readonly method: string; readonly call_id: string; ruri: URI; toString(): string };
	readonly eventHandlers: TransactionHandlers;
	send(): void;
	/** Of an INVITE. */
	cancel(): void;
}

/** Of the far side, in an established call. */
export interface Offer {
	readonly request: { readonly server_transaction: { readonly state: number; readonly C: { readonly STATUS_COMPLETED: number } } };
	/** Keeps JsSIP from it. */
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

/** The one place where JsSIP's types are overruled. */
export function asJsSipSession(session: RTCSession): JsSipSession {
	return session as unknown as JsSipSession;
}

/** `UA.call` with a URI object, which its type does not know. */
export function placeCall(ua: UA, target: URI, options: object): JsSipSession {
	return asJsSipSession(agent(ua).call(target, options));
}

/** What became of a request: its final status, 408 where nobody answered. */
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

/** Sends a request once more, in a transaction of its own. */
export function sendAgain(ua: UA, { request, constructor }: Transaction): Promise<Outcome> {
	const NewTransaction = constructor as new (ua: UA, transport: unknown, request: unknown, handlers: TransactionHandlers) => Transaction;
	const again = new NewTransaction(ua, agent(ua).transport, request, { onReceiveResponse: () => undefined, onRequestTimeout: () => undefined, onTransportError: () => undefined });
	const outcome = outcomeOfRequest(again);
	again.send();
	return outcome;
}

/** Sends a message that JsSIP knows nothing of. */
export function sendText(ua: UA, message: string): void {
	agent(ua).transport.send(message);
}

/** Makes JsSIP forget an ended session where it would not by itself: after a bad answer, and after a cancel that lost its race. */
export function forget(ua: UA, session: JsSipSession): void {
	agent(ua).destroyRTCSession(session as unknown as RTCSession);
	(session as unknown as Internals)._dialog?.terminate?.();
}

/** Makes JsSIP take offers of the far side again although one of ours has no answer yet: that one is given up. */
export function giveUpOffer(session: JsSipSession): void {
	const dialog = (session as unknown as Internals)._dialog;
	if (dialog) dialog.uac_pending_reply = false;
}

/** Makes JsSIP answer a 2xx to a cancelled INVITE by ACK and BYE, as it does when the cancel came before the first response. */
export function markCancelled(session: JsSipSession): void {
	(session as unknown as Internals)._is_canceled = true;
}

/** Ends the dialog that a second 2xx of a forked INVITE made (RFC 3261 section 13.2.2.4); JsSIP would end the first one for it. */
export function endFork(session: JsSipSession, response: JsSipResponse): void {
	const Dialog = (session as unknown as Internals)._dialog?.constructor;
	if (!Dialog) return;
	const fork = new Dialog(session, response, 'UAC');
	if (!fork.sendRequest || !fork.terminate) return;
	fork.sendRequest('ACK');
	fork.sendRequest('BYE');
	fork.terminate();
}

/** The private parts of JsSIP 3.13 that are touched; where one is missing its purpose is lost, and nothing else. */
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
