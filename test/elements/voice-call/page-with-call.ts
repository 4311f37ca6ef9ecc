import '../../../src/elements/voice-call/voice-call.js';
import type { VoiceCall } from '../../../src/elements/voice-call/voice-call.js';
import { scriptedPhone, turn, type ScriptedPhone } from '../../support/scripted-phone.js';
import type { ScriptedSession } from '../../support/scripted-session.js';

let scripted: ScriptedPhone;
let session: ScriptedSession;
let face: VoiceCall;
let said: string[] = [];

/** What happens to one call, from the first ring to its end; each is something that somebody does. */
const steps: Readonly<Record<string, () => void>> = {
	'no call': () => undefined,
	'it rings': () => ({ session } = scripted.ring('"Alice Lindqvist" <sip:1001@voice.test>')),
	'it is answered': () => press('answer-button'),
	'the sound was measured': () => measure('yes'),
	'the keypad is opened': () => press('control keypad'),
	'a key is pressed': () => press('key'),
	'the call is held': () => press('control hold'),
	'the call is resumed, and muted': () => (press('control hold'), press('control mute')),
	'unmuted, one is not heard': () => (press('control mute'), measure('no')),
	'the keypad is closed, and more opened': () => press('control more'),
	'a transfer is begun': () => press('control transfer'),
	'the other side hangs up': () => session.tell({ type: 'terminated', at: Date.now() + 12_000, termination: { by: 'remote', cause: 'hung-up' } }),
	'the call is dismissed': () => press('dismiss'),
};

/** Puts the face into the page, and gives the names of the steps. */
export async function begin(): Promise<readonly string[]> {
	scripted = await scriptedPhone();
	face = document.createElement('voice-call');
	face.phone = scripted.phone;
	document.body.append(face);
	await shown();
	listen();
	return Object.keys(steps);
}

/** Takes a step, and gives what a screen reader was told at once. */
export async function take(step: string): Promise<readonly string[]> {
	said = [];
	steps[step]?.();
	await shown();
	return said;
}

function press(part: string): void {
	const words = part.split(' ').map((word) => `[part~=${word}]`).join('');
	face.shadowRoot?.querySelector<HTMLElement>(words)?.click();
}

function measure(heard: 'yes' | 'no'): void {
	session.connection = {} as RTCPeerConnection;
	session.tell({ type: 'media' });
	scripted.media.watches.at(-1)?.report({ hears: 'yes', heard, quality: 'good' });
}

/** Live regions speak when their text changes, alerts when they appear. */
function listen(): void {
	const status = face.shadowRoot?.querySelector('[role=status]');
	const root = face.shadowRoot;
	if (!root || !status) throw new Error('There is nothing to listen to.');
	new MutationObserver(() => status.textContent && said.push(`status: ${status.textContent}`)).observe(status, { childList: true, characterData: true, subtree: true });
	new MutationObserver((changes) => {
		for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
			if (node instanceof Element && node.matches('[role=alert]')) said.push(`alert: ${(node.querySelector('p')?.textContent ?? '').trim()}`);
		}
	}).observe(root, { childList: true, subtree: true });
}

async function shown(): Promise<void> {
	for (let turns = 0; turns < 3; turns++) {
		await turn();
		await face.updateComplete;
	}
}
