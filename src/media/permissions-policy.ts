import type { Kind } from './open-device.js';

/** What of the Permissions Policy API (section 9) browsers have, under its old name or the new one; some have none. */
interface PolicyDocument {
	readonly permissionsPolicy?: { allowsFeature(feature: string): boolean };
	readonly featurePolicy?: { allowsFeature(feature: string): boolean };
}

const NAMES = ['permissionsPolicy', 'featurePolicy'] as const;

const FEATURES: Readonly<Record<Kind, string>> = { audio: 'microphone', video: 'camera' };

/** Whether the page that embeds this one keeps one of these devices from it: then no user is ever asked, and `getUserMedia` gives another reason or only half of what was wanted. */
export function isWithheld(kinds: readonly Kind[]): boolean {
	const name = NAMES.find((one) => Object.hasOwn(Document.prototype, one));
	const policy = name && (document as PolicyDocument)[name];
	return policy !== undefined && !kinds.every((kind) => policy.allowsFeature(FEATURES[kind]));
}
