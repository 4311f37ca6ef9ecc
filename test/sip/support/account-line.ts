import { parseAccount } from '../../../src/core/account/account.js';
import type { Account } from '../../../src/core/account/configuration.js';
import type { PhoneConfig } from '../../../src/core/account/settings.js';
import type { ConnectionState, RegistrationState } from '../../../src/core/connection-state.js';
import type { SignalingFact } from '../../../src/core/ports/signaling.js';
import { loopbackWebSocket, type LoopbackBehaviour } from '../../../src/pbx/loopback.js';
import type { Pbx } from '../../../src/pbx/pbx.js';
import type { SocketClass, SocketLike } from '../../../src/net/open-socket.js';
import type { Timing } from '../../../src/sip/timing.js';
import { SipSignaling } from '../../../src/sip/sip-signaling.js';

/** Everything many times faster than life. */
export const HASTE: Partial<Timing> = {
	connectMs: 600,
	answerMs: 600,
	silenceMs: 600,
	reconnectMs: [10, 40, 80, 160, 300],
	stableMs: 100,
	failBackMs: [60],
	avoidMs: 60_000,
	registerMs: [30, 60, 120, 240],
	doubtMs: [30, 60, 120],
	textMs: 1500,
	leaveMs: 500,
};

/** A network of servers in the page, by URL. */
export function network(servers: Readonly<Record<string, SocketClass>>): SocketClass {
	return function connect(url: string, protocols?: string | string[]): SocketLike {
		const Socket = servers[new URL(url).origin];
		if (!Socket) throw new Error(`No server at ${url}`);
		return new Socket(url, protocols);
	} as unknown as SocketClass;
}

export function serverAt(pbx: Pbx, behaviour?: LoopbackBehaviour): SocketClass {
	return loopbackWebSocket(pbx, behaviour);
}

export function accountOf(config: PhoneConfig = {}): Account {
	return parseAccount({ server: 'ws://a.test', uri: 'sip:1000@voice.test', password: '1234', ...config }, { protocol: 'http:', hostname: 'localhost', host: 'localhost' });
}

export interface TestLineOptions {
	readonly WebSocket: SocketClass;
	readonly config?: PhoneConfig;
	readonly timing?: Partial<Timing>;
}

/** A line under test, and all it told. */
export class TestLine {
	readonly signaling: SipSignaling;
	readonly facts: SignalingFact[] = [];
	readonly #watchers = new Set<() => void>();

	constructor({ WebSocket, config, timing }: TestLineOptions) {
		this.signaling = new SipSignaling({ WebSocket, timing: { ...HASTE, ...timing } });
		this.signaling.start(accountOf(config), (fact) => {
			this.facts.push(fact);
			for (const watcher of [...this.#watchers]) watcher();
		});
	}

	get connection(): ConnectionState {
		return this.#last('connection')?.connection ?? { phase: 'idle' };
	}

	get registration(): RegistrationState {
		return this.#last('registration')?.registration ?? { phase: 'none' };
	}

	/** Resolves as soon as the condition is true after some fact. */
	until(condition: (line: this) => boolean, timeoutMs = 10_000): Promise<void> {
		return new Promise((resolve, reject) => {
			const watch = (): void => {
				if (!condition(this)) return;
				clearTimeout(timer);
				this.#watchers.delete(watch);
				resolve();
			};
			const timer = setTimeout(() => reject(new Error(`It did not come to that. The last facts: ${JSON.stringify(this.facts.slice(-6))}\n${this.story}`)), timeoutMs);
			this.#watchers.add(watch);
			watch();
		});
	}

	registered(): Promise<void> {
		return this.until(({ registration }) => registration.phase === 'registered');
	}

	connected(server: string): Promise<void> {
		return this.until(({ connection }) => connection.phase === 'connected' && connection.server === server);
	}

	/** The first lines of what crossed the socket, for a failure message. */
	get story(): string {
		return this.signaling.trace.map(({ direction, text }) => `${direction} ${text.split('\n')[0] ?? ''}`).slice(-30).join('\n');
	}

	#last<Type extends SignalingFact['type']>(type: Type): Extract<SignalingFact, { type: Type }> | undefined {
		return this.facts.findLast((fact): fact is Extract<SignalingFact, { type: Type }> => fact.type === type);
	}
}
