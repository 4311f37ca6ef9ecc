/** Formats a duration as a timer: `00:42`, `12:05`, `1:02:03`. */
export function formatDuration(seconds: number): string {
	const hours = Math.floor(seconds / 3600);
	const rest = [Math.floor(seconds / 60) % 60, Math.floor(seconds) % 60].map((part) => String(part).padStart(2, '0'));
	return [...(hours > 0 ? [hours] : []), ...rest].join(':');
}
