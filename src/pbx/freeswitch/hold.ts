const opposite: Readonly<Record<string, string>> = { sendrecv: 'sendrecv', sendonly: 'recvonly', recvonly: 'sendonly', inactive: 'inactive' };
const directions = /^a=(sendrecv|sendonly|recvonly|inactive)\r?\n/m;

/** Whether an offer changes no more than directions: its media travels as before. */
export function isSameMedia(offer: string, before: string): boolean {
	return sectionsOf(offer).length === sectionsOf(before).length && credential(offer) !== undefined && credential(offer) === credential(before);
}

/** An answer in the name of the other side: what it said last, turned around. */
export function answerFor(offer: string, theirs: string, before: string): string {
	const offered = sectionsOf(offer);
	const [session = '', ...media] = theirs.split(/^(?=m=)/m);
	const role = roleIn(before) === 'active' ? 'passive' : 'active';
	const answered = media.map((section, index) => turned(section, offered[index] ?? '', role));
	return session.replace(/^(o=\S+ \S+ )(\d+)/m, (_, head: string, version: string) => head + String(Number(version) + 1)) + answered.join('');
}

function turned(section: string, offered: string, role: string): string {
	const direction = opposite[directions.exec(offered)?.[1] ?? 'sendrecv'] ?? 'sendrecv';
	const [line = '', ...rest] = section.replace(directions, '').split(/(?<=\n)/);
	return `${commonFormats(line, offered)}${rest.join('').replace(/^a=setup:actpass/m, `a=setup:${role}`)}a=${direction}\r\n`;
}

/** An answer names only formats that were offered. */
function commonFormats(line: string, offered: string): string {
	const formats = new Set(formatsOf(offered));
	const [kind = '', port = '', protocol = ''] = line.split(' ');
	return `${[kind, port, protocol, ...formatsOf(line).filter((format) => formats.has(format))].join(' ')}\r\n`;
}

const formatsOf = (section: string): string[] => (section.split(/\r?\n/)[0] ?? '').split(' ').slice(3);
const sectionsOf = (sdp: string): string[] => sdp.split(/^(?=m=)/m).slice(1);
const credential = (sdp: string): string | undefined => /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1];
const roleIn = (sdp: string): string | undefined => /^a=setup:(\S+)/m.exec(sdp)?.[1];
