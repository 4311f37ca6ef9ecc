import type { Call } from '../../src/core/call.js';
import type { SessionFact } from '../../src/core/signaling.js';
import { scriptedPhone, turn } from '../../test/support/scripted-phone.js';
import type { ScriptedSession } from '../../test/support/scripted-session.js';
import { ended, failed, talking, told, type Scene } from './scene.js';

const button = { face: 'voice-dial', attributes: { to: 'sip:sales@voice.test' }, label: 'Call sales' } as const;

/** `<voice-dial to="…">`, a call button. */
export const buttonScenes = {
	'button: ready': { ...button, arrange: () => scriptedPhone() },
	'button: not connected': { ...button, arrange: () => told(scriptedPhone({ registered: false }), ({ signaling }) => signaling.tell({ type: 'connection', connection: { phase: 'failed', error: failed('configuration').state } })) },
	'button: calling': { ...button, arrange: () => scriptedPhone(), act: (face) => void dial(face) },
	'button: talking': { ...button, arrange: () => scriptedPhone(), act: (face) => tell(face, talking(12_000)) },
	'button: busy': { ...button, arrange: () => scriptedPhone(), act: (face) => tell(face, ended({ by: 'remote', cause: 'busy', status: 486 })) },
} satisfies Record<string, Scene>;

const dial = (face: HTMLElement): Call | undefined => (face as HTMLElementTagNameMap['voice-dial']).dial();

/** Presses the call button, and once the far end knows, it answers so. */
function tell(face: HTMLElement, fact: SessionFact): void {
	const call = dial(face);
	void turn().then(() => (call?.session as ScriptedSession | undefined)?.tell(fact));
}
