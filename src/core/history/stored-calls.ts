import { wireAddress, type Address } from '../address.js';
import { labelOf, type Direction } from '../call/call-state.js';
import { cleanLine } from '../text.js';
import { HISTORY_OUTCOMES, type HistoryEntry } from './history-entry.js';

/** A call that goes on, as far as it is told should its page not live to see the end. */
export type StoredCall = Omit<HistoryEntry, 'terminatedAt' | 'outcome' | 'seen' | 'unheard'>;

/** The calls that go on in a page. */
export interface StoredCalls {
	readonly page: string;
	/** When they were last known to go on. */
	readonly at: number;
	/** Who is to be told of first. */
	readonly calls: readonly StoredCall[];
}

/** More than is ever written. What is longer is not ours. */
const MAX_LENGTH = 524_288;
/** The last instant that a date can have. */
const MAX_TIME = 8.64e15;

/** Reads a stored history. Anybody on the page may have written there: what is no entry is left out, and nothing throws. */
export function readHistory(text: string | undefined, max: number): HistoryEntry[] {
	const list = parse(text);
	return Array.isArray(list) ? list.slice(-max).flatMap((one) => entry(one)) : [];
}

/** Reads the stored calls of a page, as carefully. */
export function readCalls(text: string | undefined, max: number): StoredCalls | undefined {
	const stored = parse(text);
	const [page, at, calls] = ['page', 'at', 'calls'].map((name) => own(stored, name));
	if (typeof page !== 'string' || !isTime(at) || !Array.isArray(calls)) return undefined;
	return { page, at, calls: calls.slice(0, max).flatMap((one) => call(one)) };
}

function entry(value: unknown): HistoryEntry[] {
	const outcome = HISTORY_OUTCOMES.find((one) => one === own(value, 'outcome'));
	const terminatedAt = own(value, 'terminatedAt');
	if (!outcome || !isTime(terminatedAt)) return [];
	const unheard = own(value, 'unheard') === true;
	return call(value).map((facts) => ({ ...facts, terminatedAt, outcome, seen: outcome !== 'missed' || own(value, 'seen') === true, ...(unheard && { unheard }) }));
}

function call(value: unknown): StoredCall[] {
	const [id, callId, given, startedAt, confirmedAt] = ['id', 'callId', 'label', 'startedAt', 'confirmedAt'].map((name) => own(value, name));
	const direction = directionOf(own(value, 'direction'));
	const remote = addressOf(own(value, 'remote'));
	if (typeof id !== 'string' || id.length > 64 || !direction || !remote || !isTime(startedAt)) return [];
	const label = labelOf(given);
	return [{
		...{ id, ...(typeof callId === 'string' && { callId: cleanLine(callId, 256) }), direction, remote, ...(label && { label }), startedAt },
		...{ ...(isTime(confirmedAt) && { confirmedAt }), video: own(value, 'video') === true },
	}];
}

function addressOf(value: unknown): Address | undefined {
	const [uri, user, displayName] = ['uri', 'user', 'displayName'].map((name) => own(value, name));
	if (typeof uri !== 'string' || typeof user !== 'string' || typeof displayName !== 'string') return undefined;
	return wireAddress(uri, user, displayName);
}

function directionOf(value: unknown): Direction | undefined {
	return value === 'incoming' || value === 'outgoing' ? value : undefined;
}

function isTime(value: unknown): value is number {
	return typeof value === 'number' && value >= 0 && value <= MAX_TIME;
}

/** Only what was stored counts, not what something on the page put on `Object.prototype`. */
function own(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}

function parse(text: string | undefined): unknown {
	if (text === undefined || text.length > MAX_LENGTH) return undefined;
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
