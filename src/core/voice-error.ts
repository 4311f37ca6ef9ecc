import { ownProperties, owns } from './own-properties.js';

export type VoiceErrorCode =
	| 'configuration'
	| 'address'
	| 'insecure-page'
	| 'permission-policy'
	| 'microphone-denied'
	| 'microphone-missing'
	| 'microphone-busy'
	| 'camera-denied'
	| 'camera-missing'
	| 'camera-busy'
	| 'server-unreachable'
	| 'server-silent'
	| 'credentials-missing'
	| 'credentials-refused'
	| 'refused'
	| 'timeout'
	| 'ice-failed'
	| 'ice-server-dead'
	| 'too-large'
	| 'closed'
	| 'invalid-state'
	| 'unsupported'
	| 'failed';

/** A `VoiceError` as plain data, as it stands in a snapshot. Holds no secret. */
export interface ErrorState {
	readonly code: VoiceErrorCode;
	/** What happened and what to do, in English, for developers; elements show a translation chosen by `code`. */
	readonly message: string;
	/** SIP status (RFC 3261 section 21), when a server refused. */
	readonly status?: number;
	/** What the trouble is about: an attribute, a server, an ICE server. */
	readonly subject?: string;
}

export interface VoiceErrorOptions {
	readonly cause?: unknown;
	readonly status?: number | undefined;
	readonly subject?: string | undefined;
}

/** What went wrong, as a code that can be translated and a message that says what to do. An outcome such as busy is state, never an error. */
export class VoiceError extends Error {
	override readonly name = 'VoiceError';

	readonly code: VoiceErrorCode;

	/** SIP status, when a server refused. */
	readonly status: number | undefined;

	/** What the trouble is about: an attribute, a server, an ICE server. */
	readonly subject: string | undefined;

	constructor(code: VoiceErrorCode, message: string, options: VoiceErrorOptions = {}) {
		const { cause, status, subject } = ownProperties(options);
		super(message, owns(options, 'cause') ? ownProperties({ cause }) : undefined);
		this.code = code;
		this.status = status;
		this.subject = subject;
	}

	/** Any thrown thing as a `VoiceError`. */
	static from(thrown: unknown): VoiceError {
		if (thrown instanceof VoiceError) return thrown;
		return new VoiceError('failed', thrown instanceof Error ? thrown.message : 'Something unexpected went wrong.', { cause: thrown });
	}

	/** Plain data for a snapshot. */
	get state(): ErrorState {
		const { code, message, status, subject } = this;
		return Object.freeze({ code, message, ...(status !== undefined && { status }), ...(subject !== undefined && { subject }) });
	}
}
