import { adoptStyles, css, html, render, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import '../../src/elements/voice-chat/voice-chat.js';
import type { Chat } from '../../src/core/chat/chat.js';
import { chatStyles } from '../../src/elements/voice-chat/chat-styles.js';
import { piecesOf } from '../../src/elements/voice-chat/links.js';
import { renderMessage } from '../../src/elements/voice-chat/message.js';
import { english } from '../../src/i18n/english.js';
import { translator } from '../../src/i18n/translate.js';
import { face } from '../../src/styles/face.js';
import { scriptedPhone, type ScriptedPhone } from '../support/scripted-phone.js';

/** How a list may show a conversation: as `<voice-chat>` does, or in a plainer way with the very same messages and styles. */
export type Way = 'ours' | 'every message in the document' | 'content-visibility for each message' | 'the newest 200 only';

/** A list in the page. */
interface List {
	readonly host: HTMLElement;
	/** Resolves when what has happened is in the document. */
	drawn(): Promise<unknown>;
}

const eachByItself = css`
	.message {
		content-visibility: auto;
		contain-intrinsic-block-size: auto 40px;
	}
`;

let scripted: ScriptedPhone;
let chat: Chat;
let written = 0;

/** Begins a conversation of so many texts. */
export async function converse(texts: number): Promise<void> {
	scripted = await scriptedPhone();
	chat = scripted.phone.chat({ person: '1001' });
	for (let text = 0; text < texts; text++) hear();
}

/** How long it takes, in ms, until all texts are drawn. */
export async function insertAll(way: Way): Promise<number> {
	const startedAt = performance.now();
	const list = await place(way);
	laidOut(list);
	const took = performance.now() - startedAt;
	list.host.remove();
	return took;
}

/** How long it takes, in ms, until one more text is drawn, so many times. */
export async function appendOne(way: Way, times: number): Promise<number[]> {
	const list = await place(way);
	await frame();
	const took: number[] = [];
	for (let time = 0; time < times; time++) {
		const startedAt = performance.now();
		hear();
		await list.drawn();
		laidOut(list);
		took.push(performance.now() - startedAt);
		await frame();
	}
	list.host.remove();
	return took;
}

/** How long a frame of scrolling up takes, in ms, so many times. */
export async function scroll(way: Way, times: number): Promise<number[]> {
	const list = await place(way);
	await frame();
	const took: number[] = [];
	for (let time = 0; time < times; time++) {
		scrollerOf(list).scrollTop -= 700;
		took.push(await frame());
	}
	list.host.remove();
	return took;
}

function hear(): void {
	scripted.signaling.receive('1001', written % 7 === 0 ? `Text ${written} is somewhat longer, so that it takes two or three lines of a narrow column.` : `Text ${written}`);
	written++;
}

async function place(way: Way): Promise<List> {
	const list = way === 'ours' ? ours() : plain(way);
	document.body.append(list.host);
	await list.drawn();
	return list;
}

function ours(): List {
	const host = document.createElement('voice-chat');
	host.to = '1001';
	host.phone = scripted.phone;
	return { host, drawn: () => host.updateComplete };
}

function plain(way: Way): List {
	const host = document.createElement('div');
	const root = host.attachShadow({ mode: 'open' });
	adoptStyles(root, way === 'content-visibility for each message' ? [...face, chatStyles, eachByItself] : [...face, chatStyles]);
	const drawn = async (): Promise<void> => {
		await Promise.resolve();
		render(plainList(way === 'the newest 200 only' ? -200 : 0), root);
		const list = scrollerOf({ host });
		list.scrollTop = list.scrollHeight;
	};
	return { host, drawn };
}

function plainList(start: number): TemplateResult {
	const messages = chat.state.messages.slice(start);
	const times = new Intl.DateTimeFormat('en', { timeStyle: 'short' });
	const options = { kind: 'person', peer: chat.peer, text: translator('en', english), locale: 'en', now: Date.now(), timeOf: (at: Date) => times.format(at), label: '', retry: () => undefined } as const;
	return html`<div class="base"><div class="middle"><div class="list"><div class="messages">
		${repeat(messages, ({ id }) => id, (message, index) => renderMessage(message, { ...options, pieces: piecesOf(message.text), previous: messages[index - 1], next: messages[index + 1] }))}
	</div></div></div></div>`;
}

const scrollerOf = ({ host }: Pick<List, 'host'>): HTMLElement => host.shadowRoot!.querySelector('.list')!;
const laidOut = (list: List): number => scrollerOf(list).scrollHeight;

/** Until the browser has drawn a frame; gives the ms that it worked on it. */
function frame(): Promise<number> {
	return new Promise((resolve) => requestAnimationFrame(() => {
		const startedAt = performance.now();
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => resolve(performance.now() - startedAt);
		port2.postMessage(undefined);
	}));
}
