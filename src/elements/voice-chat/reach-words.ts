import type { ChatState } from '../../core/chat-state.js';
import type { PhoneState } from '../../core/phone-state.js';
import type { Translate } from '../../i18n/translate.js';

/** Why nothing can reach us in a conversation, if so; nothing while that is still being found out. */
export function reachWords(phone: PhoneState | undefined, { canReceive }: ChatState, text: Translate): string | undefined {
	if (!phone || canReceive) return undefined;
	const { connection, registration } = phone;
	if (connection.phase === 'connected' && registration.phase === 'none') return text('chat.cannot-receive');
	const lost = connection.phase === 'reconnecting' || connection.phase === 'failed' || registration.phase === 'failed';
	return lost ? text('chat.offline') : undefined;
}
