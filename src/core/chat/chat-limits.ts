import { lengthOf } from './chat-state.js';
import type { Chat } from './chat.js';

/** Conversations kept at once. */
export const MAX_CHATS = 200;
/** What the conversations in which we did not write may hold together, in UTF-16 units. */
const MAX_STRANGERS_LENGTH = 3_000_000;

/**
 * The conversation that makes room for another: never one that is shown, nor one in which we wrote, while there is any else. Of the empty ones and those in which only
 * others wrote, the larger group gives up its oldest, so that neither calls nor texts of strangers push out all the rest.
 */
export function leastWanted(chats: readonly Chat[]): Chat | undefined {
	const hidden = chats.filter(({ watched }) => !watched);
	const others = hidden.filter(({ wrote }) => !wrote);
	const empty = others.filter(({ state }) => state.messages.length === 0);
	const received = others.filter((chat) => !empty.includes(chat));
	const groups = [empty.length > received.length ? empty : received, empty, hidden, chats];
	return oldest(groups.find(({ length }) => length > 0) ?? []);
}

/** Keeps what strangers wrote within bounds: who wrote most loses the older half of it, so that a flood costs nobody else a word. */
export function limitStrangers(chats: readonly Chat[]): void {
	const strangers = chats.filter(({ wrote }) => !wrote);
	let total = 0;
	for (const chat of strangers) total += lengthIn(chat);
	while (total > MAX_STRANGERS_LENGTH) {
		const [longest] = strangers.sort((a, b) => lengthIn(b) - lengthIn(a));
		if (!longest) return;
		total -= lengthIn(longest);
		longest.forgetOlderHalf();
		total += lengthIn(longest);
	}
}

function lengthIn({ state }: Chat): number {
	return lengthOf(state.messages);
}

function oldest(chats: readonly Chat[]): Chat | undefined {
	return [...chats].sort((a, b) => lastAt(a) - lastAt(b))[0];
}

/** Empty ones are in the order in which they were opened. */
function lastAt({ state }: Chat): number {
	return state.messages.at(-1)?.at ?? 0;
}
