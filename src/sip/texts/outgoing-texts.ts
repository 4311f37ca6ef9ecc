import type { URI } from 'jssip';
import { ownProperties } from '../../core/own-properties.js';
import type { OutgoingText, TextOutcome } from '../../core/ports/signaling.js';
import { isHeaderSafe } from '../../core/text.js';
import { VoiceError } from '../../core/voice-error.js';
import type { SessionHost } from '../session-host.js';
import { toSipUri } from '../message/sip-uri.js';
import { textLost, textRefused, textUnanswered } from './text-error.js';

/** Bytes of UTF-8. A WebSocket carries more, but there may be a UDP leg behind the server. */
const MAX_BYTES = 8192;

interface Response {
	readonly status_code: number;
	readonly reason_phrase: string;
}

export type TextHost = Pick<SessionHost, 'ua' | 'whenReachable' | 'account'>;

/**
 * Sends texts as MESSAGE requests (RFC 3428). Each is a separate transaction and may overtake another; a caller that
 * needs an order awaits the previous one.
 */
export class OutgoingTexts {
	readonly #host: TextHost;
	readonly #waitMs: number;
	readonly #signal: AbortSignal;

	constructor(host: TextHost, { waitMs, signal }: { readonly waitMs: number; readonly signal: AbortSignal }) {
		this.#host = host;
		this.#waitMs = waitMs;
		this.#signal = signal;
	}

	/** Resolves when the text was accepted, with who accepted it. */
	async send(outgoing: OutgoingText): Promise<TextOutcome> {
		const { to, text, messageId, room, waitedMs } = ownProperties<OutgoingText>(outgoing);
		const target = toSipUri(to);
		const body = text.replace(/\p{Surrogate}/gu, '\uFFFD');
		if (new TextEncoder().encode(body).length > MAX_BYTES) throw new VoiceError('too-large', 'The text is too long. Send it in parts.');
		const headers = [header('X-Message-Id', messageId), ...(room === undefined ? [] : [header('X-Room', room)])];
		await this.#host.whenReachable(Math.max(0, this.#waitMs - waitedMs()), this.#signal);
		return this.#transact(target, body, headers);
	}

	#transact(target: URI, body: string, extraHeaders: string[]): Promise<TextOutcome> {
		return new Promise((resolve, reject) => {
			const succeeded = ({ response }: { readonly response: Response }): void => resolve(response.status_code === 202 ? 'submitted' : 'accepted');
			const failed = ({ response, cause }: { readonly response: Response | null; readonly cause?: string }): void => {
				if (response) reject(textRefused(response.status_code, response.reason_phrase, { account: this.#host.account.secret !== undefined }));
				else reject(cause === 'Request Timeout' ? textUnanswered() : textLost());
			};
			this.#host.ua.sendMessage(target, body, ownProperties({ contentType: 'text/plain', extraHeaders, eventHandlers: { succeeded, failed } }));
		});
	}
}

function header(name: string, value: string): string {
	if (!isHeaderSafe(value)) throw new VoiceError('address', `“${name}” has no line breaks or control characters.`);
	return `${name}: ${value.slice(0, 256)}`;
}
