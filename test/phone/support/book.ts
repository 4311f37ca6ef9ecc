import { replaceDocumentMember } from '../../support/replace-document-member.js';
/** What our code has taken and not given back. */
export interface Book {
	/** Peer connections that are not closed. */
	readonly connections: number;
	/** How many were made. */
	readonly made: number;
	/** Where timers were set, in `src`, that have neither run nor been cleared. */
	readonly timers: readonly string[];
	/** Audio elements that have something to play. */
	readonly playing: number;
	close(): void;
}

/** A place of ours: neither the server's nor the test's. */
const OURS = /\/src\/(?:core|sip|media)\/[^?:)\s]+/;

/** Keeps book from now on, until it is closed. */
export function keepBook(): Book {
	const { RTCPeerConnection: Connection } = window;
	const [set, clear] = [window.setTimeout.bind(window), window.clearTimeout.bind(window)];
	const createElement = document.createElement.bind(document);
	const connections: RTCPeerConnection[] = [];
	const elements: HTMLMediaElement[] = [];
	const timers = new Map<number, string>();

	window.RTCPeerConnection = class extends Connection {
		constructor(configuration?: RTCConfiguration) {
			super(configuration);
			connections.push(this);
		}
	};
	Object.assign(window, {
		setTimeout: (work: () => void, ms?: number) => {
			const timer = set(() => {
				timers.delete(timer);
				work();
			}, ms);
			const from = OURS.exec(new Error().stack?.split('\n')[2] ?? '')?.[0];
			if (from) timers.set(timer, from);
			return timer;
		},
		clearTimeout: (timer?: number) => {
			if (timer !== undefined) timers.delete(timer);
			clear(timer);
		},
	});
	const restoreDocument = replaceDocumentMember('createElement', (name: string, options?: ElementCreationOptions) => {
		const element = createElement(name, options);
		if (element instanceof HTMLMediaElement) elements.push(element);
		return element;
	});

	return {
		get connections() {
			return connections.filter(({ signalingState }) => signalingState !== 'closed').length;
		},
		get made() {
			return connections.length;
		},
		get timers() {
			return [...timers.values()].sort();
		},
		get playing() {
			return elements.filter(({ srcObject, src }) => srcObject ?? src).length;
		},
		close: () => {
			Object.assign(window, { RTCPeerConnection: Connection, setTimeout: set, clearTimeout: clear });
			restoreDocument();
		},
	};
}
