import { restored } from '../message/escapes.js';
import { screenMessage, MAX_FRAME_LENGTH } from '../message/screen.js';
import { headerOf, readFrame, writeFrame, type Frame } from '../message/frame.js';
import { isPing } from './ping.js';
import type { Registration } from '../registration/registration.js';
import type { Trace } from '../../net/trace.js';

export interface FramePipelineOptions {
	readonly trace: Trace;
	/** How long the challenge of a text is kept from JsSIP. */
	readonly challengeMs: number;
	/** Gives a frame to the network. */
	readonly send: (text: string) => boolean;
	/** Gives a frame to JsSIP. */
	readonly deliver: (text: string) => void;
	/** A request of ours left. */
	readonly requestSent: (method: string) => void;
	/** A request of ours was answered. */
	readonly answered: () => void;
	readonly registration: () => Registration | undefined;
}

/** Every frame passes here: inwards screened and normalised, past the registration, and only then to JsSIP; outwards within the size that servers take. */
export class FramePipeline {
	readonly #options: FramePipelineOptions;
	#server = '';

	constructor(options: FramePipelineOptions) {
		this.#options = options;
	}

	/** What the server calls itself in the answers that it gives itself. */
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

	/** JsSIP throws on some of what it is told; that must neither end the connection nor go unseen. */
	tell(word: () => void): void {
		try {
			word();
		} catch (error) {
			this.#options.trace.note(`JsSIP failed: ${error instanceof Error ? error.message : String(error)}`);
		}
	}

	/** Pings would push out of the trace what one looks for in it. */
	#admit(frame: Frame, text: string): void {
		const answersPing = isPing(headerOf(frame, 'call-id'));
		if (frame.status !== undefined) this.#options.answered();
		if (frame.status !== undefined && (answersPing || frame.method === 'REGISTER')) this.#server = headerOf(frame, 'server') ?? headerOf(frame, 'user-agent') ?? '';
		if (answersPing) return;
		this.#options.trace.frame('in', text);
		// FreeSWITCH answers 500 when the digest of a text comes while it still puts the first request away.
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
