import { parseText } from './configuration-values.js';
import { parseServers } from './server-uris.js';
import { flag, late, oneOf, positive, text, words, type GivenOf, type SettingKind, type NamesWith, type SettingTable, type ValueOf } from './setting-kinds.js';
import { SettingSchema } from './setting-schema.js';
import { withoutCredentials, type IceServersProperty } from './without-credentials.js';

const servers: SettingKind<string | readonly string[], readonly string[]> = {
	parse: (_attribute, given, page, { signaling }) => parseServers(given, page, signaling === 'janus' ? 'websocket-or-http' : 'websocket'),
};

const url: SettingKind<string, string | undefined> = { parse: (attribute, given) => parseText(attribute, given, 2048) || undefined };

/**
 * Everything that can be said about a phone, one row each: the attributes and properties of `<voice-phone>`, their types and checks, what of them is secret, the
 * keys of a `config-url` and what a change means all follow from here, and so does the manual, which is the comment of the row.
 */
export const SETTINGS = {
	/**
	 * For development: whoever can see the page can see it. Secrets are read once and taken out of the markup; there is no property
	 * that gives them back, and a clone of the element has none. A page in production uses `config-url` or `credentials`.
	 */
	password: { ...text(1024, { raw: true }), credential: true, proof: true },

	/** MD5 of `user:realm:password` in place of the password, together with `realm`. A secret all the same. */
	ha1: { ...text(64), credential: true, proof: true },

	/** A token in place of the password. */
	jwt: { ...text(8192), credential: true, proof: true },

	/** One or more WebSocket URIs separated by spaces, in order of preference. An empty host is the page's: `wss://:7443`. For `janus` also `https:` URIs, or a path. */
	server: { ...servers, account: 'servers', face: 'makes' },

	/** Address-of-record, `sip:1000@pbx.example.org`; with no host the server's. */
	uri: { ...text(256), credential: true, face: 'makes' },

	/** The name that others see. */
	displayName: { ...text(128), account: 'displayName', credential: true },

	/** User name for the digest, where it is not the user of `uri`. */
	authUser: { ...text(128), account: 'authUser', credential: true },

	/** The realm that `ha1` was computed with. */
	realm: { ...text(256), credential: true },

	/**
	 * A function that gives the credentials; asked again before they expire and after a refusal. Another function is asked then, or soon where signing in had
	 * failed; whoever changes the account also changes `uri`.
	 */
	credentials: { ...late<() => Promise<Credentials>>(), markup: 'none' },

	/** When credentials are missing, `<voice-dial>` asks for number and password. */
	signIn: { ...flag },

	/**
	 * JSON with these names in camelCase, and `iceServers`, `expiresIn` (s), `channelUri`, `channelName`. Fetched again before it expires and after a refusal.
	 */
	configUrl: { ...late<string>(), face: 'makes' },

	/** `load`, or `use`: no socket until somebody dials or opens the chat. */
	connect: { ...oneOf('load', 'use'), change: 'phone' },

	/** Call without registering: a trunk, or a visitor. */
	withoutRegistration: { ...flag },

	/**
	 * `stun:` and `turn:` URIs separated by spaces, or JSON. With a `credential` the attribute is a secret as `password` is, and the property gives back the
	 * servers without it.
	 */
	iceServers: { ...late<IceServersProperty, readonly RTCIceServer[]>(), account: 'iceServers', credential: true, conceal: withoutCredentials },

	/** Longest wait for ICE candidates, in ms; 1000 by default. */
	iceTimeout: { ...positive(1000, 60_000), account: 'iceTimeoutMs' },

	/** Preferred audio codecs in order, `opus pcmu`. */
	codecs: { ...late<string | readonly string[], readonly string[]>(), account: 'codecs' },

	/** How digits travel: `rtp` (RFC 4733), or `info`. */
	dtmf: { ...oneOf('rtp', 'info'), account: 'dtmf' },

	/**
	 * `never`, `intercom` (when the caller asks) or `always`; only for callers in `auto-answer-from`. A tone is heard first. It rings instead in another call, and
	 * on a page that nobody has pressed yet, where a browser plays no tone unless its settings allow it.
	 */
	autoAnswer: { ...oneOf('never', 'intercom', 'always'), change: 'phone' },

	/**
	 * Users or URIs, separated by spaces, whose calls answer themselves. A user without a host is one of the account's own host. Where the server asserts who calls
	 * (P-Asserted-Identity) that counts; where it asserts nothing it must be one that verifies From.
	 */
	autoAnswerFrom: { ...words(2048), change: 'phone' },

	/** What declining a call answers: `busy` (486, the default; other devices ring on), or `everywhere` (603). */
	decline: { ...oneOf('busy', 'everywhere'), change: 'phone' },

	/** Callers hear that nobody can be reached. */
	doNotDisturb: { ...flag, change: 'phone' },

	/** Calls have video, unless they say otherwise. */
	video: { ...flag, change: 'phone', face: 'own' },

	/** URL of a sound to ring with. */
	ringtone: { ...url, change: 'phone' },

	/**
	 * Where the last calls are kept, fifty that one made or took and as many that rang in vain: `tab`, in `sessionStorage`, until the tab is closed; or `none`. Either way
	 * a call that goes on is remembered in the tab, so that after a reload the user reads whom one talked to. A call button with a phone of its own keeps none by default.
	 */
	history: { ...oneOf('tab', 'none'), change: 'phone' },

	/** Protocol: `sip`. This version refuses `verto` and `janus`, which are to come. */
	signaling: { ...oneOf('sip', 'verto', 'janus'), change: 'protocol' },

	/** Seconds until the credentials are fetched again; a site is asked every 30 s at the most, unless what it gave is refused. */
	expiresIn: { ...positive(0, Number.MAX_SAFE_INTEGER), credential: true, answerOnly: true },

	/** In the answer of `config-url`: no calls are taken now, and in these words. Asked again after `expiresIn`, or a minute. */
	closed: { ...late<string, string | undefined>(), answerOnly: true },

	/** Voice channel of an OpenSimulator parcel. */
	channelUri: { ...late<string>(), answerOnly: true },

	/** Name of that channel. */
	channelName: { ...late<string>(), answerOnly: true },
} as const satisfies SettingTable;

export type Settings = typeof SETTINGS;

/** What follows from them. */
export const settings = new SettingSchema(SETTINGS);

/** Everything that can be said about a phone; the names of the attributes of `<voice-phone>` in camelCase. */
export type PhoneConfig = { readonly [Name in keyof Settings]?: GivenOf<Settings[Name]> };

/** What the `credentials` function resolves to, and what may stand in the answer of `config-url` beside everything else. */
export interface Credentials extends Pick<PhoneConfig, NamesWith<Settings, { readonly credential: true }>> {}

/** The ways to talk to a server. */
export type Protocol = ValueOf<Settings['signaling']>;
