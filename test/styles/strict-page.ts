import '../../src/elements/voice-call/voice-call.js';
import '../../src/elements/voice-chat/voice-chat.js';
import '../../src/elements/voice-dial/voice-dial.js';
import { scenes } from '../../stories/scenes/scenes.js';

/** What a page with a strict policy tells the page around it. */
export interface StrictReport {
	readonly violations: readonly string[];
	/** Scenes whose card has not the shape its styles give it. */
	readonly unstyled: readonly string[];
}

const violations: string[] = [];
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => violations.push(`${violatedDirective} ${blockedURI} ${sample}`));

const unstyled: string[] = [];
for (const [name, scene] of Object.entries(scenes)) {
	const { phone } = await scene.arrange();
	const face = document.createElement(scene.face);
	for (const [attribute, value] of Object.entries(scene.attributes ?? {})) face.setAttribute(attribute, value);
	face.phone = phone;
	document.body.append(face);
	await face.updateComplete;
	scene.act?.(face);
	await face.updateComplete;
	const base = face.shadowRoot?.querySelector('.base');
	if (!base || getComputedStyle(base).boxSizing !== 'border-box') unstyled.push(name);
	face.remove();
}
await new Promise((resolve) => setTimeout(resolve, 100));
parent.postMessage({ violations, unstyled } satisfies StrictReport, '*');
