import { isPageHeader } from '../../core/headers.js';

const MAX_LENGTH = 8192;
const CHALLENGE = /^(?:www|proxy)-authenticate$/i;
const SECRET = /auth|token|secret|password|cookie|key/i;
/** Headers that servers or this phone set, among those that a page could set. */
const OURS = /^(?:x-(?:message-id|room|fs-[\w-]*|asterisk-[\w-]*)|p-asserted-identity)$/i;
const URI_PARAMETER = /([;?&][\w.-]{0,32}(?:pass|pwd|secret|token)[\w.-]{0,32}=)[^;&>\s"]{0,256}/gi;
const URI_PASSWORD = /(sips?:[^\s:@<>"]{0,256}):[^\s@<>"]{0,256}@/gi;

/**
 * Removes credentials, keys, ICE passwords and the page’s headers from a frame for display. Of bodies only SDP stays.
 */
export function redact(text: string): string {
	const end = text.indexOf('\r\n\r\n');
	const head = end < 0 ? text : text.slice(0, end);
	const body = end < 0 ? '' : text.slice(end + 4);
	const type = /^(?:content-type|c)[ \t]*:[ \t]*([\w/.+-]+)/im.exec(head.slice(0, MAX_LENGTH))?.[1] ?? '';
	return `${redactHead(head)}\n\n${redactBody(body, type)}`.trimEnd().slice(0, MAX_LENGTH);
}

function redactHead(head: string): string {
	return head.slice(0, MAX_LENGTH).replace(/\r\n[ \t]+/g, ' ').split('\r\n').map((line) => {
		const name = /^[^:\s]+/.exec(line)?.[0] ?? '';
		return isHidden(name) ? `${name}: …` : line.replace(URI_PASSWORD, '$1:…@').replace(URI_PARAMETER, '$1…');
	}).join('\n');
}

function isHidden(name: string): boolean {
	if (OURS.test(name)) return false;
	return isPageHeader(name) || (SECRET.test(name) && !CHALLENGE.test(name));
}

function redactBody(body: string, type: string): string {
	if (body === '') return '';
	if (type.toLowerCase() !== 'application/sdp') return `(${String(body.length)} characters)`;
	return body.slice(0, MAX_LENGTH).replace(/\r\n/g, '\n').replace(/^(k=|a=(?:ice-pwd|crypto|key-mgmt):).*$/gm, '$1…');
}
