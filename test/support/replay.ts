import { paramOf, uriOf, userPart, withTag } from '../../src/pbx/address.js';
import type { PartyLink } from '../../src/pbx/connection.js';
import { parseSip } from '../../src/pbx/parse-sip.js';
import type { SipMessage } from '../../src/pbx/sip-message.js';
import { SipRequest } from '../../src/pbx/sip-request.js';
import { SipResponse } from '../../src/pbx/sip-response.js';
import type { RecordedFrame } from './recording.js';

export interface ReplayOptions {
	/** Whose client is played with; default A. */
	readonly party?: string;
	/** Makes a living answer to the client's offer; without it the recorded SDP is sent, and media never connects. */
	answer?(offer: string): Promise<string>;
}

/**
 * Plays the server's side of a recording against a living client: sends what the server sent, waits where the client spoke.
 * What the client chose itself (branch, Call-ID, tags, CSeq, contact) takes the place of what was recorded.
 * A mount for `loopbackWebSocket`: `new (loopbackWebSocket(replay))('wss://voice.test')`.
 */
export class Replay {
	/** Requests that the recording does not hold, in order: refused with 501, but for keep-alives. */
	readonly unexpected: SipRequest[] = [];
	/** All that the client said, in order. */
	readonly heard: SipMessage[] = [];
	/** Resolves when the recording has been played to its end. */
	readonly finished: Promise<void>;
	readonly #frames: RecordedFrame[];
	readonly #lived = new Map<string, string>();
	readonly #requests = new Map<string, SipRequest>();
	#finish: () => void = () => undefined;
	#link: PartyLink | undefined;
	#sending = Promise.resolve();

	constructor(frames: readonly RecordedFrame[], readonly options: ReplayOptions = {}) {
		const { party = 'A' } = options;
		this.#frames = frames.filter((frame) => frame.party === party);
		this.finished = new Promise((resolve) => (this.#finish = resolve));
	}

	/** For the socket: the client opened it. */
	connect(link: PartyLink) {
		this.#link = link;
		this.#play();
		return {
			receive: (text: string) => this.#receive(text),
			closed: () => (this.#link = undefined),
		};
	}

	/** What the recording waits for, for a failure message. */
	get awaited(): string {
		return this.#frames[0]?.text.split('\r\n')[0] ?? 'nothing';
	}

	#receive(text: string): void {
		const message = parseSip(text);
		if (!message) return;
		this.heard.push(message);
		if (message instanceof SipRequest && message.method !== 'ACK') this.#requests.set(message.method, message);
		const expected = parseSip(this.#frames[0]?.text ?? '');
		if (expected && isSameKind(expected, message)) {
			this.#frames.shift();
			this.#learn(expected, message);
			this.#play();
		} else if (message instanceof SipRequest && message.method !== 'ACK') {
			this.#refuse(message);
		}
	}

	#refuse(request: SipRequest): void {
		if (request.method !== 'OPTIONS') this.unexpected.push(request);
		this.#send(request.reply(request.method === 'OPTIONS' ? 200 : 501).toString());
	}

	#play(): void {
		while (this.#frames[0]?.from === 'server') {
			const { text } = this.#frames.shift() as RecordedFrame;
			this.#sending = this.#sending.then(async () => this.#send(await this.#revive(text)));
		}
		if (this.#frames.length === 0) this.#sending = this.#sending.then(() => this.#finish());
	}

	#send(text: string): void {
		this.#link?.send(text);
	}

	/** Notes what the client chose in place of what was recorded. */
	#learn(recorded: SipMessage, living: SipMessage): void {
		const choices = (message: SipMessage): string[] => [message.callId, message.fromTag, message.toTag, message.branch,
			userPart(message.get('Contact')), hostOf(message.get('Contact')), /^\d+/.exec(message.get('CSeq'))?.[0] ?? ''];
		const chosen = choices(living);
		choices(recorded).forEach((choice, index) => {
			if (choice && chosen[index]) this.#lived.set(choice, chosen[index]);
		});
	}

	async #revive(text: string): Promise<string> {
		const recorded = parseSip(text);
		const request = recorded && this.#requests.get(recorded.method);
		const revived = recorded instanceof SipResponse && request ? answerTo(request, recorded) : parseSip(this.#substitute(text));
		if (!revived) throw new Error(`The recording holds what is no SIP message:\n${text}`);
		if (request && this.options.answer && isSdp(revived)) revived.body = await this.options.answer(request.body);
		return revived.toString();
	}

	#substitute(text: string): string {
		return [...this.#lived].reduce((frame, [recorded, living]) => (/^\d+$/.test(recorded)
			? frame.replace(new RegExp(`^(CSeq: |Event: refer;id=)${recorded}\\b`, 'm'), (_, before: string) => before + living)
			: frame.replaceAll(recorded, living)), text);
	}
}

function answerTo(request: SipRequest, recorded: SipResponse): SipResponse {
	const { host, port } = { host: paramOf(recorded.get('Via'), 'received'), port: paramOf(recorded.get('Via'), 'rport') };
	const answer = recorded.clone();
	answer.set('Via', `${request.get('Via')};received=${host};rport=${port}`).set('From', request.get('From'));
	answer.set('To', withTag(request.get('To'), recorded.toTag)).set('Call-ID', request.callId).set('CSeq', request.get('CSeq'));
	if (request.method === 'REGISTER' && answer.has('Contact')) {
		answer.set('Contact', `<${uriOf(request.get('Contact'))}>;expires=${paramOf(answer.get('Contact'), 'expires')}`);
	}
	return answer;
}

function isSameKind(expected: SipMessage, message: SipMessage): boolean {
	if (expected.method !== message.method) return false;
	if (expected instanceof SipResponse || message instanceof SipResponse) return (expected as SipResponse).status === (message as SipResponse).status;
	return authorized(expected) === authorized(message);
}

/** A request that the recording has both without and with credentials is not mistaken for the other. */
const authorized = (message: SipMessage): boolean => message.has('Authorization') || message.has('Proxy-Authorization');
const hostOf = (contact: string): string => /@([^;:>]+)/.exec(uriOf(contact))?.[1] ?? '';
const isSdp = (message: SipMessage): boolean => message.get('Content-Type').startsWith('application/sdp') && message instanceof SipResponse;
