import type { HeaderField } from '../sip/message/head.js';
import { SipMessage } from './sip-message.js';

export class SipResponse extends SipMessage {
	constructor(readonly status: number, readonly reason: string, headers: readonly HeaderField[] = [], body = '') {
		super([...headers], body);
	}

	get method(): string {
		return this.get('CSeq').split(/\s+/)[1] ?? '';
	}

	clone(): SipResponse {
		return new SipResponse(this.status, this.reason, this.headers, this.body);
	}

	protected get startLine(): string {
		return `SIP/2.0 ${this.status} ${this.reason}`;
	}
}

export const reasonPhrases: Readonly<Record<number, string>> = {
	100: 'Trying', 180: 'Ringing', 183: 'Session Progress', 200: 'OK', 202: 'Accepted',
	400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 405: 'Method Not Allowed',
	407: 'Proxy Authentication Required', 408: 'Request Timeout', 480: 'Temporarily Unavailable',
	481: 'Call/Transaction Does Not Exist', 483: 'Too Many Hops', 486: 'Busy Here', 487: 'Request Terminated',
	488: 'Not Acceptable Here', 489: 'Bad Event', 491: 'Request Pending', 500: 'Server Internal Error',
	501: 'Not Implemented', 503: 'Service Unavailable', 603: 'Decline',
};
