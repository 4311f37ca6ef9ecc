import { restored } from '../message/escapes.js';
import { screenMessage, MAX_FRAME_LENGTH } from '../message/screen.js';
import { headerOf, readFrame, writeFrame, type Frame } from '../message/frame.js';
import { isPing } from './ping.js';
import type { Registration } from '../registration/registration.js';
import type { Trace } from '../../net/trace.js';

export interface FramePipelineOptions {
	readonly trace: Trace;
	/** How long the challenge of a text is withheld from JsSIP. */
	readonly challengeMs: number;
	/** Sends a frame. */
	readonly send: (text: string) => boolean;
	/** Passes a frame to JsSIP. */
	readonly deliver: (text: string) => void;
	/** A request was sent. */
	readonly requestSent: (method: string) => void;
	/** A request got a response. */
	readonly answered: () => void;
	readonly registration: () => Registration | undefined;
}

/**
 * Every frame passes here. Received frames are screened, normalised, and passed by the registration before JsSIP. Sent
 * frames are kept within the size that servers accept.
 */
export class FramePipeline {
	readonly #options: FramePipelineOptions;
	#server = '';

	constructor(options: FramePipelineOptions) {
		this.#options = options;
	}

	/** The server’s product name in its own responses. */
	get server(): string {
		return this.#server;
	}

	receive(text: string): void {
		const { trace } = this.#options;
		const decision = screenMessage(text);
		if (decision.outcome === 'keep-alive') return this.tell(() => this.#options.deliver(text));
		if (decision.outcome === 'admitted') return this.#admit(decision.frame, text);
		trace.frame('in', text);
		trace.note(`Refused a message: ${decision.why}`);
		if (decision.reply) this.send(decision.reply);
	}

	send(written: string): boolean {
		const text = restored(written);
		const { trace, registration, requestSent, send } = this.#options;
		if (text.length > MAX_FRAME_LENGTH) {
			trace.note('Did not send a message: too long');
			return false;
		}
		const frame = readFrame(text);
		const method = frame?.status === undefined ? frame?.method : undefined;
		if (frame && method === 'REGISTER') registration()?.sent(frame);
		if (!send(text)) return false;
		if (!isPing(frame && headerOf(frame, 'call-id'))) trace.frame('out', text);
		if (method && method !== 'ACK') requestSent(method);
		return true;
	}

	/** Exceptions of JsSIP must neither close the connection nor stay unreported. */
	tell(word: () => void): void {
		try {
			word();
		} catch (error) {
			this.#options.trace.note(`JsSIP failed: ${error instanceof Error ? error.message : String(error)}`);
		}
	}

	/** Pings would displace the useful frames of the trace. */
	#admit(frame: Frame, text: string): void {
		const answersPing = isPing(headerOf(frame, 'call-id'));
		if (frame.status !== undefined) this.#options.answered();
		if (frame.status !== undefined && (answersPing || frame.method === 'REGISTER')) this.#server = headerOf(frame, 'server') ?? headerOf(frame, 'user-agent') ?? '';
		if (answersPing) return;
		this.#options.trace.frame('in', text);
		// FreeSWITCH responds 500 to the digest of a text that arrives while it still stores the first request.
		const early = frame.method === 'MESSAGE' && (frame.status === 401 || frame.status === 407);
		if (early) setTimeout(() => this.#deliver(frame), this.#options.challengeMs);
		else this.#deliver(frame);
	}

	#deliver(frame: Frame): void {
		const registration = frame.method === 'REGISTER' && frame.status !== undefined ? this.#options.registration() : undefined;
		this.tell(() => this.#options.deliver(writeFrame(registration?.screen(frame) ?? frame)));
		registration?.heard(frame);
	}
}
