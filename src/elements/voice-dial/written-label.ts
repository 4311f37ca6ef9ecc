import { cleanLine } from '../../core/text.js';

/** The text that the page slotted into a call button, without comments; empty without text. */
export function writtenLabel(button: Element): string {
	const written = [...button.childNodes].filter((node) => (node instanceof Element ? !node.slot : node instanceof Text));
	return cleanLine(written.map(({ textContent }) => textContent ?? '').join(' '), 60);
}
