import { PAGE, type ChatMessage } from '../../core/chat/chat-state.js';

/** A hundred messages with their neighbours, on which the first and last of them depend. */
export interface Page {
	readonly messages: readonly ChatMessage[];
	readonly previous: ChatMessage | undefined;
	readonly next: ChatMessage | undefined;
}

/** Splits messages into pages. Unchanged pages are the same objects as before, also if an earlier page was removed. */
export function turnPages(messages: readonly ChatMessage[], before: readonly Page[]): readonly Page[] {
	const gone = Math.max(0, before.findIndex((page) => page.messages[0] === messages[0]));
	const pages: Page[] = [];
	for (let start = 0; start < messages.length; start += PAGE) {
		const known = before[gone + pages.length];
		pages.push(known && isSame(known, { messages, start }) ? known : pageAt(start, messages));
	}
	return pages;
}

function pageAt(start: number, messages: readonly ChatMessage[]): Page {
	return { messages: messages.slice(start, start + PAGE), previous: messages[start - 1], next: messages[start + PAGE] };
}

function isSame(page: Page, { messages, start }: { messages: readonly ChatMessage[]; start: number }): boolean {
	const { length } = page.messages;
	if (length !== Math.min(PAGE, messages.length - start) || page.previous !== messages[start - 1] || page.next !== messages[start + PAGE]) return false;
	return page.messages.every((message, offset) => message === messages[start + offset]);
}
