/** The key of a telephone that was typed on a keyboard, if it was one, and no shortcut. */
export function digitOf(event: KeyboardEvent): string | undefined {
	const character = characterOf(event);
	return character && isKey(character) ? character : undefined;
}

/** The character that a key types where there is no field, if it types one; the space bar presses a button. */
export function characterOf(event: KeyboardEvent): string | undefined {
	return isShortcut(event) || event.isComposing || [...event.key].length !== 1 || event.key === ' ' ? undefined : event.key;
}

/** Whether a character is a key of a telephone; “+” is what 0 gives when it is held. */
export function isKey(character: string): boolean {
	return /^[0-9*#+]$/.test(character);
}

/** Keeps what is typed into a field from the shortcuts of the page, which cannot see that it was a field. */
export function keepTyping(event: KeyboardEvent): void {
	if (isField(event.target) && !isShortcut(event) && event.key !== 'Escape') event.stopPropagation();
}

/** Whether somebody types text there. */
export function isField(target: EventTarget | null): boolean {
	return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

/** AltGr types: many keyboards have “#” and “@” there. */
function isShortcut(event: KeyboardEvent): boolean {
	return (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState('AltGraph');
}
