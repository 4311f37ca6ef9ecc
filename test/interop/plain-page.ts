import { UA, WebSocketInterface } from 'jssip';
import { listen } from '../../src/sip/transport/listen.js';
import { hears, toneStream } from '../support/tones.js';
import type { Person } from './page.js';

type Session = ReturnType<UA['call']>;
interface Arrival {
	readonly session: Session;
	readonly originator: string;
	readonly request: { getHeader(name: string): string | undefined };
}
interface Press {
	readonly originator: string;
	readonly dtmf: { readonly tone: string };
}
interface Wish {
	readonly accept: (initialize?: undefined, options?: object) => void;
}

export interface Peer extends Pick<Person, 'user' | 'hz' | 'password'> {
	readonly server: string;
}

const { signal } = new AbortController();

/** Somebody with another phone, which is JsSIP and nothing else: it answers at once and, other than ours, lets itself be transferred. */
class PlainDesk {
	readonly #agent: UA;
	readonly #hz: number;
	readonly #sessions: Session[] = [];
	/** What was pressed at the other end, as INFO requests tell. */
	digits = '';
	/** `Contact` of the last caller: how requests within the call get there. */
	contact = '';

	constructor({ user, hz, password = '', server }: Peer) {
		this.#hz = hz;
		this.#agent = new UA({ sockets: [new WebSocketInterface(server)], uri: `sip:${user}@voice.test`, password, session_timers: false });
		listen<Arrival>(this.#agent, 'newRTCSession', (arrival) => this.#take(arrival), signal);
	}

	register(): Promise<string> {
		return new Promise((resolve) => {
			this.#agent.once('registered', () => resolve('registered'));
			this.#agent.once('registrationFailed', ({ cause }: { cause: string }) => resolve(cause));
			this.#agent.start();
		});
	}

	/** Listens to the last call that goes on. */
	async hears(hz: number): Promise<number> {
		const connection = this.#sessions.findLast((session) => session.isEstablished())?.connection;
		if (!connection) throw new Error('Nobody is talked to.');
		return hears(new MediaStream(connection.getReceivers().map(({ track }) => track)), hz);
	}

	#take({ session, originator, request }: Arrival): void {
		// Each call has a voice of its own: JsSIP silences that of a held one at its source.
		const options = (): object => ({ mediaStream: toneStream(this.#hz).stream });
		this.#sessions.push(session);
		listen<Press>(session, 'newDTMF', ({ originator: presser, dtmf }) => (this.digits += presser === 'remote' ? dtmf.tone : ''), signal);
		listen<Wish>(session, 'refer', ({ accept }) => accept(undefined, options()), signal);
		listen<Wish>(session, 'replaces', ({ accept }) => accept(), signal);
		if (originator !== 'remote') return;
		this.contact = request.getHeader('contact') ?? '';
		session.answer(options());
	}
}

declare global {
	interface Window {
		sitPlainly(peer: Peer): void;
		plainDesk: PlainDesk;
	}
}

window.sitPlainly = (peer) => {
	window.plainDesk = new PlainDesk(peer);
};
