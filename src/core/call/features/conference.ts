import { wireAddress, type Address } from '../../address.js';
import { demandArgument, optionsOf } from '../../arguments.js';
import { cleanLine } from '../../text.js';
import type { CallContext } from './call-context.js';

/** What may be done to somebody in a conference, or to all of it. Levels are steps of −4 to 4. */
export type ModerationAction =
	| { readonly type: MemberAction; readonly member: string }
	| { readonly type: 'volume-in' | 'volume-out'; readonly member: string; readonly level: number }
	| { readonly type: 'transfer'; readonly member: string; readonly to: Address }
	| { readonly type: 'banner'; readonly member: string; readonly text: string }
	| { readonly type: 'slot'; readonly member: string; readonly slot: number }
	| { readonly type: 'layout'; readonly layout: string }
	| { readonly type: 'play' | 'record'; readonly file: string }
	| { readonly type: 'stop-playing' | 'stop-recording' | 'snapshot' | 'lock' | 'unlock' };

type MemberAction = 'mute' | 'unmute' | 'deafen' | 'undeafen' | 'hide-video' | 'show-video' | 'give-floor' | 'give-video-floor' | 'remove';

export type ConferenceRole = 'participant' | 'moderator';

/** Somebody in a conference (RFC 4575). */
export interface Member {
	/** Unique in the conference. */
	readonly id: string;
	readonly uri: string;
	readonly name: string;
	/** Whether it is us. */
	readonly me: boolean;
	readonly role: ConferenceRole;
	/** What we may do to them now. */
	readonly can: readonly ModerationAction['type'][];
	readonly talking: boolean;
	readonly muted: boolean;
	readonly deaf: boolean;
	readonly video: boolean;
	readonly screen: boolean;
	/** Whether they are who is heard, or seen, before all. */
	readonly floor: boolean;
	readonly onHold: boolean;
}

export interface ConferenceState {
	/** Who is in it, in the order of the server; absent where it does not say. */
	readonly members?: readonly Member[];
	/** Our own. */
	readonly role?: ConferenceRole;
}

export interface ConferenceFact {
	readonly type: 'members';
	readonly members: readonly Member[];
	readonly role: ConferenceRole;
}

/** Its part of a session. */
export interface ConferenceSession {
	/** Resolves when the conference did it. */
	moderate(action: ModerationAction): Promise<void>;
}

/** More than anybody looks through. */
const MAX_MEMBERS = 1000;

export function nextConference<State extends ConferenceState>(state: State, { members, role }: ConferenceFact): State {
	return { ...state, role, members: Object.freeze(members.slice(0, MAX_MEMBERS).map(cleaned)) };
}

/** Resolves when the conference did it. */
export function moderate(call: CallContext<never, ConferenceSession>, action: ModerationAction): Promise<void> {
	call.demand('moderate', ['confirmed'], 'moderation');
	demandArgument('action', typeof optionsOf<ModerationAction>('action', action).type === 'string', 'an object with a type');
	return call.ask('moderate', (session) => session.moderate(action));
}

function cleaned(member: Member): Member {
	const { uri, displayName } = wireAddress(member.uri, '', member.name);
	return Object.freeze({ ...member, id: cleanLine(member.id, 128), uri, name: displayName, can: Object.freeze([...member.can]) });
}
