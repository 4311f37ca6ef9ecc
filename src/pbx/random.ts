/** An unpredictable token for tags, branches, Call-IDs and nonces. */
export function randomToken(length = 13): string {
	const alphabet = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
	return Array.from(crypto.getRandomValues(new Uint8Array(length)), (byte) => alphabet[byte % alphabet.length]).join(
		'',
	);
}
