import { ownProperties } from '../core/own-properties.js';

/** Alive: it gave an address. Refused: it does not accept these credentials, or wants some. Dead: nothing came back. */
export type IceServerHealth = 'alive' | 'dead' | 'refused';

export interface ProbeOptions {
	/** How long a server may take. */
	readonly timeoutMs?: number;
	readonly signal?: AbortSignal;
}

/** Peer connections are dear, and each opens a socket for every interface. */
const AT_ONCE = 3;
const TIMEOUT_MS = 2500;

/** Probes several servers, some at a time. The answers are in the order of the servers. */
export async function probeIceServers(servers: readonly RTCIceServer[], options: ProbeOptions = {}): Promise<IceServerHealth[]> {
	const health: IceServerHealth[] = [];
	const waiting = servers.map((server, index) => ({ server, index })).values();
	const probe = async (): Promise<void> => {
		for (const { server, index } of waiting) health[index] = await probeIceServer(server, options);
	};
	await Promise.all(Array(AT_ONCE).fill(undefined).map(probe));
	return health;
}

/**
 * Asks one STUN or TURN server for an address, by gathering candidates with nothing but it. One that the browser cannot even make a
 * connection with is no better than one that is gone: it would take every call with it. Rejects with the signal’s reason when that aborts.
 */
export async function probeIceServer(server: RTCIceServer, options?: ProbeOptions): Promise<IceServerHealth> {
	const { timeoutMs = TIMEOUT_MS, signal } = ownProperties<ProbeOptions>(options);
	signal?.throwIfAborted();
	const relay = [server.urls].flat().every((url) => /^turns?:/i.test(url));
	try {
		const connection = new RTCPeerConnection(ownProperties<RTCConfiguration>({ iceServers: [server], iceTransportPolicy: relay ? 'relay' : 'all' }));
		return await gather(connection, timeoutMs, signal);
	} catch (error) {
		if (signal?.aborted || !(error instanceof DOMException)) throw error;
		return error.name === 'InvalidAccessError' ? 'refused' : 'dead';
	}
}

async function gather(connection: RTCPeerConnection, timeoutMs: number, signal?: AbortSignal): Promise<IceServerHealth> {
	const ending = new AbortController();
	try {
		connection.createDataChannel('probe');
		const [health] = await Promise.all([healthBy(connection, { timeoutMs, signal, ending: ending.signal }), connection.setLocalDescription()]);
		return health;
	} finally {
		ending.abort();
		connection.close();
	}
}

function healthBy(connection: RTCPeerConnection, { timeoutMs, signal, ending }: { timeoutMs: number; signal: AbortSignal | undefined; ending: AbortSignal }): Promise<IceServerHealth> {
	const seen = new Set<string>();
	return new Promise((resolve, reject) => {
		signal?.addEventListener('abort', () => reject(signal.reason as Error), ownProperties({ signal: ending }));
		const timer = setTimeout(() => resolve(seen.has('refused') ? 'refused' : 'dead'), timeoutMs);
		ending.addEventListener('abort', () => clearTimeout(timer));
		connection.addEventListener('icecandidateerror', ({ errorCode }) => seen.add(isRefusal(errorCode) ? 'refused' : 'error'), ownProperties({ signal: ending }));
		connection.addEventListener('icecandidate', ({ candidate }) => {
			if (candidate?.candidate) seen.add(String(candidate.type));
			const health = judge(seen, candidate === null);
			if (health) resolve(health);
		}, ownProperties({ signal: ending }));
	});
}

/**
 * Without NAT the address that a STUN server tells is the host's own, which browsers leave out. So a gathering that comes to its end
 * with neither such an address nor an error had its answer, too.
 */
function judge(seen: ReadonlySet<string>, complete: boolean): IceServerHealth | undefined {
	if (seen.has('srflx') || seen.has('relay')) return 'alive';
	if (!complete) return undefined;
	if (seen.has('refused')) return 'refused';
	return seen.has('host') && !seen.has('error') ? 'alive' : 'dead';
}

/** What TURN answers to credentials that it does not know (401), or that may not do this (403). */
function isRefusal(errorCode: number): boolean {
	return errorCode === 401 || errorCode === 403;
}
