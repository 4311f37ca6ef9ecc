import { ownProperties } from '../core/own-properties.js';
/** The audio statistics of a connection at one moment. */
export interface AudioStats {
	/** Time of the measurement, ms of a monotonic clock. */
	readonly at: number;
	/** Whether receiving and sending are negotiated. */
	readonly receives: boolean;
	readonly sends: boolean;
	/** Packets so far. */
	readonly received: number;
	readonly sent: number;
	/** Whether a working microphone is sent. */
	readonly hasSource: boolean;
	/** The peer’s last RTCP receiver report: its time, and the share of our packets that were lost, 0 to 1. */
	readonly reportedAt: number | undefined;
	readonly reportedLoss: number;
	/** Incoming packets lost so far. */
	readonly lost: number;
	readonly jitterMs: number;
	readonly roundTripMs: number | undefined;
	/** Audio levels, 0 to 1. */
	readonly localLevel: number;
	readonly remoteLevel: number;
}

/** The members read from `RTCInboundRtpStreamStats` and others; TypeScript has no common type for them. */
interface Stat {
	readonly type: string;
	readonly kind?: string;
	readonly timestamp: number;
	readonly packetsReceived?: number;
	readonly packetsSent?: number;
	readonly packetsLost?: number;
	readonly fractionLost?: number;
	readonly jitter?: number;
	readonly roundTripTime?: number;
	readonly audioLevel?: number;
	readonly nominated?: boolean;
	readonly currentRoundTripTime?: number;
}

export async function readAudioStats(connection: RTCPeerConnection): Promise<AudioStats> {
	const report = await connection.getStats();
	const stats = [...report.values()].map((stat) => ownProperties<Stat>(stat as Stat));
	const audio = (type: string): Stat[] => stats.filter((stat) => stat.type === type && stat.kind === 'audio');
	const [inbound, outbound, reports] = [audio('inbound-rtp'), audio('outbound-rtp'), audio('remote-inbound-rtp')];
	const pair = stats.find(({ type, nominated }) => type === 'candidate-pair' && nominated);
	const roundTrip = greatest(reports, 'roundTripTime') ?? pair?.currentRoundTripTime;
	return {
		at: performance.now(),
		...directionsOf(connection),
		received: sum(inbound, 'packetsReceived'),
		sent: sum(outbound, 'packetsSent'),
		reportedAt: greatest(reports, 'timestamp'),
		reportedLoss: greatest(reports, 'fractionLost') ?? 0,
		lost: sum(inbound, 'packetsLost'),
		jitterMs: 1000 * (greatest(inbound, 'jitter') ?? 0),
		roundTripMs: roundTrip === undefined ? undefined : 1000 * roundTrip,
		localLevel: greatest(audio('media-source'), 'audioLevel') ?? 0,
		remoteLevel: greatest(inbound, 'audioLevel') ?? 0,
	};
}

function directionsOf(connection: RTCPeerConnection): Pick<AudioStats, 'receives' | 'sends' | 'hasSource'> {
	const audio = connection.getTransceivers().filter(({ receiver }) => receiver.track.kind === 'audio');
	const sending = audio.filter(({ currentDirection }) => currentDirection?.includes('send'));
	return {
		receives: audio.some(({ currentDirection }) => currentDirection?.includes('recv')),
		sends: sending.length > 0,
		hasSource: sending.some(({ sender: { track } }) => track?.readyState === 'live' && !track.muted),
	};
}

type Numeric = { [Name in keyof Stat]-?: number extends Stat[Name] ? Name : never }[keyof Stat];

function sum(stats: readonly Stat[], name: Numeric): number {
	let total = 0;
	for (const stat of stats) total += stat[name] ?? 0;
	return total;
}

function greatest(stats: readonly Stat[], name: Numeric): number | undefined {
	const values = stats.flatMap((stat) => stat[name] ?? []);
	return values.length > 0 ? Math.max(...values) : undefined;
}
