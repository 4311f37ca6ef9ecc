import { inheritedMember } from '../core/inherited-member.js';
import type { Kind } from './open-device.js';

/** The Permissions Policy API (section 9) under its old or new name; some browsers have none. */
interface PolicyDocument {
	readonly permissionsPolicy?: { allowsFeature(feature: string): boolean };
	readonly featurePolicy?: { allowsFeature(feature: string): boolean };
}

const NAMES = ['permissionsPolicy', 'featurePolicy'] as const;

const FEATURES: Readonly<Record<Kind, string>> = { audio: 'microphone', video: 'camera' };

/**
 * Whether the embedding page withholds one of these devices. The browser then never prompts, and `getUserMedia` rejects
 * with a different reason or returns only some kinds.
 */
export function isWithheld(kinds: readonly Kind[]): boolean {
	const name = NAMES.find((one) => Object.hasOwn(Document.prototype, one));
	const policy = name && inheritedMember(document as Document & PolicyDocument, name);
	return policy !== undefined && !kinds.every((kind) => policy.allowsFeature(FEATURES[kind]));
}
