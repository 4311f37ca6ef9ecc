import { Utils } from 'jssip';
import { uriOf, withTag } from '../../src/pbx/address.js';
import type { Connection, PartyLink } from '../../src/pbx/connection.js';
import { parseSip } from '../../src/pbx/parse-sip.js';
import { randomToken } from '../../src/pbx/random.js';
import type { HeaderField } from '../../src/sip/message/head.js';
import type { SipMessage } from '../../src/pbx/sip-message.js';
import { SipRequest } from '../../src/pbx/sip-request.js';
import { SipResponse } from '../../src/pbx/sip-response.js';

interface Content {
	readonly headers?: readonly HeaderField[];
	readonly body?: string;
}

/** A dialog of a raw client, from its side. */
export interface RawDialog {
	readonly callId: string;
	readonly local: string;
	readonly remote: string;
	readonly target: string;
	cseq: number;
}

/** A scripted SIP client on a server of ours: sends what a test says, keeps what comes, answers nothing by itself. */
export class RawClient<End extends Pick<Connection, 'receive' | 'closed'> = Connection> {
	readonly received: SipMessage[] = [];
	readonly contact: string;
	closedWith: { readonly code: number | undefined; readonly reason: string | undefined } | undefined;
	connection: End;
	readonly #watchers = new Set<() => void>();

	constructor(readonly server: { connect(link: PartyLink): End }, readonly user: string, readonly password = '1234') {
		this.contact = `sip:${randomToken(8)}@raw.invalid;transport=ws`;
		this.connection = this.#connect();
	}

	/** Connects anew, as a client does whose socket was lost. */
	reconnect(): void {
		this.connection = this.#connect();
	}

	send(message: SipMessage | string): void {
		this.connection.receive(message.toString());
	}

	/** Registers, and answers the challenge. */
	async register({ expires = 600 } = {}): Promise<SipResponse> {
		return this.ask(this.request('REGISTER', 'sip:voice.test', { headers: [['Contact', `<${this.contact}>;expires=${expires}`]] }));
	}

	request(method: string, uri: string, { headers = [], body = '' }: Content = {}): SipRequest {
		const to = method === 'REGISTER' ? `sip:${this.user}@voice.test` : uri;
		return new SipRequest(method, uri, [
			['Via', `SIP/2.0/WS raw.invalid;branch=z9hG4bK${randomToken()}`],
			['Max-Forwards', '70'],
			['From', `<sip:${this.user}@voice.test>;tag=${randomToken(8)}`],
			['To', `<${to}>`],
			['Call-ID', randomToken(16)],
			['CSeq', `1 ${method}`],
			...(headers.some(([name]) => name === 'Contact') ? [] : [['Contact', `<${this.contact}>`] as const]),
			...headers,
			...(body && !headers.some(([name]) => name === 'Content-Type') ? [['Content-Type', 'text/plain'] as const] : []),
		], body);
	}

	/** Sends a request, answers a challenge, and waits for the final response. */
	async ask(request: SipRequest): Promise<SipResponse> {
		this.send(request);
		const response = await this.response(request);
		if (response.status !== 401 && response.status !== 407) return response;
		if (request.method === 'INVITE') this.send(this.ackTo(response, request.uri));
		const again = this.authorized(request, response);
		this.send(again);
		return this.response(again);
	}

	/** The same request once more, with credentials for this challenge. */
	authorized(request: SipRequest, challenged: SipResponse, { nc = '00000001', password = this.password } = {}): SipRequest {
		const isProxy = challenged.status === 407;
		const challenge = challenged.get(isProxy ? 'Proxy-Authenticate' : 'WWW-Authenticate');
		const [realm = '', nonce = ''] = ['realm', 'nonce'].map((name) => new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1]);
		const ha1 = Utils.calculateMD5(`${this.user}:${realm}:${password}`);
		const ha2 = Utils.calculateMD5(`${request.method}:${request.uri}`);
		const response = Utils.calculateMD5(`${ha1}:${nonce}:${nc}:cnonce1:auth:${ha2}`);
		const again = request.clone();
		again.set('Via', `SIP/2.0/WS raw.invalid;branch=z9hG4bK${randomToken()}`);
		again.set('CSeq', `${request.cseq + 1} ${request.method}`);
		return again.set(isProxy ? 'Proxy-Authorization' : 'Authorization', `Digest algorithm=MD5, username="${this.user}", realm="${realm}", `
			+ `nonce="${nonce}", uri="${request.uri}", response="${response}", qop=auth, cnonce="cnonce1", nc=${nc}`);
	}

	/** A response to a request that came; `tag` tells our dialog. */
	answer(request: SipRequest, status: number, { headers = [], body = '', tag = 'raw' }: Content & { readonly tag?: string } = {}): void {
		this.send(request.reply(status, [['Contact', `<${this.contact}>`], ...headers], { body, tag }));
	}

	/** ACK: to a 2xx in a transaction of its own, to a refusal in the INVITE's. */
	ackTo(response: SipResponse, uri = uriOf(response.get('Contact'))): SipRequest {
		const via = response.status < 300 ? `SIP/2.0/WS raw.invalid;branch=z9hG4bK${randomToken()}` : response.get('Via');
		const copied = ['From', 'To', 'Call-ID'].map((name): HeaderField => [name, response.get(name)]);
		return new SipRequest('ACK', uri, [['Via', via], ['Max-Forwards', '70'], ...copied, ['CSeq', `${Number.parseInt(response.get('CSeq'), 10)} ACK`]]);
	}

	/** The dialog that a 2xx made for its caller. */
	dialogOf(response: SipResponse): RawDialog {
		return { callId: response.callId, local: response.get('From'), remote: response.get('To'), target: uriOf(response.get('Contact')), cseq: 100 };
	}

	/** The dialog that an INVITE makes for who answers it with this tag. */
	dialogBy(request: SipRequest, tag = 'raw'): RawDialog {
		return { callId: request.callId, local: withTag(request.get('To'), tag), remote: request.get('From'), target: uriOf(request.get('Contact')), cseq: 100 };
	}

	within(dialog: RawDialog, method: string, content: Content = {}): SipRequest {
		const request = this.request(method, dialog.target, content);
		return request.set('From', dialog.local).set('To', dialog.remote).set('Call-ID', dialog.callId).set('CSeq', `${++dialog.cseq} ${method}`);
	}

	/** Takes the final response to a request. */
	async response(request: SipRequest): Promise<SipResponse> {
		return this.#take((message): message is SipResponse => message instanceof SipResponse && message.status >= 200
			&& message.branch === request.branch && message.method === request.method);
	}

	/** Takes the next message that is such a request, or a response of this status. */
	async next(what: string | number): Promise<SipRequest & SipResponse> {
		return this.#take((message): message is SipRequest & SipResponse =>
			(message instanceof SipResponse ? message.status === what : message.method === what));
	}

	has(what: string | number): boolean {
		return this.received.some((message) => (message instanceof SipResponse ? message.status === what : message.method === what));
	}

	close(): void {
		this.connection.closed();
	}

	#connect(): End {
		return this.server.connect({
			send: (frame) => this.#keep(frame),
			close: (code, reason) => (this.closedWith = { code, reason }),
		});
	}

	#keep(frame: string): void {
		const message = parseSip(frame);
		if (message) this.received.push(message);
		for (const watcher of [...this.#watchers]) watcher();
	}

	#take<Kind extends SipMessage>(matches: (message: SipMessage) => message is Kind): Promise<Kind> {
		return new Promise((resolve, reject) => {
			const timer = setTimeout(() => {
				this.#watchers.delete(look);
				reject(new Error(`${this.user} waited in vain; it has:\n${this.received.map((message) => message.toString().split('\r\n')[0]).join('\n')}`));
			}, 5000);
			const look = (): void => {
				const found = this.received.find(matches);
				if (!found) return;
				clearTimeout(timer);
				this.#watchers.delete(look);
				this.received.splice(this.received.indexOf(found), 1);
				resolve(found);
			};
			this.#watchers.add(look);
			look();
		});
	}
}

