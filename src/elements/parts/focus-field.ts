/** For `mousedown` on the box around a field: what is pressed beside the field focuses it, as its own area does. */
export function focusField(event: MouseEvent): void {
	const box = event.currentTarget as HTMLElement;
	if (event.target !== box) return;
	// Else the press takes the focus away again.
	event.preventDefault();
	box.querySelector<HTMLElement>('input, textarea')?.focus();
}
