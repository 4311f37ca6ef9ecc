/**
 * A peer connection made while an incoming call rings, with its certificate, so that answering is faster. Without a
 * description it neither gathers nor sends anything. It is closed if the call is not answered.
 */
export class PrewarmedConnection {
	readonly #configuration: RTCConfiguration;
	#connection: RTCPeerConnection | undefined;

	/** `signal` aborts when the call has ended. */
	constructor(configuration: RTCConfiguration, signal: AbortSignal) {
		this.#configuration = configuration;
		// A call that is rejected at once needs no connection.
		const timer = setTimeout(() => this.#make());
		signal.addEventListener('abort', () => {
			clearTimeout(timer);
			this.#connection?.close();
		});
	}

	/** If none can be made (browsers limit their number), answering tries again and reports the error. */
	#make(): void {
		try {
			this.#connection = new RTCPeerConnection(this.#configuration);
		} catch {
			this.#connection = undefined;
		}
	}

	/** Returns the connection once; `undefined` if the configuration has changed. */
	take(configuration: RTCConfiguration | undefined): RTCPeerConnection | undefined {
		if (JSON.stringify(configuration) !== JSON.stringify(this.#configuration)) return undefined;
		const connection = this.#connection;
		this.#connection = undefined;
		return connection;
	}
}
