const AT_MOST = 3;
const LONGEST = 100;
const EMOJI = /^(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}[\uFE0F\u{1F3FB}-\u{1F3FF}]|[\d#*]\uFE0F?\u20E3)/u;
/** Older browsers do not support this pattern; they show emoji at text size. */
const characters = 'Segmenter' in Intl ? new Intl.Segmenter() : undefined;

/** Whether a text consists of one to three emoji, each of which may be several characters. */
export function isOnlyEmoji(text: string): boolean {
	if (!characters || text.length > LONGEST || /\p{L}/u.test(text)) return false;
	const found = [...characters.segment(text.replace(/\s/g, ''))];
	return found.length > 0 && found.length <= AT_MOST && found.every(({ segment }) => EMOJI.test(segment));
}
