/** An offer cut down to what the server speaks, one audio stream, and the way back. */
export interface AudioOnly {
	/** The offer without its other media. */
	readonly offer: string;
	/** Puts the other media, refused, back into an answer (RFC 3264 section 6). */
	complete(answer: string): string;
}

/** Nothing if there is no audio in it. */
export function audioOnly(offer: string): AudioOnly | undefined {
	const [session = '', ...media] = offer.split(/^(?=m=)/m);
	const at = media.findIndex((section) => /^m=audio (?!0 )/.test(section));
	const audio = media[at];
	if (audio === undefined) return undefined;
	const mid = midOf(audio);
	return {
		offer: session.replace(/^a=group:BUNDLE.*$/m, `a=group:BUNDLE ${mid}`) + audio,
		complete: (answer) => {
			const [head = '', ...answered] = answer.split(/^(?=m=)/m);
			return head + media.map((section, index) => (index === at ? answered.join('') : refused(section))).join('');
		},
	};
}

function refused(section: string): string {
	const line = section.split(/\r?\n/)[0] ?? '';
	const mid = midOf(section);
	return `${line.replace(/ \d+/, ' 0')}\r\nc=IN IP4 0.0.0.0\r\na=inactive\r\n${mid && `a=mid:${mid}\r\n`}`;
}

const midOf = (section: string): string => /^a=mid:(\S+)/m.exec(section)?.[1] ?? '';
