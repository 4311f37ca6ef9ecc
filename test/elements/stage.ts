import '../../src/elements/voice-call/voice-call.js';
import '../../src/elements/voice-chat/voice-chat.js';
import '../../src/elements/voice-dial/voice-dial.js';
import type { VoiceCall } from '../../src/elements/voice-call/voice-call.js';
import type { VoiceChat } from '../../src/elements/voice-chat/voice-chat.js';
import type { VoiceDial } from '../../src/elements/voice-dial/voice-dial.js';
import type { Phone } from '../../src/core/phone.js';
import { turn, type ScriptedPhone } from '../support/scripted-phone.js';
import { scenes } from '../../stories/scenes/scenes.js';

interface Faces {
	'voice-dial': VoiceDial;
	'voice-call': VoiceCall;
	'voice-chat': VoiceChat;
}

/** Puts a face into the page, until the test is over. */
export async function place<Tag extends keyof Faces>(tag: Tag, { phone, attributes = {}, label = '' }: { phone?: Phone; attributes?: Readonly<Record<string, string>>; label?: string } = {}): Promise<Faces[Tag]> {
	const face = document.createElement(tag) as unknown as Faces[Tag];
	for (const [name, value] of Object.entries(attributes)) face.setAttribute(name, value);
	face.textContent = label;
	if (phone) face.phone = phone;
	document.body.append(face);
	await face.updateComplete;
	return face;
}

/** Shows a scene by its name. */
export async function show(name: string): Promise<{ face: Faces[keyof Faces]; scripted: ScriptedPhone }> {
	const scene = scenes[name];
	if (!scene) throw new Error(`There is no scene “${name}”.`);
	const scripted = await scene.arrange();
	const { attributes = {}, label = '' } = scene;
	const face = await place(scene.face, { attributes, label, ...(!scene.phoneless && { phone: scripted.phone }) });
	await scene.act?.(face);
	await shown(face);
	return { face, scripted };
}

/** For the tests of a suite nothing is in transition: half way a colour has the contrast of neither end. */
export function atRest(): void {
	before(() => document.documentElement.style.setProperty('--voice-duration', '0s'));
	after(() => document.documentElement.style.removeProperty('--voice-duration'));
}

/** Until a face shows what has happened. */
export async function shown(face: Faces[keyof Faces]): Promise<void> {
	await turn();
	await face.updateComplete;
	await turn();
	await face.updateComplete;
}

/** An element of a face by the words of its part. */
export function part<Kind extends HTMLElement = HTMLElement>(face: HTMLElement, name: string): Kind {
	const found = face.shadowRoot?.querySelector<Kind>(name.split(' ').map((word) => `[part~="${word}"]`).join(''));
	if (!found) throw new Error(`<${face.localName}> shows no part “${name}”: ${words(face)}`);
	return found;
}

/** Whether a face shows such a part. */
export function shows(face: HTMLElement, name: string): boolean {
	return face.shadowRoot?.querySelector(`[part~="${name}"]`) instanceof HTMLElement;
}

/** A button of a face by its name, as a screen reader says it. */
export function button(face: HTMLElement, name: string): HTMLButtonElement {
	const found = [...(face.shadowRoot?.querySelectorAll('button') ?? [])].find((one) => nameOf(one) === name && one.checkVisibility());
	if (!found) throw new Error(`<${face.localName}> shows no button “${name}”: ${words(face)}`);
	return found;
}

/** What a face says, in one line. */
export function words(face: HTMLElement): string {
	return (face.shadowRoot?.querySelector('.base')?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** The part of a face that has the focus. */
export function focused(face: HTMLElement): string | undefined {
	const { activeElement } = face.shadowRoot ?? {};
	return document.activeElement === face ? (activeElement?.part[0] ?? activeElement?.localName) : undefined;
}

/** A key pressed where the focus is, or elsewhere in a face. */
export function press(target: Element, key: string, more: KeyboardEventInit = {}): KeyboardEvent {
	const event = new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...more });
	target.dispatchEvent(event);
	return event;
}

/** Types into a field, as a whole. */
export function enter(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
	field.value = text;
	field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

function nameOf(one: HTMLElement): string {
	const seen = one.cloneNode(true) as HTMLElement;
	seen.querySelectorAll('[aria-hidden=true]').forEach((decoration) => decoration.remove());
	return (one.ariaLabel ?? seen.textContent ?? '').replace(/\s+/g, ' ').trim();
}

afterEach(() => document.body.querySelectorAll('voice-dial, voice-call, voice-chat').forEach((face) => face.remove()));
