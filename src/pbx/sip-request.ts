import { withTag } from './address.js';
import { randomToken } from './random.js';
import type { HeaderField } from '../sip/message/head.js';
import { SipMessage } from './sip-message.js';
import { reasonPhrases, SipResponse } from './sip-response.js';

/** A request; makes its responses. */
export class SipRequest extends SipMessage {
	/** To tag of all responses made here (RFC 3261 section 8.2.6.2). */
	readonly #replyTag = randomToken();

	constructor(readonly method: string, public uri: string, headers: readonly HeaderField[] = [], body = '') {
		super([...headers], body);
	}

	get cseq(): number {
		return Number.parseInt(this.get('CSeq'), 10);
	}

	/** Makes a response (RFC 3261 section 8.2.6). Only 100 has no To tag. */
	reply(status: number, headers: readonly HeaderField[] = [], { body = '', tag = this.#replyTag } = {}): SipResponse {
		const to = this.toTag || status === 100 ? this.get('To') : withTag(this.get('To'), tag);
		return new SipResponse(status, reasonPhrases[status] ?? 'Unknown', [
			...this.getAll('Via').map((via): HeaderField => ['Via', via]),
			['From', this.get('From')],
			['To', to],
			['Call-ID', this.callId],
			['CSeq', this.get('CSeq')],
			...headers,
		], body);
	}

	clone(): SipRequest {
		return new SipRequest(this.method, this.uri, this.headers, this.body);
	}

	protected get startLine(): string {
		return `${this.method} ${this.uri} SIP/2.0`;
	}
}
