import type { Call } from '../../../src/core/call/call.js';

interface Candidate {
	readonly candidateType: string;
	readonly address?: string;
	readonly port: number;
}

export interface CandidatePair {
	readonly local: Candidate;
	readonly remote: Candidate;
	readonly bytesSent: number;
}

/** The way that the sound of a call takes. */
export async function candidatePair(call: Call): Promise<CandidatePair> {
	const stats = await call.connection?.getStats() as ReadonlyMap<string, Readonly<Record<string, unknown>>> | undefined;
	const chosen = [...stats?.values() ?? []].find(({ type }) => type === 'transport')?.['selectedCandidatePairId'];
	const pair = stats?.get(String(chosen));
	if (!stats || !pair) throw new Error('The call has no way.');
	const candidate = (side: string): Candidate => stats.get(String(pair[side])) as unknown as Candidate;
	return { local: candidate('localCandidateId'), remote: candidate('remoteCandidateId'), bytesSent: Number(pair['bytesSent']) };
}
