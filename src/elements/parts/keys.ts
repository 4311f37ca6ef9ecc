/** The telephone key of a keyboard event; `undefined` for other keys and shortcuts. */
export function digitOf(event: KeyboardEvent): string | undefined {
	const character = characterOf(event);
	return character && isKey(character) ? character : undefined;
}

/** The character of a keyboard event outside of fields; the space bar presses buttons instead. */
export function characterOf(event: KeyboardEvent): string | undefined {
	return isShortcut(event) || event.isComposing || [...event.key].length !== 1 || event.key === ' ' ? undefined : event.key;
}

/** Whether a character is a telephone key; “+” is entered by holding 0. */
export function isKey(character: string): boolean {
	return /^[0-9*#+]$/.test(character);
}

/** Hides key events of a field from shortcuts of the page, which cannot see a field in a shadow root. */
export function keepTyping(event: KeyboardEvent): void {
	if (isField(event.target) && !isShortcut(event) && event.key !== 'Escape') event.stopPropagation();
}

/** Whether the target of an event is a text field. */
export function isField(target: EventTarget | null): boolean {
	return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

/** AltGr enters characters: many keyboards have “#” and “@” there. */
function isShortcut(event: KeyboardEvent): boolean {
	return (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState('AltGraph');
}
