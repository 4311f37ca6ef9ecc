import { userPart } from './address.js';
import type { Connection } from './connection.js';

/** A frame as sent, before any rule changed it. */
export interface WireFrame {
	readonly to: 'server' | 'client';
	readonly connection: Connection;
	readonly text: string;
	/** A response has the method of its CSeq. */
	readonly method: string;
	readonly status?: number;
	/** User of the From header. */
	readonly user?: string;
	/** Epoch ms. */
	readonly at: number;
}

/** Reads only what rules need, and leniently, so that malformed frames can be matched as well. */
export function frameOf(text: string, crossing: Pick<WireFrame, 'to' | 'connection'>): WireFrame {
	const status = /^SIP\/2\.0 (\d{3})/.exec(text)?.[1];
	const method = status ? /^CSeq\s*:\s*\d+\s+(\w+)/im.exec(text)?.[1] : /^[A-Z]+(?= )/.exec(text)?.[0];
	const user = userPart(/^(?:From|f)\s*:(.*)/im.exec(text)?.[1]?.slice(0, 500) ?? '');
	return {
		...crossing,
		text,
		method: method ?? '',
		...(status && { status: Number(status) }),
		...(user && { user }),
		at: Date.now(),
	};
}

/** One line for a failure message: `→ server 1000 INVITE`. */
export function describeFrame({ to, connection, method, status, user }: WireFrame): string {
	const arrow = to === 'server' ? '→' : '←';
	const parts = [arrow, 'server', `#${connection.id}`, user, status, method || 'keep-alive'];
	return parts.filter((part) => part !== undefined).join(' ');
}
