/** For `mousedown` on the box of a field: a press beside the field focuses it. */
export function focusField(event: MouseEvent): void {
	const box = event.currentTarget as HTMLElement;
	if (event.target !== box) return;
	// Otherwise the press removes the focus again.
	event.preventDefault();
	box.querySelector<HTMLElement>('input, textarea')?.focus();
}
