import type { VoiceChat } from '../../src/elements/voice-chat/voice-chat.js';
import type { Chat } from '../../src/core/chat/chat.js';
import type { VoiceErrorCode } from '../../src/core/voice-error.js';
import { scriptedPhone, turn, type ScriptedPhone } from '../../test/support/scripted-phone.js';
import { failed, talking, type Scene } from './scene.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ALICE = '"Alice Lindqvist" <sip:1001@voice.test>';
const WELCOME = '"Welcome" <sip:3000@voice.test>';

type Act = (chat: Chat, scripted: ScriptedPhone) => unknown;

/** What happens in `act` happened so long ago. */
function ago(ms: number, act: () => void): void {
	const { now } = Date;
	Date.now = () => now() - ms;
	try {
		act();
	} finally {
		Date.now = now;
	}
}

/** A conversation with Alice, in which that happened. */
async function withAlice(act: Act): Promise<ScriptedPhone> {
	const scripted = await scriptedPhone();
	await act(scripted.phone.chat({ person: ALICE }), scripted);
	await turn();
	return scripted;
}

const heard = (...texts: readonly string[]): Promise<ScriptedPhone> => withAlice((_, { signaling }) => texts.forEach((text) => signaling.receive(ALICE, text)));

/** A conversation with Alice that has gone on for a while. */
const conversation = (act: Act = () => undefined): Promise<ScriptedPhone> => withAlice(async (chat, scripted) => {
	const { signaling } = scripted;
	ago(24 * MINUTE, () => signaling.receive(ALICE, 'Good morning! Are you at your desk?'));
	ago(23 * MINUTE, () => signaling.receive(ALICE, 'I have the plans for the new parcel here.'));
	ago(12 * MINUTE, () => void chat.send('I am. One moment, I am on the telephone.'));
	await turn();
	ago(11 * MINUTE, () => signaling.receive(ALICE, 'No hurry.\nCall me when you are free.'));
	chat.send('Ten minutes?');
	await turn();
	await act(chat, scripted);
});

/** One's last text was not sent. */
const unsent = (code: VoiceErrorCode, status?: number): Promise<ScriptedPhone> => conversation(async (chat, { signaling }) => {
	signaling.holdsTexts = true;
	chat.send('On my way.');
	await turn();
	signaling.texts.at(-1)?.fate.reject(failed(code, status));
});

async function room(act: Act): Promise<ScriptedPhone> {
	const scripted = await scriptedPhone();
	await act(scripted.phone.chat({ room: WELCOME }), scripted);
	await turn();
	return scripted;
}

const market: readonly (readonly [who: string, text: string, minutesAgo: number])[] = [
	['Alice <sip:1001@voice.test>', 'Hello everybody', 9],
	['Alice <sip:1001@voice.test>', 'is the market open today?', 9],
	['Bob <sip:1002@voice.test>', 'It is, until six 🙂', 8],
	['"ليلى" <sip:1003@voice.test>', 'شكرا جزيلا', 7],
	['"Wilhelmina von Hohenstein-Katzenellenbogen" <sip:1004@voice.test>', 'I shall bring the lanterns, then we can stay until it is dark.', 2],
];

const days: readonly (readonly [daysAgo: number, text: string, own?: true])[] = [
	[9, 'The gallery is yours from Monday on.'],
	[9, 'Thank you! I come by with the pictures.', true],
	[1, 'They look wonderful.'],
	[1, 'Will you open on Friday?'],
	[1, 'On Friday, at eight.', true],
	[0, 'I tell the others.'],
];

function lost({ signaling }: ScriptedPhone): void {
	signaling.tell({ type: 'registration', registration: { phase: 'registering' } });
	signaling.tell({ type: 'connection', connection: { phase: 'reconnecting', since: Date.now() } });
}

/** Somebody writes, and does not send it. */
function type(face: HTMLElement, text: string): void {
	const field = face.shadowRoot?.querySelector('textarea');
	if (!field) return;
	field.value = text;
	field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

function scrollUp(face: HTMLElement): void {
	const list = face.shadowRoot?.querySelector('.list');
	if (list) list.scrollTop = 0;
}

const alice = { face: 'voice-chat', attributes: { to: '1001' } } as const;
const welcome = { face: 'voice-chat', attributes: { room: '3000' } } as const;

/** `<voice-chat>`: persons and rooms, everything one may write, every fate of a text, and why nothing arrives. */
export const chatScenes = {
	'chat: none': { face: 'voice-chat', arrange: () => scriptedPhone() },
	'chat: no phone': { face: 'voice-chat', phoneless: true, attributes: { to: '1001' }, arrange: () => scriptedPhone() },
	'chat: empty': { face: 'voice-chat', attributes: { to: 'alice' }, arrange: () => scriptedPhone() },
	'chat: person': { ...alice, arrange: () => conversation() },
	'chat: room': { ...welcome, arrange: () => room(async (chat, { signaling }) => {
		for (const [who, text, minutes] of market) ago(minutes * MINUTE, () => signaling.receive(who, text, { room: chat.peer.uri }));
		chat.send('See you there.');
		await turn();
	}) },
	'chat: of the call': { face: 'voice-chat', arrange: () => conversation(async (_, scripted) => (await scripted.dial(ALICE)).session.tell(talking())) },
	'chat: days': { ...alice, arrange: () => withAlice((chat, { signaling }) => {
		for (const [daysAgo, text, own] of days) ago(daysAgo * DAY, () => void (own ? chat.send(text) : signaling.receive(ALICE, text)));
	}) },
	'chat: long': { ...alice, arrange: () => withAlice((chat, { signaling }) => {
		for (let line = 0; line < 250; line++) ago((250 - line) * MINUTE, () => void (line % 4 === 3 ? chat.send(`Reply ${line}`) : signaling.receive(ALICE, `Line ${line} of a long conversation`)));
	}) },
	'chat: emoji': { ...alice, arrange: () => withAlice(async (chat, { signaling }) => {
		for (const text of ['We have won!', '🎉🥳', 'The whole family 👨‍👩‍👧‍👦 comes 🙂']) signaling.receive(ALICE, text);
		chat.send('👍🏽');
		await turn();
	}) },
	'chat: right to left': { ...alice, arrange: () => withAlice(async (chat, { signaling }) => {
		for (const text of ['صباح الخير، هل أنت في المكتب؟', 'الخطط هنا: https://example.org/plans/خريطة?v=2', 'תודה, my number is 1001 עכשיו']) signaling.receive(ALICE, text);
		chat.send('شكرا، أتصل بك بعد عشر دقائق.');
		await turn();
	}) },
	'chat: links': { ...alice, arrange: () => heard(
		'The plans: https://example.org/plans/parcel-17?floor=2#garden. See also www.example.org, and write to plans@example.org.',
		'Call the office at tel:+49-30-1234567 or sip:office@voice.test.',
		'Log in at https://аррlе.com/account (that is not Apple) or http://3232235777/.',
		'Not links: readme.md, javascript:alert(1), https://bank.example@evil.example',
	) },
	'chat: long word': { ...alice, arrange: () => heard('Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft', `https://example.org/${'a-very-long-path/'.repeat(12)}`, 'x'.repeat(240)) },
	'chat: code': { ...alice, arrange: () => heard('<img src=x onerror="alert(1)"> & <b>bold</b>', 'if (a < b) {\n\treturn `${a} & ${b}`;\n}', '"><script>alert(document.domain)</script>') },
	'chat: unreadable': { ...alice, arrange: () => heard('The plans follow:', '') },
	'chat: sending': { ...alice, arrange: () => conversation((chat, { signaling }) => { signaling.holdsTexts = true; chat.send('On my way.'); }) },
	'chat: submitted': { ...alice, arrange: () => conversation((chat, { signaling }) => { signaling.outcome = 'submitted'; chat.send('On my way.'); }) },
	'chat: displayed': { ...alice, arrange: () => conversation(async (chat, { signaling }) => {
		const { id: messageId } = chat.send('On my way.');
		await turn();
		signaling.tell({ type: 'receipt', messageId, status: 'displayed' });
	}) },
	'chat: not sent': { ...alice, arrange: () => unsent('timeout') },
	'chat: refused': { ...alice, arrange: () => unsent('refused', 403) },
	'chat: nobody has this number': { ...alice, arrange: () => unsent('refused', 404) },
	'chat: too long': { ...alice, arrange: () => conversation(), act: (face) => {
		type(face, 'All of it. '.repeat(900));
		face.shadowRoot?.querySelector<HTMLElement>('[part~=send-button]')?.click();
	} },
	'chat: writing': { ...alice, arrange: () => conversation(), act: (face) => type(face, 'Two things:\n\n1. the lanterns\n2. the key\n\nCan you bring both, please?') },
	'chat: another person writes': { face: 'voice-chat', arrange: () => conversation(async (_, scripted) => {
		(await scripted.dial(ALICE)).session.tell(talking());
		for (const text of ['Are you there?', 'It is urgent.']) scripted.signaling.receive('"Bob Marsh" <sip:1002@voice.test>', text);
		scripted.signaling.receive('"Wilhelmina von Hohenstein-Katzenellenbogen" <sip:1004@voice.test>', 'Me too');
	}) },
	'chat: another call under a draft': { face: 'voice-chat', arrange: () => conversation(), act: async (face) => {
		type(face, 'Behind the house, al');
		const { phone } = face as VoiceChat;
		phone?.call('"Bob Marsh" <sip:1002@voice.test>');
		await turn();
	} },
	'chat: signed out': { face: 'voice-chat', attributes: { to: '1001' }, arrange: () => scriptedPhone({ signIn: true, registered: false }) },
	'chat: offline': { ...alice, arrange: () => conversation((chat, scripted) => {
		scripted.signaling.holdsTexts = true;
		lost(scripted);
		chat.send('Are you still there?');
	}), act: (face) => type(face, 'I shall be there in ten') },
	'chat: visitor': { face: 'voice-chat', attributes: { to: 'sales' }, arrange: () => scriptedPhone({ withoutRegistration: true }) },
	'chat: impossible address': { face: 'voice-chat', attributes: { to: 'http://x' }, mistaken: true, arrange: () => scriptedPhone() },
	'chat: inactive room': { ...welcome, arrange: () => room(async (chat, { signaling }) => {
		chat.send('Is anybody here?');
		await turn();
		signaling.receive('"3000" <sip:conf+3000@voice.test>', 'Conference not active.');
	}) },
	'chat: new messages': { ...alice, arrange: () => conversation((_, { signaling }) => { for (let line = 1; line <= 30; line++) signaling.receive(ALICE, `Line ${line}`); }), act: scrollUp },
} satisfies Record<string, Scene>;
