/** The key of a telephone that was typed on a keyboard, if it was one, and no shortcut. */
export function digitOf(event: KeyboardEvent): string | undefined {
	return isShortcut(event) || !/^[0-9*#+]$/.test(event.key) ? undefined : event.key;
}

/** Keeps what is typed into a field from the shortcuts of the page, which cannot see that it was a field. */
export function keepTyping(event: KeyboardEvent): void {
	if (isField(event.target) && !isShortcut(event) && event.key !== 'Escape') event.stopPropagation();
}

/** Whether somebody types text there. */
export function isField(target: EventTarget | null): boolean {
	return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

function isShortcut({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
	return ctrlKey || metaKey || altKey;
}
