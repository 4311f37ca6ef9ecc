/** ICE servers as a page gives them. */
export type IceServersProperty = string | readonly RTCIceServer[];

/** ICE servers as anybody may read them: addresses and names of users. What cannot be read may hold a credential as well, and is left out. */
export function withoutCredentials(iceServers: IceServersProperty): IceServersProperty {
	const text = typeof iceServers === 'string' ? iceServers : undefined;
	if (text !== undefined && /^(?!\s*\[)[\w\s.:?=[\]-]*$/.test(text)) return text;
	try {
		const json = text ?? JSON.stringify(iceServers);
		const shown = JSON.parse(json, show) as RTCIceServer | readonly RTCIceServer[];
		return text !== undefined && JSON.stringify(shown) === JSON.stringify(JSON.parse(json)) ? text : [shown].flat();
	} catch {
		return [];
	}
}

function show(name: string, value: unknown): unknown {
	if (!/^(?:|urls|username|\d+)$/.test(name)) return undefined;
	return typeof value === 'object' || name === 'username' || /^(?:stun|turn)s?:[^@]*$/i.test(value as string) ? value : undefined;
}
