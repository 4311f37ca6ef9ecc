import { VoiceError } from '../core/voice-error.js';
import { probeIceServers, type IceServerHealth } from './ice-server-probe.js';
import { ownProperties } from '../core/own-properties.js';

const RETRY_MS = 300_000;
/** Pages are hidden and shown in quick succession; servers do not die that fast. */
const LEAST_MS = 60_000;

export interface IceServersOptions {
	/** Told once of each server that is left out. */
	readonly trouble: (error: VoiceError) => void;
	readonly probe?: typeof probeIceServers;
}

/** The ICE servers of an account. Found out before the first call: one dead server in the list holds a call up for 40 s. */
export class IceServers {
	readonly #options: Required<IceServersOptions>;
	#servers: readonly RTCIceServer[] = [];
	#bad = new Set<RTCIceServer>();
	#key = '';
	#probedAt = 0;
	#probing: AbortController | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(options: IceServersOptions) {
		const { trouble, probe = probeIceServers } = ownProperties<IceServersOptions>(options);
		this.#options = { trouble, probe };
	}

	/** Those that answered, and those of which nothing is known yet. */
	get usable(): readonly RTCIceServer[] {
		return this.#servers.filter((server) => !this.#bad.has(server));
	}

	/** Takes a list, and probes it when it is another one than before. */
	use(servers: readonly RTCIceServer[]): void {
		const key = JSON.stringify(servers);
		if (key === this.#key) return;
		this.stop();
		this.#key = key;
		this.#servers = servers;
		this.#bad = new Set();
		void this.#probe(servers);
	}

	/** Looks again at those that were left out: the network may be another one now. */
	retry(options?: { readonly now: boolean }): void {
		const now = options?.now === true;
		if (this.#probing || this.#bad.size === 0 || (!now && Date.now() - this.#probedAt < LEAST_MS)) return;
		clearTimeout(this.#timer);
		void this.#probe([...this.#bad]);
	}

	stop(): void {
		clearTimeout(this.#timer);
		this.#probing?.abort();
		this.#probing = undefined;
		this.#key = '';
	}

	async #probe(servers: readonly RTCIceServer[]): Promise<void> {
		if (servers.length === 0) return;
		const probing = new AbortController();
		this.#probing = probing;
		this.#probedAt = Date.now();
		// Where nothing can be probed (no WebRTC), nothing is known, and nothing left out.
		const health = await this.#options.probe(servers, { signal: probing.signal }).catch(() => []);
		if (probing.signal.aborted) return;
		this.#probing = undefined;
		servers.forEach((server, index) => this.#judge(server, health[index] ?? 'alive'));
		if (this.#bad.size > 0) this.#timer = setTimeout(() => this.retry(), RETRY_MS);
	}

	#judge(server: RTCIceServer, health: IceServerHealth): void {
		if (health === 'alive') this.#bad.delete(server);
		else if (!this.#bad.has(server)) {
			this.#bad.add(server);
			this.#options.trouble(troubleOf(server, health));
		}
	}
}

function troubleOf({ urls }: RTCIceServer, health: 'dead' | 'refused'): VoiceError {
	const subject = [urls].flat().join(' ');
	const message = health === 'refused'
		? `The ICE server “${subject}” does not accept its username and credential, and is left out. Check them, and whether they have expired.`
		: `The ICE server “${subject}” does not answer, and is left out. Check its address, and whether a firewall lets UDP through to it.`;
	return new VoiceError('ice-server-dead', message, { subject });
}
