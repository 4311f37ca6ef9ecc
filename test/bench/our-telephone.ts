import type { Call } from '../../src/core/call/call.js';
import { Phone } from '../../src/elements/voice-phone/phone.js';
import type { Talk, Telephone, Wishes } from './telephone.js';

/** Ours, with the devices and the sound of the page. */
export class OurTelephone implements Telephone {
	onCall: ((talk: Talk) => void) | undefined;
	readonly phone: Phone;
	readonly #calls = new Set<string>();

	constructor({ servers, user, password, iceServers = [] }: Wishes) {
		this.phone = new Phone({ server: servers, uri: `sip:${user}@voice.test`, password, iceServers });
		this.phone.subscribe(() => this.#tell());
	}

	get isRegistered(): boolean {
		return this.phone.state.registration.phase === 'registered';
	}

	start(): void {
		this.phone.start();
	}

	call(user: string): Talk {
		return new OurTalk(this.phone.call(user));
	}

	write(user: string, text: string): Promise<void> {
		const chat = this.phone.chat({ person: user });
		const { id } = chat.send(text);
		return new Promise((resolve, reject) => {
			const end = chat.subscribe(({ messages }) => {
				const { delivery, error } = messages.findLast((message) => message.id === id) ?? {};
				if (delivery === 'sending') return;
				end();
				if (delivery === 'accepted' || delivery === 'submitted') resolve();
				else reject(new Error(`The text was refused: ${JSON.stringify(error)}`));
			});
		});
	}

	stop(): Promise<void> {
		return this.phone.stop();
	}

	#tell(): void {
		for (const call of this.phone.calls) {
			if (call.direction === 'outgoing' || this.#calls.has(call.id)) continue;
			this.#calls.add(call.id);
			this.onCall?.(new OurTalk(call));
		}
	}
}

class OurTalk implements Talk {
	constructor(readonly call: Call) {}

	get connection(): RTCPeerConnection | undefined {
		return this.call.connection;
	}

	get isOver(): boolean {
		return this.call.state.phase === 'terminated';
	}

	answer(): void {
		void this.call.answer();
	}

	hangUp(): void {
		this.call.hangUp();
	}

	hold(): Promise<void> {
		return this.call.hold();
	}

	confirmed(): Promise<void> {
		return this.#reached('confirmed');
	}

	over(): Promise<void> {
		return this.#reached('terminated');
	}

	#reached(phase: 'confirmed' | 'terminated'): Promise<void> {
		return new Promise((resolve, reject) => {
			const look = ({ phase: now }: Call['state']): void => {
				if (now !== phase && now !== 'terminated') return;
				end();
				if (now === phase) resolve();
				else reject(new Error(JSON.stringify(this.call.state)));
			};
			const end = this.call.subscribe(look);
			look(this.call.state);
		});
	}
}
