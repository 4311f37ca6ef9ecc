import { scriptedPhone, type ScriptedPhone } from '../../test/support/scripted-phone.js';
import { connected, enter, line, press } from './dial-error-scenes.js';
import { failed, obstructed, told, type Scene } from './scene.js';

const signedOut = (): Promise<ScriptedPhone> => scriptedPhone({ signIn: true, registered: false });

const signedIn = (): Promise<ScriptedPhone> => told(signedOut(), async ({ phone, signaling }) => {
	await phone.signIn({ user: '1004', password: 'secret' });
	signaling.register();
});

/** Nobody has pressed the page yet. */
const silent = (): Promise<ScriptedPhone> => told(scriptedPhone(), ({ phone, media }) => {
	phone.addSurface({ signal: new AbortController().signal });
	media.hush(true);
});

/** `<voice-dial>` as number field and keypad. */
export const dialScenes = {
	'dial: no phone': { face: 'voice-dial', phoneless: true, arrange: () => scriptedPhone() },
	'dial: connects on use': { face: 'voice-dial', arrange: () => scriptedPhone({ registered: false, connect: 'use' }) },
	'dial: connecting': { face: 'voice-dial', arrange: () => line({ phase: 'connecting' }) },
	'dial: registering': { face: 'voice-dial', arrange: () => line(connected(), { phase: 'registering' }) },
	'dial: ready': { face: 'voice-dial', arrange: () => scriptedPhone() },
	'dial: do not disturb': { face: 'voice-dial', arrange: () => scriptedPhone({ doNotDisturb: true }) },
	'dial: visitor': { face: 'voice-dial', arrange: () => scriptedPhone({ withoutRegistration: true }) },
	'dial: typed': { face: 'voice-dial', arrange: () => scriptedPhone(), act: (face) => enter(face, 'bob') },
	'dial: typed nonsense': { face: 'voice-dial', arrange: () => scriptedPhone(), act: (face) => enter(face, 'http://x') },
	'dial: typed a long address': { face: 'voice-dial', arrange: () => scriptedPhone(), act: (face) => enter(face, `sip:${'conference-'.repeat(16)}room@voice.test;transport=ws;user=phone`) },
	'dial: typed from right to left': { face: 'voice-dial', arrange: () => scriptedPhone(), act: (face) => enter(face, 'مكتب-الاستقبال') },
	'dial: typed nothing': { face: 'voice-dial', arrange: () => scriptedPhone(), act: (face) => press(face, '') },
	'dial: without keypad': { face: 'voice-dial', attributes: { 'without-keypad': '' }, arrange: () => scriptedPhone(), act: (face) => enter(face, '+1 (555) 123-4567') },
	'dial: reconnecting': { face: 'voice-dial', arrange: () => line({ phase: 'reconnecting', since: Date.now(), error: failed('server-unreachable').state }) },
	'dial: trouble': { face: 'voice-dial', arrange: () => told(scriptedPhone(), ({ signaling }) => signaling.tell({ type: 'trouble', error: failed('permission-policy') })) },
	'dial: microphone denied': { face: 'voice-dial', arrange: () => told(scriptedPhone(), ({ media }) => (media.denial = new DOMException('No.', 'NotAllowedError'))), act: (face) => (face as HTMLElementTagNameMap['voice-dial']).dial('bob') },
	'dial: insecure page': { face: 'voice-dial', arrange: () => obstructed('SecurityError') },
	'dial: embedded without permission': { face: 'voice-dial', arrange: () => obstructed('PolicyError') },
	'dial: no microphone': { face: 'voice-dial', attributes: { fallback: 'tel:+4930123456' }, arrange: () => obstructed('NotFoundError') },
	'dial: microphone blocked': { face: 'voice-dial', attributes: { 'without-keypad': '' }, arrange: () => obstructed('NotAllowedError') },
	'dial: rings silently': { face: 'voice-dial', arrange: () => silent() },
	'dial: rings silently, without keypad': { face: 'voice-dial', attributes: { 'without-keypad': '' }, arrange: () => silent() },
	'dial: redial': { face: 'voice-dial', arrange: () => told(scriptedPhone(), ({ phone }) => phone.call('"Alice Lindqvist" <sip:1001@voice.test>')) },
	'dial: redial without keypad': { face: 'voice-dial', attributes: { 'without-keypad': '' }, arrange: () => told(scriptedPhone(), ({ phone }) => phone.call('bob')) },
	'dial: sign in': { face: 'voice-dial', arrange: () => signedOut() },
	'dial: sign in is checked': { face: 'voice-dial', arrange: () => signedOut(), act: (face) => submit(face, { user: '1004', password: 'secret' }) },
	'dial: sign in refused': { face: 'voice-dial', arrange: () => told(signedOut(), async ({ phone, signaling }) => {
		await phone.signIn({ user: '1004', password: 'wrong' });
		signaling.register({ phase: 'failed', error: failed('credentials-refused', 403).state });
	}) },
	'dial: signed in': { face: 'voice-dial', arrange: () => signedIn() },
	'dial: signing out in a call': { face: 'voice-dial', arrange: () => told(signedIn(), ({ phone }) => phone.call('bob')), act: pressSignOut },
	'dial: signed in and reconnecting': { face: 'voice-dial', arrange: () => told(signedIn(), ({ signaling }) => {
		signaling.tell({ type: 'connection', connection: { phase: 'reconnecting', since: Date.now(), retryAt: Date.now() + 59_900, error: failed('server-silent').state } });
	}) },
} satisfies Record<string, Scene>;

function pressSignOut(face: HTMLElement): void {
	face.shadowRoot?.querySelector<HTMLElement>('[data-choice=sign-out]')?.click();
}

function submit(face: HTMLElement, typed: Readonly<Record<string, string>>): void {
	const form = face.shadowRoot?.querySelector('form');
	for (const [name, value] of Object.entries(typed)) Object.assign(form?.elements.namedItem(name) ?? {}, { value });
	form?.requestSubmit();
}
