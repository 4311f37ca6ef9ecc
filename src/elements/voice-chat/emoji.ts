const AT_MOST = 3;
const LONGEST = 100;
const EMOJI = /^(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}[\uFE0F\u{1F3FB}-\u{1F3FF}]|[\d#*]\uFE0F?\u20E3)/u;
/** Missing in older browsers, where emoji are shown no larger than words. */
const characters = 'Segmenter' in Intl ? new Intl.Segmenter() : undefined;

/** Whether a text is nothing but one to three emoji, each of which may be several characters: families, flags, tones of skin. */
export function isOnlyEmoji(text: string): boolean {
	if (!characters || text.length > LONGEST || /\p{L}/u.test(text)) return false;
	const found = [...characters.segment(text.replace(/\s/g, ''))];
	return found.length > 0 && found.length <= AT_MOST && found.every(({ segment }) => EMOJI.test(segment));
}
