/**
 * A peer connection that is made while a stranger rings, with its certificate, so that answering does not wait for it. It tells nobody anything: without a description
 * nothing is gathered and nothing sent. Where nobody answers it is closed.
 */
export class PrewarmedConnection {
	readonly #configuration: RTCConfiguration;
	#connection: RTCPeerConnection | undefined;

	/** `signal` aborts when the call is over. */
	constructor(configuration: RTCConfiguration, signal: AbortSignal) {
		this.#configuration = configuration;
		// Who is turned away at once gets none.
		const timer = setTimeout(() => this.#make());
		signal.addEventListener('abort', () => {
			clearTimeout(timer);
			this.#connection?.close();
		});
	}

	/** Where none can be made, with too many there already, answering makes one or says why not. */
	#make(): void {
		try {
			this.#connection = new RTCPeerConnection(this.#configuration);
		} catch {
			this.#connection = undefined;
		}
	}

	/** Gives it away, once. None where other ICE servers are wanted meanwhile. */
	take(configuration: RTCConfiguration | undefined): RTCPeerConnection | undefined {
		if (JSON.stringify(configuration) !== JSON.stringify(this.#configuration)) return undefined;
		const connection = this.#connection;
		this.#connection = undefined;
		return connection;
	}
}
