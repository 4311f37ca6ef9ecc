import { sameAccount } from '../../core/address.js';
import type { ChatState } from '../../core/chat/chat-state.js';
import type { PhoneState } from '../../core/phone-state.js';
import type { Translate } from '../../i18n/translate.js';

/** FreeSWITCH’s answer to a text to an empty room. */
const INACTIVE = /^Conference not active\.?$/i;

/** Why texts are not delivered or cannot be received; empty if they can or that is not known yet. */
export function reachWords(phone: PhoneState | undefined, chat: ChatState, text: Translate): string | undefined {
	if (!phone) return undefined;
	const { connection, registration } = phone;
	const failed = connection.phase === 'failed' || (registration.phase === 'failed' && registration.retryAt === undefined);
	if (failed && !chat.canReceive) return text('chat.not-connected');
	const away = connection.phase === 'reconnecting' || registration.phase === 'failed';
	if (away && !chat.canReceive) return text('chat.offline');
	if (isInactive(chat)) return text('chat.inactive');
	return connection.phase === 'connected' && registration.phase === 'none' ? text('chat.cannot-receive') : undefined;
}

function isInactive({ messages, peer }: ChatState): boolean {
	const last = messages.findLast(({ direction }) => direction === 'incoming');
	return last !== undefined && INACTIVE.test(last.text.trim()) && sameAccount(last.from.uri, peer.uri);
}
