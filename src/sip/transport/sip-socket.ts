/** What a socket does for JsSIP; `SipUserAgent` fills it. */
export interface SocketHandlers {
	/** JsSIP wants to be connected: called once, for reconnecting is not its business here. */
	connect(): void;
	disconnect(): void;
	send(text: string): boolean;
}

/**
 * The socket that JsSIP sees: always the same one, whichever server is behind it. So JsSIP's own recovery has nothing to choose from, and its calls outlive
 * the change of a server. JsSIP assigns the three `on…` handlers; its methods must be plain functions, for it refuses async ones.
 */
export class SipSocket {
	readonly #handlers: SocketHandlers;
	#url: string;
	onconnect: () => void = () => undefined;
	ondisconnect: (error: boolean, code?: number, reason?: string) => void = () => undefined;
	ondata: (data: string) => void = () => undefined;

	constructor(url: string, handlers: SocketHandlers) {
		this.#url = url;
		this.#handlers = handlers;
	}

	/** The server behind it now. */
	get url(): string {
		return this.#url;
	}

	set url(url: string) {
		this.#url = url;
	}

	/** What stands in Via. */
	get via_transport(): string {
		return viaTransport(this.#url);
	}

	get sip_uri(): string {
		return `sip:${new URL(this.#url).host};transport=ws`;
	}

	connect(): void {
		this.#handlers.connect();
	}

	disconnect(): void {
		this.#handlers.disconnect();
	}

	send(text: string): boolean {
		return this.#handlers.send(text);
	}
}

/** What Via calls a way to this server (RFC 7118 section 5.2). */
export function viaTransport(server: string): 'WS' | 'WSS' {
	return server.startsWith('wss:') ? 'WSS' : 'WS';
}
