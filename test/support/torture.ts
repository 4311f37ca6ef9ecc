/** A message in the manner of RFC 4475: correct and strange, or simply wrong. */
export interface Torture {
	readonly what: string;
	/** As it comes; every line ends in CRLF. `{me}` is our Contact, `{id}` is told apart from every other message. */
	readonly lines: readonly string[];
	readonly body?: string;
	/** What we answer; nothing, where nobody can be answered, or nobody needs to be. */
	readonly status: number | undefined;
}

interface Head {
	readonly start?: string;
	readonly via?: string;
	readonly from?: string;
	readonly to?: string;
	readonly callId?: string;
	readonly cseq?: string;
	readonly more?: readonly string[];
}

function head({ start = 'OPTIONS {me} SIP/2.0', via = 'Via: SIP/2.0/WS far.invalid;branch=z9hG4bK{id}', from = 'From: <sip:1009@voice.test>;tag={id}', to = 'To: <sip:1000@voice.test>', callId = 'Call-ID: {id}', cseq = 'CSeq: 7 OPTIONS', more = [] }: Head = {}): string[] {
	return [start, via, 'Max-Forwards: 70', from, to, callId, cseq, 'Contact: <sip:far@far.invalid;transport=ws>', ...more].filter(Boolean);
}

const sdp = 'v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\nm=audio 49217 RTP/AVP 0\r\n';
const invite = { start: 'INVITE {me} SIP/2.0', cseq: 'CSeq: 7 INVITE' };
const text = { start: 'MESSAGE {me} SIP/2.0', cseq: 'CSeq: 7 MESSAGE', more: ['Content-Type: text/plain'] };

/** What one need not like, and has to take. */
export const correct: readonly Torture[] = [
	{ what: 'white space, folding, short names, and headers that nobody knows', status: 180, body: sdp, lines: [
		'INVITE {me} SIP/2.0', 'TO :', ' sip:1000@voice.test ;   tag-less = "a\\\\b"', 'from   : "O \\\\\\"" <sip:1009@voice.test>', '  ;', '  tag = {id}', 'MaX-fOrWaRdS: 0068',
		'i: {id}', 'cseq: 0009', '  INVITE', 'v:  SIP  / 2.0  /WS', '   192.0.2.2;branch=390skdjuw', 's :', 'NewFangledHeader:   newfangled value', ' continued newfangled value',
		'UnknownHeaderWithUnusualValue: ;;,,;;,;', 'c: application/sdp', 'm:"Quoted string \\"\\"" <sip:far@far.invalid> ; newparam = newvalue ; secondparam ; q = 0.33',
	] },
	{ what: 'a method of every character that a method may have', status: 405, lines: head({ start: "!interesting-Method0123456789_*+`.%indeed'~ {me} SIP/2.0", cseq: "CSeq: 139122385 !interesting-Method0123456789_*+`.%indeed'~" }) },
	{ what: 'a method with a per cent sign that escapes nothing', status: 405, lines: head({ start: 'RE%47IST%45R {me} SIP/2.0', cseq: 'CSeq: 29344 RE%47IST%45R' }) },
	{ what: 'an escaped address within an address', status: 200, lines: head({ from: 'From: <sip:I%20have%20spaces%40far@voice.test>;tag={id}' }) },
	{ what: 'an escaped null character', status: 200, body: 'hello', lines: head({ ...text, from: 'From: sip:null-%00-null@voice.test;tag={id}' }) },
	{ what: 'no space between a name and its address', status: 200, lines: head({ from: 'From: caller<sip:caller@voice.test>;tag={id}' }) },
	{ what: 'long values', status: 180, body: sdp, lines: head({ ...invite, from: `From: <sip:${'averylongusername'.repeat(12)}@voice.test>;tag={id}`, more: ['Content-Type: application/sdp', `Unknown-${'Long'.repeat(20)}-Name: ${'unknown value '.repeat(60)}`, ...Array.from({ length: 34 }, (_, index) => `Via: SIP/2.0/TCP sip${String(index)}.invalid`)] }) },
	{ what: 'more after its end', status: 200, body: 'helloINVITE sip:joe@voice.test SIP/2.0\r\n\r\n', lines: head({ ...text, more: ['Content-Type: text/plain', 'Content-Length: 5'] }) },
	{ what: 'semicolons in a user', status: 200, lines: head({ from: 'From: <sip:user;par=u%40far.invalid@voice.test>;tag={id}' }) },
	{ what: 'transports that nobody has', status: 200, lines: head({ more: ['Via: SIP/2.0/SCTP sctp.invalid;branch=z9hG4bK0', 'Via: SIP/2.0/UNKNOWN far.invalid;branch=z9hG4bK1'] }) },
	{ what: 'several parts in one body', status: 415, body: '--b\r\nContent-Type: text/plain\r\n\r\nHello\r\n--b--\r\n', lines: head({ ...text, more: ['Content-Type: multipart/mixed;boundary=b'] }) },
	{ what: 'no more forwarding', status: 200, lines: head({ more: ['Max-Forwards: 0'] }).filter((line) => line !== 'Max-Forwards: 70') },
	{ what: 'a body of a kind that an unknown word describes', status: 415, body: '<audio/>', lines: head({ ...invite, more: ['Content-Type: application/unknownformat'] }) },
	{ what: 'the ways of RFC 2543', status: 180, body: sdp, lines: ['INVITE {me} SIP/2.0', 'Via: SIP/2.0/UDP far.invalid', 'From: <sip:1009@voice.test>', 'To: <sip:1000@voice.test>', 'Call-ID: {id}', 'CSeq: 1 INVITE', 'Contact: <sip:far@far.invalid>', 'Content-Type: application/sdp'] },
	{ what: 'a response of no request of ours, whose reason is in Cyrillic', status: undefined, lines: head({ start: 'SIP/2.0 200 = 2**3 * 5**2 но сто девяносто девять - простое' }) },
	{ what: 'a response without a reason', status: undefined, lines: head({ start: 'SIP/2.0 100 ' }) },
];

/** What nobody has to take. */
export const wrong: readonly Torture[] = [
	{ what: 'separators that separate nothing', status: 400, lines: head({ ...invite, via: 'Via: SIP/2.0/WS 192.0.2.15;;,;,,', more: ['Contact: *, ;,'] }) },
	{ what: 'a length longer than the body', status: 400, body: sdp, lines: head({ ...invite, more: ['Content-Type: application/sdp', 'Content-Length: 9999'] }) },
	{ what: 'a length below nothing', status: 400, body: sdp, lines: head({ ...invite, more: ['Content-Type: application/sdp', 'Content-Length: -999'] }) },
	{ what: 'a number that no counter holds', status: 400, lines: head({ cseq: 'CSeq: 36893488147419103232 OPTIONS' }) },
	{ what: 'a response whose numbers no counter holds', status: undefined, lines: head({ start: 'SIP/2.0 503 Service Unavailable', cseq: 'CSeq: 9292394834772304023312 OPTIONS', more: ['Retry-After: 949302838503028349304023988'] }) },
	{ what: 'an open quote in To', status: undefined, lines: head({ to: 'To: "Mr. J. User <sip:j.user@voice.test>' }) },
	{ what: 'brackets around the request’s address', status: 400, lines: head({ start: 'OPTIONS <{me}> SIP/2.0' }) },
	{ what: 'a space in the request’s address', status: 400, lines: head({ start: 'OPTIONS {me}; lr SIP/2.0' }) },
	{ what: 'two spaces in the first line', status: undefined, lines: head({ start: 'OPTIONS  {me}  SIP/2.0' }) },
	{ what: 'a space after the first line', status: 400, lines: head({ start: 'OPTIONS {me} SIP/2.0  ' }) },
	{ what: 'headers in the request’s address', status: 404, lines: head({ start: 'OPTIONS sip:user@voice.test?Route=%3Csip:far.invalid%3E SIP/2.0' }) },
	{ what: 'a space in an address of From', status: undefined, lines: head({ from: 'From: <sip:no spaces@voice.test >;tag={id}' }) },
	{ what: 'another version of SIP', status: 505, lines: head({ start: 'OPTIONS {me} SIP/7.0' }) },
	{ what: 'a method here and another there', status: 400, lines: head({ cseq: 'CSeq: 8 INVITE' }) },
	{ what: 'a method that nobody knows here and a known one there', status: 400, lines: head({ start: 'NEWMETHOD {me} SIP/2.0' }) },
	{ what: 'a status as large as a number can be', status: undefined, lines: head({ start: 'SIP/2.0 4294967301 better not break the receiver' }) },
	{ what: 'hardly a header', status: 400, lines: ['INVITE {me} SIP/2.0', 'CSeq: 193942 INVITE', 'Via: SIP/2.0/WS 192.0.2.95;branch=z9hG4bK{id}'] },
	{ what: 'a scheme that nobody knows', status: 416, lines: head({ start: 'OPTIONS nobodyKnowsThisScheme:totallyopaquecontent SIP/2.0' }) },
	{ what: 'a known scheme that is not SIP', status: 416, lines: head({ start: 'OPTIONS soap.beep://192.0.2.103:3002 SIP/2.0' }) },
	{ what: 'a From of another scheme', status: undefined, lines: head({ from: 'From: <http://www.far.invalid>;tag={id}' }) },
	{ what: 'two values where one belongs', status: 400, lines: head({ more: ['CSeq: 59 OPTIONS', 'Call-ID: other', 'From: <sip:bob@voice.test>;tag=b'] }) },
	{ what: 'two lengths', status: 400, body: 'There is no way to know', lines: head({ ...text, more: ['Content-Type: text/plain', 'Content-Length: 13', 'Content-Length: 5'] }) },
	{ what: 'a call of nobody: the stars for all contacts', status: 400, lines: head({ ...invite, more: ['Contact: *'] }).filter((line) => !line.includes('far@')) },
	{ what: 'a NOTIFY of nothing', status: 489, lines: head({ start: 'NOTIFY {me} SIP/2.0', cseq: 'CSeq: 7 NOTIFY' }) },
	{ what: 'ten thousand media', status: 488, body: sdp + 'm=audio 0 RTP/AVP 0\r\n'.repeat(10_000), lines: head({ ...invite, more: ['Content-Type: application/sdp'] }) },
	{ what: 'a thousand lines about one codec', status: 488, body: sdp + Array.from({ length: 1000 }, (_, index) => `a=rtcp-fb:0 x${String(index)}\r\n`).join(''), lines: head({ ...invite, more: ['Content-Type: application/sdp'] }) },
	{ what: 'a header of 1 MB', status: undefined, lines: head({ more: [`Subject: ${'x'.repeat(1_000_000)}`] }) },
	{ what: 'a name of 1 MB', status: undefined, lines: head({ from: `From: "${'x'.repeat(1_000_000)}" <sip:1009@voice.test>;tag={id}` }) },
	{ what: 'ten thousand headers', status: undefined, lines: head({ more: Array.from({ length: 10_000 }, (_, index) => `X-${String(index)}: y`) }) },
];
