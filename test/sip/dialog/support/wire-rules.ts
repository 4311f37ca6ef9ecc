import type { WireFrame, Rule } from '../../../../src/pbx/wire.js';

/** Whether a frame is an offer within a call, as it sets out from a user. */
export function isReinvite({ to, method, status, text }: WireFrame): boolean {
	return to === 'server' && method === 'INVITE' && status === undefined && /^To:.*;tag=/im.test(text);
}

/** A response to a request, as the far side would give it. */
export function responseTo(request: string, statusLine: string, sdp = ''): string {
	const headers = request.split('\r\n').filter((line) => /^(?:Via|From|To|Call-ID|CSeq):/i.test(line));
	const contents = sdp && ['Contact: <sip:far@voice.test;transport=ws>', 'Content-Type: application/sdp'];
	return [`SIP/2.0 ${statusLine}`, ...headers, ...contents, `Content-Length: ${sdp.length}`, '', sdp].join('\r\n');
}

/** Answers requests in place of everybody else, for as long as the predicate wants. */
export function answer(predicate: (frame: WireFrame) => boolean, statusLine: string, sdp?: string): Rule {
	return (frame) => {
		if (!predicate(frame)) return undefined;
		setTimeout(() => frame.connection.inject(responseTo(frame.text, statusLine, sdp)));
		return 'drop';
	};
}
