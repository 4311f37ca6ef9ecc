import { cleanLine } from '../../core/text.js';
import { ownProperties } from '../../core/own-properties.js';

/** The contents of Reason headers (RFC 3326). */
export interface Reason {
	/** SIP status. */
	readonly sip?: number;
	/** Q.850 cause. */
	readonly q850?: number;
	/** Text, cleaned. */
	readonly text?: string;
}

/** Parses all Reason headers of a message. */
export function readReason(headers: readonly string[]): Reason {
	const values = headers.slice(0, 4).flatMap((header) => header.slice(0, 512).match(/[^,"]*(?:"[^"]*"[^,"]*)*/g) ?? []);
	return ownProperties<Reason>(number('sip', find(values, /^\s*SIP\s*;/i)), number('q850', find(values, /^\s*Q\.850\s*;/i)), text(values));
}

function find(values: readonly string[], protocol: RegExp): number | undefined {
	const value = values.find((candidate) => protocol.test(candidate)) ?? '';
	const cause = /;\s*cause\s*=\s*(\d{1,3})\b/i.exec(value)?.[1];
	return cause === undefined ? undefined : Number(cause);
}

function number<Key extends 'sip' | 'q850'>(key: Key, cause: number | undefined): Partial<Record<Key, number>> {
	return cause === undefined ? {} : { [key]: cause } as Record<Key, number>;
}

function text(values: readonly string[]): Pick<Reason, 'text'> {
	const quoted = /;\s*text\s*=\s*"([^"]*)"/i.exec(values.join(',\n'))?.[1] ?? '';
	const words = cleanLine(quoted, 128);
	return words === '' ? {} : { text: words };
}
