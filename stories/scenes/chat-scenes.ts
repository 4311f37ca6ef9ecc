import { scriptedPhone, turn, type ScriptedPhone } from '../../test/support/scripted-phone.js';
import { failed, type Scene } from './scene.js';

async function conversation(act?: (scripted: ScriptedPhone) => unknown): Promise<ScriptedPhone> {
	const scripted = await scriptedPhone();
	const { phone, signaling } = scripted;
	const chat = phone.chat({ person: '"Alice Lindqvist" <sip:1001@voice.test>' });
	const alice = '"Alice Lindqvist" <sip:1001@voice.test>';
	signaling.receive(alice, 'Good morning! Are you at your desk?');
	signaling.receive(alice, 'I have the plans for the new parcel here.');
	chat.send('I am. One moment, I am on the telephone.');
	await turn();
	signaling.receive(alice, 'No hurry.\nCall me when you are free: 1001.');
	chat.send('Ten minutes?');
	await turn();
	await act?.(scripted);
	await turn();
	return scripted;
}

async function roomConversation(): Promise<ScriptedPhone> {
	const scripted = await scriptedPhone();
	const { phone, signaling } = scripted;
	const { uri } = phone.chat({ room: '"Welcome" <sip:3000@voice.test>' }).peer;
	for (const [who, text] of [['Alice <sip:1001@voice.test>', 'Hello everybody'], ['Alice <sip:1001@voice.test>', 'is the market open today?'], ['Bob <sip:1002@voice.test>', 'It is, until six 🙂'], ['"ليلى" <sip:1003@voice.test>', 'شكرا جزيلا']] as const) signaling.receive(who, text, { room: uri });
	phone.chat({ room: 'sip:3000@voice.test' }).send('See you there.');
	await turn();
	return scripted;
}

/** `<voice-chat>`: persons and rooms, every fate of a text, and why nothing arrives. */
export const chatScenes = {
	'chat: none': { face: 'voice-chat', arrange: () => scriptedPhone() },
	'chat: empty': { face: 'voice-chat', attributes: { to: 'alice' }, arrange: () => scriptedPhone() },
	'chat: person': { face: 'voice-chat', attributes: { to: '1001' }, arrange: () => conversation() },
	'chat: sending': { face: 'voice-chat', attributes: { to: '1001' }, arrange: () => conversation(({ phone, signaling }) => { signaling.holdsTexts = true; phone.chat({ person: '1001' }).send('On my way.'); }) },
	'chat: not sent': { face: 'voice-chat', attributes: { to: '1001' }, arrange: () => conversation(async ({ phone, signaling }) => {
		signaling.holdsTexts = true;
		phone.chat({ person: '1001' }).send('On my way.');
		await turn();
		signaling.texts.at(-1)?.fate.reject(failed('timeout'));
	}) },
	'chat: room': { face: 'voice-chat', attributes: { room: '3000' }, arrange: roomConversation },
	'chat: visitor': { face: 'voice-chat', attributes: { to: 'sales' }, arrange: () => scriptedPhone({ withoutRegistration: true }) },
	'chat: offline': { face: 'voice-chat', attributes: { to: '1001' }, arrange: () => conversation(({ signaling }) => {
		signaling.tell({ type: 'registration', registration: { phase: 'registering' } });
		signaling.tell({ type: 'connection', connection: { phase: 'reconnecting', since: Date.now() } });
	}) },
	'chat: new messages': { face: 'voice-chat', attributes: { to: '1001' }, arrange: () => conversation(({ signaling }) => { for (let line = 1; line <= 30; line++) signaling.receive('1001', `Line ${line}`); }), act: (face) => {
		const list = face.shadowRoot?.querySelector('.list');
		if (list) list.scrollTop = 0;
	} },
} satisfies Record<string, Scene>;
