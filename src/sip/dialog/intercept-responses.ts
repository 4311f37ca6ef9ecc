import type { UA } from 'jssip';
import type { JsSipResponse } from './jssip-session.js';
import { observeRequests } from './sent-requests.js';

/** Sees a response; `taken` keeps it from JsSIP. */
export type ResponseInterceptor = (response: JsSipResponse, method: string) => void | 'handled';

/** Shows every response within one Call-ID to a rule before JsSIP sees it: mended there, or taken away, where JsSIP would make a mess of it. */
export function interceptResponses(ua: UA, callId: string, { rule, signal }: { rule: ResponseInterceptor; signal: AbortSignal }): void {
	observeRequests(ua, ({ request, eventHandlers }) => {
		if (request.call_id !== callId) return;
		const pass = eventHandlers.onReceiveResponse;
		eventHandlers.onReceiveResponse = (response) => {
			if (rule(response, request.method) !== 'handled') pass(response);
		};
	}, signal);
}
