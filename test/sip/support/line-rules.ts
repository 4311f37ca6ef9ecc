import type { WireFrame, Rule } from '../../../src/pbx/wire.js';

export type Which = (frame: WireFrame) => boolean;

/** A request of this method, on its way to the server. */
export function asks(method: string): Which {
	return (frame) => frame.to === 'server' && frame.method === method && frame.status === undefined;
}

/** A response to this method, on its way to the client. */
export function answers(method: string, status?: number): Which {
	return (frame) => frame.to === 'client' && frame.method === method && frame.status !== undefined && (status === undefined || frame.status === status);
}

/** Answers a request in place of the server. */
export function reply(request: WireFrame, statusLine: string, ...headers: readonly string[]): void {
	const copied = request.text.split('\r\n').filter((line) => /^(?:Via|From|To|Call-ID|CSeq):/i.test(line));
	request.connection.inject([`SIP/2.0 ${statusLine}`, ...copied, ...headers, 'Content-Length: 0', '', ''].join('\r\n'));
}

/** Answers such requests in place of the server, as long as there are answers left. */
export function answerInstead(which: Which, ...replies: readonly (readonly [statusLine: string, ...headers: string[]])[]): Rule {
	const left = [...replies];
	return (frame) => {
		const next = which(frame) ? left.shift() : undefined;
		if (!next) return undefined;
		setTimeout(() => reply(frame, ...next));
		return 'drop';
	};
}

/** Answers every such request in place of the server. */
export function alwaysAnswer(which: Which, statusLine: string, ...headers: readonly string[]): Rule {
	return (frame) => {
		if (!which(frame)) return undefined;
		setTimeout(() => reply(frame, statusLine, ...headers));
		return 'drop';
	};
}

/** Changes such frames on their way. */
export function change(which: Which, how: (text: string) => string): Rule {
	return (frame) => (which(frame) ? { replace: how(frame.text) } : undefined);
}

export function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
