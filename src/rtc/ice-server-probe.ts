import { ownProperties } from '../core/own-properties.js';

/** `alive`: returned an address. `refused`: rejected the credentials, or requires some. `dead`: no response. */
export type IceServerHealth = 'alive' | 'dead' | 'refused';

export interface ProbeOptions {
	/** How long a server may take, ms; default 2500. */
	readonly timeoutMs?: number;
	readonly signal?: AbortSignal;
}

/** Servers probed in parallel: peer connections are expensive, and each opens a socket per network interface. */
const AT_ONCE = 3;
const TIMEOUT_MS = 2500;

/** Probes several servers. The results have the order of the servers. */
export async function probeIceServers(
	servers: readonly RTCIceServer[],
	options: ProbeOptions = {},
): Promise<IceServerHealth[]> {
	const health: IceServerHealth[] = [];
	const waiting = servers.map((server, index) => ({ server, index })).values();
	const probe = async (): Promise<void> => {
		for (const { server, index } of waiting) health[index] = await probeIceServer(server, options);
	};
	await Promise.all(Array(AT_ONCE).fill(undefined).map(probe));
	return health;
}

/**
 * Probes one STUN or TURN server, by gathering candidates with it alone. A server that the browser cannot even
 * construct a connection with counts as unusable: it would break every call. Rejects with the reason of the signal.
 */
export async function probeIceServer(server: RTCIceServer, options?: ProbeOptions): Promise<IceServerHealth> {
	const { timeoutMs = TIMEOUT_MS, signal } = ownProperties<ProbeOptions>(options);
	signal?.throwIfAborted();
	const relay = [server.urls].flat().every((url) => /^turns?:/i.test(url));
	try {
		const connection = new RTCPeerConnection(
			ownProperties<RTCConfiguration>({ iceServers: [server], iceTransportPolicy: relay ? 'relay' : 'all' }),
		);
		return await gather(connection, timeoutMs, signal);
	} catch (error) {
		if (signal?.aborted || !(error instanceof DOMException)) throw error;
		return error.name === 'InvalidAccessError' ? 'refused' : 'dead';
	}
}

async function gather(
	connection: RTCPeerConnection,
	timeoutMs: number,
	signal?: AbortSignal,
): Promise<IceServerHealth> {
	const ending = new AbortController();
	try {
		connection.createDataChannel('probe');
		const [health] = await Promise.all([
			healthBy(connection, { timeoutMs, signal, ending: ending.signal }),
			connection.setLocalDescription(),
		]);
		return health;
	} finally {
		ending.abort();
		connection.close();
	}
}

function healthBy(
	connection: RTCPeerConnection,
	{ timeoutMs, signal, ending }: { timeoutMs: number; signal: AbortSignal | undefined; ending: AbortSignal },
): Promise<IceServerHealth> {
	const seen = new Set<string>();
	return new Promise((resolve, reject) => {
		signal?.addEventListener('abort', () => reject(signal.reason as Error), ownProperties({ signal: ending }));
		const timer = setTimeout(() => resolve(seen.has('refused') ? 'refused' : 'dead'), timeoutMs);
		ending.addEventListener('abort', () => clearTimeout(timer));
		connection.addEventListener(
			'icecandidateerror',
			({ errorCode }) => seen.add(isRefusal(errorCode) ? 'refused' : 'error'),
			ownProperties({ signal: ending }),
		);
		connection.addEventListener(
			'icecandidate',
			({ candidate }) => {
				if (candidate?.candidate) seen.add(String(candidate.type));
				const health = judge(seen, candidate === null);
				if (health) resolve(health);
			},
			ownProperties({ signal: ending }),
		);
	});
}

/**
 * Without NAT, the reflexive address equals the host address and is omitted. So a completed gathering with neither a
 * reflexive candidate nor an error counts as a response.
 */
function judge(seen: ReadonlySet<string>, complete: boolean): IceServerHealth | undefined {
	if (seen.has('srflx') || seen.has('relay')) return 'alive';
	if (!complete) return undefined;
	if (seen.has('refused')) return 'refused';
	return seen.has('host') && !seen.has('error') ? 'alive' : 'dead';
}

/** TURN responses to unknown credentials (401) or missing permission (403). */
function isRefusal(errorCode: number): boolean {
	return errorCode === 401 || errorCode === 403;
}
