import { isHeaderSafe } from './text.js';
import { VoiceError } from './voice-error.js';

const MAX_HEADERS = 20;
const NAME = /^(?:X-|P-)[A-Za-z0-9-]{1,62}$|^(?:User-to-User|Subject|Alert-Info|Call-Info|Priority|Answer-Mode)$/i;

/** Whether a page may set this header of a call. */
export function isPageHeader(name: string): boolean {
	return NAME.test(name);
}

/**
 * The extra headers of a call, checked. Allowed are `X-…`, `P-…` and the few that say something about a call without changing what it is.
 *
 * @throws {VoiceError} `configuration`, naming the header.
 */
export function checkHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
	const entries = Object.entries(headers);
	if (entries.length > MAX_HEADERS) throw wrong('headers', `A call takes at most ${String(MAX_HEADERS)} extra headers.`);
	for (const [name, value] of entries) {
		if (!isPageHeader(name)) throw wrong(name, `“${name.slice(0, 64)}” is no header that a page may set.`);
		if (typeof value !== 'string' || value.length > 1024 || !isHeaderSafe(value)) throw wrong(name, `The header “${name}” should be one line of at most 1024 characters.`);
	}
	return Object.freeze(Object.fromEntries(entries));
}

function wrong(subject: string, message: string): VoiceError {
	return new VoiceError('configuration', message, { subject });
}
