import { html, type TemplateResult } from 'lit';

/** Icons of one style: a 24 px grid, 1.75 px strokes in the text colour. */
const PATHS = {
	phone: 'M6.4 4h2.3a1 1 0 0 1 1 .8l.7 3.1a1 1 0 0 1-.5 1.1l-1.8 1.1a11.4 11.4 0 0 0 5.8 5.8l1.1-1.8'
		+ 'a1 1 0 0 1 1.1-.5l3.1.7a1 1 0 0 1 .8 1v2.3a2 2 0 0 1-2.1 2A15.6 15.6 0 0 1 4.4 6.1a2 2 0 0 1 2-2.1z',
	'hang-up':
		'M3.2 14.6c0-3.1 3.9-5.6 8.8-5.6s8.8 2.5 8.8 5.6v.8a1.2 1.2 0 0 1-1.4 1.2l-2.8-.5a1.2 1.2 0 0 1-1-1.2v-1.7'
		+ 'a12 12 0 0 0-7.2 0v1.7a1.2 1.2 0 0 1-1 1.2l-2.8.5a1.2 1.2 0 0 1-1.4-1.2z',
	microphone:
		'M12 3.5a2.8 2.8 0 0 0-2.8 2.8v5a2.8 2.8 0 0 0 5.6 0v-5A2.8 2.8 0 0 0 12 3.5zM5.8 11a6.2 6.2 0 0 0 12.4 0'
		+ 'M12 17.2v3.3M9 20.5h6',
	'microphone-off':
		'M9.2 9v2.3a2.8 2.8 0 0 0 4.7 2M14.8 10.5V6.3a2.8 2.8 0 0 0-5.4-1M5.8 11a6.2 6.2 0 0 0 10 5M18.2 11'
		+ 'c0 .8-.2 1.6-.4 2.3M12 17.2v3.3M9 20.5h6M4 4l16 16',
	pause: 'M9 6v12M15 6v12',
	play: 'M8 5.5v13l10.5-6.5z',
	keypad: 'M5.5 6h1M11.5 6h1M17.5 6h1M5.5 12h1M11.5 12h1M17.5 12h1M5.5 18h1M11.5 18h1M17.5 18h1',
	more: 'M5 12h1M11.5 12h1M18 12h1',
	transfer: 'M4 12h11M11 7.5l4.5 4.5-4.5 4.5M20 5.5v13',
	signal: 'M3.5 9.6a12.4 12.4 0 0 1 17 0M7 13.4a7.4 7.4 0 0 1 10 0M12 17.4v.1',
	'signal-weak': 'M7 13.4a7.4 7.4 0 0 1 10 0M12 17.4v.1',
	backspace: 'M9 6h10a1.5 1.5 0 0 1 1.5 1.5v9A1.5 1.5 0 0 1 19 18H9l-5.5-6zM11.5 9.7l4.6 4.6M16.1 9.7l-4.6 4.6',
	incoming: 'M17.5 6.5 7 17M7 9v8h8',
	outgoing: 'M6.5 17.5 17 7M9 7h8v8',
	missed: 'M20 7.5l-8 8-7.5-7.5M4.5 13V8h5',
	again: 'M19.5 12a7.5 7.5 0 1 1-2.3-5.4l2.3 2.2M19.5 4.3v4.5H15',
	send: 'M20 4.5 4.5 11.2l6.3 2.5 2.5 6.3zM10.8 13.7 20 4.5',
	check: 'M5 12.5l4.5 4.5L19 7.5',
	clock: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4.5l3 1.5',
	warning: 'M12 4.5 21 19.5H3zM12 10.2v4M12 16.9v.1',
	back: 'M19 12H6M11.5 6.5 6 12l5.5 5.5',
	down: 'M12 5v13M6.5 12.5 12 18l5.5-5.5',
	sound: 'M4.5 9.5v5H8l4.5 4v-13l-4.5 4zM16 9a4.2 4.2 0 0 1 0 6M18.5 6.5a7.8 7.8 0 0 1 0 11',
	close: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
	person: 'M12 11.5a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.4zM4.8 19.8a7.2 7.2 0 0 1 14.4 0',
	people: 'M9 11.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM3 19.3a6 6 0 0 1 12 0M15.5 5.3a3.2 3.2 0 0 1 0 6M17.5 14'
		+ 'a6 6 0 0 1 3.5 5.3',
	chat: 'M5.5 5h13A1.5 1.5 0 0 1 20 6.5v9a1.5 1.5 0 0 1-1.5 1.5H11l-4.5 3.5V17h-1A1.5 1.5 0 0 1 4 15.5v-9'
		+ 'A1.5 1.5 0 0 1 5.5 5z',
} as const;

export type IconName = keyof typeof PATHS;

/** Decorative: the text beside it has the meaning. */
export function icon(name: IconName): TemplateResult {
	return html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${PATHS[name]}></path></svg>`;
}
