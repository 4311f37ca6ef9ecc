import type { UA } from 'jssip';
import { owns } from '../../core/own-properties.js';
import { listen } from '../transport/listen.js';
import type { Transaction } from './jssip-session.js';

/** Reports each request just before it is sent. JsSIP’s own event also includes received ones of the same call. */
export function observeRequests(ua: UA, watch: (transaction: Transaction) => void, signal: AbortSignal): void {
	listen<{ transaction: Transaction | object }>(ua, 'newTransaction', ({ transaction }) => owns(transaction, 'eventHandlers') && watch(transaction), signal);
}
