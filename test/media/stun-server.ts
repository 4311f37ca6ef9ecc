import { createHash, createHmac } from 'node:crypto';
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';

/** How a server treats who asks. `mapped` is the address it tells; the asker's own where none is given, as where there is no NAT. */
export interface StunManners {
	readonly mapped?: string;
	/** The one account of its TURN side; others get 401, and an account without rights 403. */
	readonly account?: { readonly username: string; readonly password: string; readonly forbidden?: boolean };
}

const COOKIE = 0x2112a442;
const REALM = 'test.example';
const [BINDING, ALLOCATE, SUCCESS, FAILURE] = [0x0001, 0x0003, 0x0100, 0x0110];
const [USERNAME, INTEGRITY, ERROR_CODE, LIFETIME, REALM_NAME, NONCE, RELAYED, MAPPED] = [0x06, 0x08, 0x09, 0x0d, 0x14, 0x15, 0x16, 0x20];

/** As much of STUN (RFC 8489) and TURN (RFC 8656) as a gathering browser needs: an address, an allocation, or a refusal. */
export class StunServer {
	readonly #socket: Socket = createSocket('udp4');
	readonly #manners: StunManners;

	constructor(manners: StunManners = {}) {
		this.#manners = manners;
		this.#socket.on('message', (request, from) => this.#socket.send(this.#answer(request, from), from.port, from.address));
	}

	/** Resolves with the host and port it listens at. */
	listen(): Promise<string> {
		return new Promise((resolve) => this.#socket.bind(0, '127.0.0.1', () => resolve(`127.0.0.1:${this.#socket.address().port}`)));
	}

	close(): void {
		this.#socket.close();
	}

	#answer(request: Buffer, from: RemoteInfo): Buffer {
		const mapped = attribute(MAPPED, address(this.#manners.mapped ?? from.address, from.port));
		const type = request.readUInt16BE(0);
		if (type === BINDING) return message(request, SUCCESS, [mapped]);
		const code = this.#refusal(request);
		if (type !== ALLOCATE || code) return message(request, FAILURE, refusal(code ?? 400));
		const lifetime = attribute(LIFETIME, Buffer.from([0, 0, 2, 88]));
		return signed(message(request, SUCCESS, [attribute(RELAYED, address('203.0.113.9', 50_000)), mapped, lifetime]), this.#key());
	}

	#refusal(request: Buffer): number | undefined {
		const { account } = this.#manners;
		if (!account || usernameOf(request) !== account.username) return 401;
		return account.forbidden ? 403 : undefined;
	}

	#key(): Buffer {
		const { username, password } = this.#manners.account ?? { username: '', password: '' };
		return createHash('md5').update(`${username}:${REALM}:${password}`).digest();
	}
}

function refusal(code: number): Buffer[] {
	const error = Buffer.concat([Buffer.from([0, 0, Math.floor(code / 100), code % 100]), Buffer.from('No')]);
	return [attribute(ERROR_CODE, error), attribute(REALM_NAME, Buffer.from(REALM)), attribute(NONCE, Buffer.from('nonce'))];
}

function message(request: Buffer, kind: number, attributes: readonly Buffer[]): Buffer {
	const header = Buffer.from(request.subarray(0, 20));
	header.writeUInt16BE(request.readUInt16BE(0) | kind, 0);
	return sized(Buffer.concat([header, ...attributes]));
}

/** The integrity covers a header that counts it in already. */
function signed(unsigned: Buffer, key: Buffer): Buffer {
	const counted = sized(Buffer.concat([unsigned, Buffer.alloc(24)])).subarray(0, unsigned.length);
	return Buffer.concat([counted, attribute(INTEGRITY, createHmac('sha1', key).update(counted).digest())]);
}

function sized(whole: Buffer): Buffer {
	whole.writeUInt16BE(whole.length - 20, 2);
	return whole;
}

function attribute(type: number, value: Buffer): Buffer {
	const padded = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4);
	padded.writeUInt16BE(type, 0);
	padded.writeUInt16BE(value.length, 2);
	value.copy(padded, 4);
	return padded;
}

function address(host: string, port: number): Buffer {
	const value = Buffer.alloc(8);
	value.writeUInt16BE(1, 0);
	value.writeUInt16BE(port ^ (COOKIE >>> 16), 2);
	const ip = host.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0);
	value.writeUInt32BE((ip ^ COOKIE) >>> 0, 4);
	return value;
}

function usernameOf(request: Buffer): string | undefined {
	for (let at = 20; at + 4 <= request.length; at += 4 + Math.ceil(request.readUInt16BE(at + 2) / 4) * 4) {
		if (request.readUInt16BE(at) === USERNAME) return request.toString('utf8', at + 4, at + 4 + request.readUInt16BE(at + 2));
	}
	return undefined;
}
