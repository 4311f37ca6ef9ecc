import type { UA } from 'jssip';
import type { JsSipResponse } from './jssip-session.js';
import { observeRequests } from './sent-requests.js';

/** Handles a response before JsSIP. `taken` hides it from JsSIP. */
export type ResponseInterceptor = (response: JsSipResponse, method: string) => void | 'handled';

/**
 * Passes every response with one Call-ID to a rule before JsSIP sees it. The rule corrects or hides what JsSIP handles
 * wrongly.
 */
export function interceptResponses(ua: UA, callId: string, { rule, signal }: { rule: ResponseInterceptor; signal: AbortSignal }): void {
	observeRequests(ua, ({ request, eventHandlers }) => {
		if (request.call_id !== callId) return;
		const pass = eventHandlers.onReceiveResponse;
		eventHandlers.onReceiveResponse = (response) => {
			if (rule(response, request.method) !== 'handled') pass(response);
		};
	}, signal);
}
