import { isRejected, kindOf, midOf, rejected, splitSdp, withBundle } from '../../rtc/sdp.js';

/** An offer reduced to one audio stream, all that the server supports. */
export interface AudioOnly {
	/** The offer without its other media. */
	readonly offer: string;
	/** Adds the other media, rejected, to an answer (RFC 3264 section 6). */
	complete(answer: string): string;
}

/** The first audio stream of an offer; `undefined` without one. */
export function audioOnly(offer: string): AudioOnly | undefined {
	const { session, media } = splitSdp(offer);
	const at = media.findIndex((medium) => kindOf(medium) === 'audio' && !isRejected(medium));
	const audio = media[at];
	if (audio === undefined) return undefined;
	return {
		offer: withBundle(session, [midOf(audio)]) + audio,
		complete: (answer) => {
			const answered = splitSdp(answer);
			const all = media.map((medium, index) => (index === at ? answered.media.join('') : rejected(medium)));
			return answered.session + all.join('');
		},
	};
}
