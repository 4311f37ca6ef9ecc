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

/** Whether a line of a stack is ours: neither the server's nor the test's. */
const OURS = /\/src\/(?:core|sip|media)\/[^?:)\s]+/;

/** Keeps book from now on, for as long as it is not closed. */
export function keepBook(): Book {
	const connections: RTCPeerConnection[] = [];
	const elements: HTMLMediaElement[] = [];
	const timers = new Map<number, string>();
	const page = { RTCPeerConnection: window.RTCPeerConnection, setTimeout: window.setTimeout, clearTimeout: window.clearTimeout, createElement: document.createElement };
	Object.assign(window, {
		RTCPeerConnection: new Proxy(page.RTCPeerConnection, {
			construct(target, [configuration]: [RTCConfiguration?]) {
				const made = new target(configuration);
				connections.push(made);
				return made;
			},
		}),
		setTimeout: (work: () => void, ms?: number, ...more: unknown[]) => {
			const from = OURS.exec(new Error().stack?.split('\n')[2] ?? '')?.[0];
			const timer = page.setTimeout.call(window, () => {
				timers.delete(timer);
				(work as (...all: unknown[]) => void)(...more);
			}, ms) as unknown as number;
			if (from) timers.set(timer, from);
			return timer;
		},
		clearTimeout: (timer?: number) => {
			if (timer !== undefined) timers.delete(timer);
			page.clearTimeout.call(window, timer);
		},
	});
	document.createElement = ((name: string) => {
		const element = page.createElement.call(document, name);
		if (element instanceof HTMLMediaElement) elements.push(element);
		return element;
	}) as typeof document.createElement;
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
			const { createElement, ...globals } = page;
			Object.assign(window, globals);
			document.createElement = createElement;
		},
	};
}
