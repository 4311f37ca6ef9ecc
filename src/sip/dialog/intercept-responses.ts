import type { UA } from 'jssip';
import type { SipResponse } from './jssip-session.js';
import { watchRequests } from './sent-requests.js';

/** Sees a response; `taken` keeps it from JsSIP. */
export type ResponseRule = (response: SipResponse, method: string) => void | 'taken';

/** Shows every response within one Call-ID to a rule before JsSIP sees it: mended there, or taken away, where JsSIP would make a mess of it. */
export function watchResponses(ua: UA, callId: string, { rule, signal }: { rule: ResponseRule; signal: AbortSignal }): void {
	watchRequests(ua, ({ request, eventHandlers }) => {
		if (request.call_id !== callId) return;
		const pass = eventHandlers.onReceiveResponse;
		eventHandlers.onReceiveResponse = (response) => {
			if (rule(response, request.method) !== 'taken') pass(response);
		};
	}, signal);
}
