import type { URI } from 'jssip';
import { ownProperties } from '../../core/own-properties.js';
import { VoiceError } from '../../core/voice-error.js';
import { listen } from '../transport/listen.js';
import type { DialogId } from './dialog-id.js';
import type { JsSipSession, JsSipResponse } from './jssip-session.js';
import { over, unanswered } from '../../rtc/command-errors.js';
import { refused } from './request-errors.js';

export interface TransferOptions {
	/** The call that the transferred party takes over at the target (RFC 3891). */
	readonly replaces?: DialogId | undefined;
	/** Aborts when the call to be transferred is over. */
	readonly signal: AbortSignal;
	/** Whether the far side ended that call. */
	readonly leftByPeer: () => boolean;
}

interface Notice {
	readonly status_line: JsSipResponse;
}

/** As long as a telephone may ring. */
const OUTCOME_MS = 120_000;
const WISH = 'be transferred';

/**
 * Asks the far side to call somebody else (RFC 3515, RFC 5589). Resolves when it reports that it reached them, or
 * leaves once it agreed to try (FreeSWITCH reports success at once, before the target answers). Rejects when it refused
 * or reports a failure; the call goes on then.
 */
export function referTo(session: JsSipSession, target: URI, { replaces, signal, leftByPeer }: TransferOptions): Promise<void> {
	const settled = new AbortController();
	let agreed = false;
	const outcome = new Promise<void>((resolve, reject) => {
		const referral = session.refer(target, ownProperties({ replaces: replaces && dialogForJsSip(replaces) }));
		if (!referral) return reject(over('transfer it'));
		listen(referral, 'requestSucceeded', () => (agreed = true), settled.signal);
		listen<{ response: JsSipResponse | null }>(referral, 'requestFailed', ({ response }) => reject(response ? refused(WISH, response) : unanswered(WISH)), settled.signal);
		listen(referral, 'accepted', () => resolve(), settled.signal);
		listen<Notice>(referral, 'failed', ({ status_line }) => reject(missed(status_line)), settled.signal);
		signal.addEventListener('abort', () => (agreed && leftByPeer() ? resolve() : reject(over('transfer it'))), ownProperties({ signal: settled.signal }));
		AbortSignal.any([AbortSignal.timeout(OUTCOME_MS), settled.signal]).addEventListener('abort', () => reject(unanswered(WISH)), ownProperties({ once: true }));
	});
	return outcome.finally(() => settled.abort());
}

/**
 * JsSIP takes the tags from a session's private fields, and swaps them when that session came in: so it gets fields
 * that are right.
 */
function dialogForJsSip({ callId, localTag, remoteTag }: DialogId): unknown {
	return { _request: { call_id: callId }, _to_tag: remoteTag, _from_tag: localTag };
}

function missed({ status_code: status, reason_phrase: reason }: JsSipResponse): VoiceError {
	return new VoiceError('refused', `The transfer did not succeed: its target was not reached (${status} ${reason}). The call goes on.`, { status });
}
