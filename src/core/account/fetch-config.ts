import type { PhoneConfig } from './settings.js';
import { ownProperties } from '../own-properties.js';
import { VoiceError } from '../voice-error.js';

const MAX_LENGTH = 262_144;
const TIMEOUT_MS = 10_000;

/**
 * Fetches the answer of a `config-url`: with cookies from the own origin, by CORS from another.
 *
 * Rejects with a `VoiceError`: `configuration` when it is no JSON object, `credentials-refused` when the site knows nobody, `server-unreachable` when there is no
 * answer; with the signal's reason when that aborts.
 */
export async function fetchConfig(url: string, signal: AbortSignal): Promise<PhoneConfig> {
	checkConfigUrl(url);
	try {
		return objectOf(await fetchText(url, AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)])));
	} catch (thrown) {
		signal.throwIfAborted();
		throw thrown instanceof VoiceError ? thrown : unanswered('there was no answer', thrown);
	}
}

/** @throws {VoiceError} `configuration` unless it is the address of a web page. */
export function checkConfigUrl(url: unknown): void {
	if (!isFetchable(url)) throw wrong('should be a web address, like “/voice/config.json”');
}

function isFetchable(url: unknown): url is string {
	return typeof url === 'string' && URL.canParse(url, base()) && /^https?:$/.test(new URL(url, base()).protocol);
}

/** An account is only as good as the place it comes from. */
function originOf(url: string): string {
	return new URL(url, base()).origin;
}

function base(): string | undefined {
	return (globalThis as { location?: { href: string } }).location?.href;
}

async function fetchText(url: string, signal: AbortSignal): Promise<string> {
	const response = await fetch(url, ownProperties<RequestInit>({ headers: { accept: 'application/json' }, cache: 'no-store', signal }));
	if (response.url && originOf(response.url) !== originOf(url)) throw wrong('was redirected to another site, whose settings are not taken. Name that address itself, if it is the right one');
	if (response.status === 401 || response.status === 403) throw new VoiceError('credentials-refused', 'The site does not let you use this phone. Sign in to the site again.', { subject: 'config-url', status: response.status });
	if (!response.ok) throw unanswered(`it answered ${String(response.status)}`);
	return readText(response);
}

/** Stops reading where the answer gets too long. */
async function readText({ body }: Response): Promise<string> {
	if (!body) return '';
	const reader = body.pipeThrough(new TextDecoderStream()).getReader();
	let text = '';
	while (text.length <= MAX_LENGTH) {
		const { done, value } = await reader.read();
		if (done) return text;
		text += value;
	}
	await reader.cancel();
	throw wrong('answered with more than 256 KiB');
}

function objectOf(text: string): PhoneConfig {
	const value = parse(text);
	if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong('should answer with a JSON object, and did not');
	return ownProperties<PhoneConfig>(value);
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function wrong(what: string): VoiceError {
	return new VoiceError('configuration', `“config-url” ${what}.`, { subject: 'config-url' });
}

function unanswered(what: string, cause?: unknown): VoiceError {
	return new VoiceError('server-unreachable', `The settings of the phone could not be fetched from “config-url”: ${what}. It is tried again.`, { cause, subject: 'config-url' });
}
