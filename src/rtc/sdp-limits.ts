import { splitSdp } from './sdp.js';

const MAX_LINES = 2500;
const MAX_MEDIA = 64;
const MAX_CANDIDATES = 256;
/** Formats and feedback attributes of one codec. */
const MAX_ALIKE = 32;

/**
 * Whether a description would block the browser: Chromium takes 20 s for a thousand media, or for a thousand lines
 * about one codec. Real descriptions are far below these limits.
 */
export function exceedsSdpLimits(sdp: string): boolean {
	if (sdp.split('\n', MAX_LINES + 1).length > MAX_LINES || count(sdp, /^a=candidate:/gm) > MAX_CANDIDATES)
		return true;
	const { media } = splitSdp(sdp);
	return media.length > MAX_MEDIA || media.some(repeatsItself);
}

function repeatsItself(section: string): boolean {
	const seen = new Map<string, number>();
	for (const [attribute] of section.matchAll(/^a=(?:fmtp|rtcp-fb):\S+/gm)) {
		const times = (seen.get(attribute) ?? 0) + 1;
		if (times > MAX_ALIKE) return true;
		seen.set(attribute, times);
	}
	return false;
}

function count(text: string, pattern: RegExp): number {
	return text.match(pattern)?.length ?? 0;
}
