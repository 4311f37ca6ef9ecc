import type { PbxService, ServiceCall, ServiceMedia } from '../service.js';
import { audioContext, PageLeg } from './page-leg.js';

/** Frequency of the tone at 9197, Hz, as `toneHz` of the server in Node. */
export const pageToneHz = 1004;

interface Traits {
	readonly isOpen?: boolean;
	readonly isRoom?: boolean;
}

/** A number whose audio is made in the page. `connect` connects the audio of each call. */
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

/** Connects all members of a room with each other. */
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

/**
 * Test numbers that need no server: 9196 echo, 9197 tone, 30xx and 35xx rooms, and 07010002000, an echo that needs no
 * password. They need WebRTC.
 */
export function pageServices(): readonly PbxService[] {
	return [
		service(/^9196$/, echo),
		service(/^9197$/, tone),
		service(/^3[05]\d\d$/, rooms(), { isRoom: true }),
		service(/^07010002000$/, echo, { isOpen: true }),
	];
}
