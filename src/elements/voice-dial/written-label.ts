import { cleanLine } from '../../core/text.js';

/** What the page has written on a call button; empty where that is no text. Frameworks leave comments among it. */
export function writtenLabel(button: Element): string {
	const written = [...button.childNodes].filter((node) => (node instanceof Element ? !node.slot : node instanceof Text));
	return cleanLine(written.map(({ textContent }) => textContent ?? '').join(' '), 60);
}
