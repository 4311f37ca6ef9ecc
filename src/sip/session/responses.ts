import type { UA } from 'jssip';
import { listen } from '../listen.js';
import type { SipResponse, Transaction } from './jssip-session.js';

/** Sees a response; `taken` keeps it from JsSIP. */
export type ResponseRule = (response: SipResponse, method: string) => void | 'taken';

/** Shows every response within one Call-ID to a rule before JsSIP sees it: mended there, or taken away, where JsSIP would make a mess of it. */
export function watchResponses(ua: UA, callId: string, { rule, signal }: { rule: ResponseRule; signal: AbortSignal }): void {
	listen<{ transaction: Transaction }>(ua, 'newTransaction', ({ transaction }) => {
		if (transaction.request.call_id !== callId) return;
		const { request, eventHandlers } = transaction;
		const pass = eventHandlers?.onReceiveResponse;
		if (!eventHandlers || !pass) return;
		eventHandlers.onReceiveResponse = (response) => {
			if (rule(response, request.method) !== 'taken') pass(response);
		};
	}, signal);
}
