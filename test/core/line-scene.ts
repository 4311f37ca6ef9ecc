import type { TestContext } from 'node:test';
import type { Credentials, PhoneConfig, Protocol } from '../../src/core/account/settings.js';
import { AccountSession } from '../../src/core/account/account-session.js';
import type { AccountSessionFact } from '../../src/core/account/account-session-fact.js';
import type { RegistrationState } from '../../src/core/connection-state.js';
import type { Signaling } from '../../src/core/ports/signaling.js';
import { ScriptedSignaling } from '../support/scripted-signaling.js';

export const good: PhoneConfig = { server: 'wss://pbx.test', uri: 'sip:1000@voice.test', password: 'sesame' };
export const refused: RegistrationState = { phase: 'failed', error: { code: 'credentials-refused', message: 'No.', status: 403 } };

export interface LineScene {
	readonly line: AccountSession;
	readonly facts: AccountSessionFact[];
	/** Every protocol that was loaded, in order. */
	readonly loaded: ScriptedSignaling[];
	/** What was told about one thing, newest last. */
	readonly told: <Type extends AccountSessionFact['type']>(type: Type) => Extract<AccountSessionFact, { type: Type }>[];
	/** Phases of the connection, in order. */
	readonly phases: () => string[];
}

export function aLine(config: PhoneConfig, connect?: (protocol: Protocol) => Promise<Signaling>): LineScene {
	const facts: AccountSessionFact[] = [];
	const loaded: ScriptedSignaling[] = [];
	const load = (): Promise<Signaling> => {
		const signaling = new ScriptedSignaling();
		loaded.push(signaling);
		return Promise.resolve(signaling);
	};
	const line = new AccountSession(config, { connect: connect ?? load, report: (fact) => facts.push(fact) });
	const told: LineScene['told'] = (type) => facts.filter((fact) => fact.type === type) as never;
	return { line, facts, loaded, told, phases: () => told('connection').map(({ connection }) => connection.phase) };
}

/** A page whose credentials function gives one password after the other, and counts. */
export function asking(...passwords: readonly (string | Error)[]): { config: PhoneConfig; asked: () => number } {
	let asked = 0;
	const credentials = (): Promise<Credentials> => {
		const password = passwords[Math.min(asked++, passwords.length - 1)];
		return password instanceof Error ? Promise.reject(password) : Promise.resolve({ password: password ?? '' });
	};
	return { config: { server: 'wss://pbx.test', uri: 'sip:1000@voice.test', credentials }, asked: () => asked };
}

/** The passwords a protocol was given, in order. */
export function passwordsOf({ accounts }: ScriptedSignaling): unknown[] {
	return accounts.map(({ secret }) => secret && 'password' in secret && secret.password);
}

/** Time stands still until `tick()`. */
export function stoppedTime({ mock }: TestContext): TestContext['mock']['timers'] {
	mock.timers.enable({ apis: ['setTimeout', 'Date'] });
	return mock.timers;
}
