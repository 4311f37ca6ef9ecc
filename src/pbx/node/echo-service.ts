import type { PbxService, ServiceCall, ServiceMedia } from '../service.js';
import { opus, pcmu, RtpLeg } from './rtp-leg.js';

/** Sends the caller's audio back, in Opus or PCMU. */
export class EchoService implements PbxService {
	constructor(
		readonly number: string,
		readonly options: { readonly addresses: readonly string[]; readonly isOpen?: boolean },
	) {}

	get isOpen(): boolean {
		return this.options.isOpen ?? false;
	}

	matches(number: string): boolean {
		return number === this.number;
	}

	async answer(call: ServiceCall): Promise<ServiceMedia> {
		const leg: RtpLeg = new RtpLeg(call, {
			addresses: this.options.addresses,
			codecs: [opus, pcmu],
			heard: (packet) => leg.forward(packet),
		});
		return { answer: await leg.answer(call.offer), renegotiate: (offer) => leg.answer(offer) };
	}
}
