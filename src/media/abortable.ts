import { ownProperties } from '../core/own-properties.js';

/** Settles like the promise. Rejects with an `AbortError` if the signal aborts first, whatever its reason. */
export async function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
	const done = new AbortController();
	const aborted = new Promise<never>((_, reject) => {
		const abort = (): void => reject(abortError());
		if (signal.aborted) abort();
		signal.addEventListener('abort', abort, ownProperties({ signal: done.signal }));
	});
	try {
		return await Promise.race([aborted, promise]);
	} finally {
		done.abort();
	}
}

export function abortError(): DOMException {
	return new DOMException('Aborted.', 'AbortError');
}
