/** Attributes that prove who calls; of these the last that is set counts. */
export const PROOFS = ['password', 'ha1', 'jwt'] as const;

export type Proof = (typeof PROOFS)[number];

export function isProof(attribute: string): attribute is Proof {
	return PROOFS.some((proof) => proof === attribute);
}

/** Whether an attribute of `<voice-phone>` is read once and taken out of the markup. */
export function isSecret(attribute: string, value: string | null): boolean {
	return isProof(attribute) || (attribute === 'ice-servers' && value !== null && holdsCredential(value));
}

/** Whether ICE servers are anything but addresses, or JSON of such with user names: what cannot be read may hold a credential as well. */
export function holdsCredential(iceServers: string): boolean {
	if (!/^\s*[[{]/.test(iceServers)) return !/^[\w\s.:?=[\]-]*$/.test(iceServers);
	return iceServers.includes('@') || !serversOf(iceServers).every((server) => isObject(server) && Object.keys(server).every((name) => /^(?:urls|username)$/.test(name)));
}

/** ICE servers as anybody may read them: JSON without what one signs in with. */
export function withoutCredentials(iceServers: string): string | readonly RTCIceServer[] {
	if (!holdsCredential(iceServers)) return iceServers;
	return serversOf(iceServers).filter(isObject).filter(({ urls }) => !String(urls).includes('@')).map(({ urls, username }) => ({ urls, ...(username !== undefined && { username }) }) as RTCIceServer);
}

/** Something that holds no server where it is no JSON. */
function serversOf(json: string): readonly unknown[] {
	try {
		return [JSON.parse(json) as unknown].flat();
	} catch {
		return [undefined];
	}
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null;
}
