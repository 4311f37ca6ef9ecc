import { decodeUlaw, encodeUlaw } from '../g711.js';
import type { PbxService, ServiceCall, ServiceMedia } from '../service.js';
import { everyFrame } from './clock.js';
import { Mixer } from './mixer.js';
import { pcmu, RtpLeg } from './rtp-leg.js';

interface Room {
	readonly mixer: Mixer;
	readonly closing: AbortController;
}

/** Conference rooms, one per number. */
export class RoomService implements PbxService {
	readonly isRoom = true;
	readonly #rooms = new Map<string, Room>();

	constructor(readonly numbers: RegExp, readonly options: { readonly addresses: readonly string[] }) {}

	matches(number: string): boolean {
		return this.numbers.test(number);
	}

	async answer(call: ServiceCall): Promise<ServiceMedia> {
		const voice = this.#enter(call.number).mixer.join((samples) => leg.play(encodeUlaw(samples)));
		const leg = new RtpLeg(call, {
			...this.options,
			codecs: [pcmu],
			heard: ({ payload }) => voice.hear(decodeUlaw(payload)),
		});
		call.signal.addEventListener('abort', () => {
			voice.leave();
			this.#closeIfEmpty(call.number);
		}, { once: true });
		return { answer: await leg.answer(call.offer), renegotiate: (offer) => leg.answer(offer) };
	}

	#enter(number: string): Room {
		const known = this.#rooms.get(number);
		if (known) return known;
		const room: Room = { mixer: new Mixer(), closing: new AbortController() };
		this.#rooms.set(number, room);
		everyFrame(() => room.mixer.tick(), room.closing.signal);
		return room;
	}

	#closeIfEmpty(number: string): void {
		const room = this.#rooms.get(number);
		if (!room || room.mixer.size > 0) return;
		room.closing.abort();
		this.#rooms.delete(number);
	}
}
