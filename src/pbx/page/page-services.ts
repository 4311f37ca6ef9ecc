import type { PbxService, ServiceCall, ServiceMedia } from '../service.js';
import { audioContext, PageLeg } from './page-leg.js';

/** The pitch at 9197, as at the server in Node. */
export const pageToneHz = 1004;

interface Traits {
	readonly isOpen?: boolean;
	readonly isRoom?: boolean;
}

/** A number whose sound is made in the page: `connect` wires each caller's voice, and may give what undoes it. */
function service(numbers: RegExp, connect: (leg: PageLeg, call: ServiceCall) => void, traits: Traits = {}): PbxService {
	return {
		...traits,
		matches: (number) => numbers.test(number),
		answer: async (call): Promise<ServiceMedia> => {
			const leg = new PageLeg(call);
			connect(leg, call);
			return { answer: await leg.answer(call.offer), renegotiate: (offer) => leg.answer(offer) };
		},
	};
}

function echo(leg: PageLeg): void {
	leg.heard.connect(leg.said);
}

function tone(leg: PageLeg, { signal }: ServiceCall): void {
	const oscillator = new OscillatorNode(audioContext(), { frequency: pageToneHz });
	oscillator.connect(new GainNode(audioContext(), { gain: 0.25 })).connect(leg.said);
	oscillator.start();
	signal.addEventListener('abort', () => oscillator.stop(), { once: true });
}

/** Connects everybody with everybody else and nobody with himself. */
function rooms(): (leg: PageLeg, call: ServiceCall) => void {
	const members = new Map<string, Set<PageLeg>>();
	return (leg, { number, signal }) => {
		const others = members.get(number) ?? new Set();
		for (const other of others) {
			leg.heard.connect(other.said);
			other.heard.connect(leg.said);
		}
		members.set(number, others.add(leg));
		signal.addEventListener('abort', () => leave(leg, others), { once: true });
	};
}

function leave(leg: PageLeg, members: Set<PageLeg>): void {
	members.delete(leg);
	for (const other of members) other.heard.disconnect(leg.said);
}

/** The numbers to try without any server: echo, tone, rooms, and a trunk that anybody may call. Their sound needs WebRTC in this page. */
export function pageServices(): readonly PbxService[] {
	return [
		service(/^9196$/, echo),
		service(/^9197$/, tone),
		service(/^3[05]\d\d$/, rooms(), { isRoom: true }),
		service(/^07010002000$/, echo, { isOpen: true }),
	];
}
