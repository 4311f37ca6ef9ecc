import { VoiceError } from '../core/voice-error.js';
import { probeIceServers, type IceServerHealth } from './ice-server-probe.js';
import { ownProperties } from '../core/own-properties.js';

const RETRY_MS = 300_000;
/** Pages are hidden and shown often; servers do not change that fast. */
const LEAST_MS = 60_000;

export interface IceServersOptions {
	/** Called once per unusable server. */
	readonly onWarning: (error: VoiceError) => void;
	readonly probe?: typeof probeIceServers;
}

/** The ICE servers of an account, probed before the first call: one dead server in the list delays a call by 40 s. */
export class IceServers {
	readonly #options: Required<IceServersOptions>;
	#servers: readonly RTCIceServer[] = [];
	#bad = new Set<RTCIceServer>();
	#key = '';
	#probedAt = 0;
	#probing: AbortController | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(options: IceServersOptions) {
		const { onWarning, probe = probeIceServers } = ownProperties<IceServersOptions>(options);
		this.#options = { onWarning, probe };
	}

	/** The servers that answered and those not probed yet. */
	get usable(): readonly RTCIceServer[] {
		return this.#servers.filter((server) => !this.#bad.has(server));
	}

	/** Replaces the list. Probes it if it changed. */
	use(servers: readonly RTCIceServer[]): void {
		const key = JSON.stringify(servers);
		if (key === this.#key) return;
		this.stop();
		this.#key = key;
		this.#servers = servers;
		this.#bad = new Set();
		void this.#probe(servers);
	}

	/** Probes the unusable servers again: the network may have changed. */
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
		// Without WebRTC nothing can be probed; all servers stay usable.
		const health = await this.#options.probe(servers, { signal: probing.signal }).catch(() => []);
		if (probing.signal.aborted) return;
		this.#probing = undefined;
		servers.forEach((server, index) => this.#update(server, health[index] ?? 'alive'));
		if (this.#bad.size > 0) this.#timer = setTimeout(() => this.retry(), RETRY_MS);
	}

	#update(server: RTCIceServer, health: IceServerHealth): void {
		if (health === 'alive') this.#bad.delete(server);
		else if (!this.#bad.has(server)) {
			this.#bad.add(server);
			this.#options.onWarning(warningOf(server, health));
		}
	}
}

function warningOf({ urls }: RTCIceServer, health: 'dead' | 'refused'): VoiceError {
	const subject = [urls].flat().join(' ');
	const message =
		health === 'refused'
			? `The ICE server “${subject}” rejects its username and credential and is not used. Have they expired?`
			: `The ICE server “${subject}” does not respond and is not used. Check its address and firewalls (UDP).`;
	return new VoiceError('ice-server-dead', message, { subject });
}
