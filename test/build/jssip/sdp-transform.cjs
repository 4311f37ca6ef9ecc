/** Of a session description what JsSIP looks for: which media it has, and the direction of each and of all. */
const parse = (sdp) => {
	const session = { media: [] };
	let part = session;
	for (const line of sdp.split(/[\r\n]+/)) {
		if (line.startsWith('m=')) session.media.push(part = {});
		const [, type] = /^m=(\w*) \d* [\w/]*/.exec(line) ?? [];
		const [, direction] = /^a=(sendrecv|recvonly|sendonly|inactive)/.exec(line) ?? [];
		if (type !== undefined) part.type = type;
		if (direction !== undefined) part.direction = direction;
	}
	return session;
};

module.exports = { parse };
