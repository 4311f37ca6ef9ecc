import { expect } from '@open-wc/testing';
import type { CallCommand } from '../../src/core/call/features/call-command.js';
import type { Call } from '../../src/core/call/call.js';
import { callTable, give, positions } from '../../stories/scenes/call-table.js';
import type { Scene } from '../../stories/scenes/scene.js';
import { atRest, place, shown, words } from '../elements/stage.js';

describe('the table of all calls', () => {
	atRest();

	for (const [name, { begin, commands }] of Object.entries(positions)) {
		it(`${name}: lists the commands that such a call takes`, async () => {
			const taken: string[] = [];
			for (const command of Object.keys(give) as CallCommand[]) {
				const { phone, session } = await begin();
				session.delay(command);
				if (phone.calls.some((call) => takes(call, command))) taken.push(command);
				await phone.stop();
			}
			expect(taken).to.have.members(commands);
		});

		it(`${name}: no row looks like another`, async () => {
			const looks: string[] = [];
			for (const scene of Object.values(callTable[name] ?? {})) looks.push(await view(scene, lookOf));
			expect(new Set(looks).size, looks.join('\n')).to.equal(looks.length);
		});
	}

	for (const [group, rows] of Object.entries(callTable)) {
		for (const [name, scene] of Object.entries(rows)) {
			it(`${group}, ${name}: is no blank box, and passes axe`, () => view(scene, async (face) => {
				expect(words(face)).not.to.equal('');
				await expect(face).to.be.accessible();
			}));
		}
	}
});

function takes(call: Call, command: CallCommand): boolean {
	try {
		give[command](call).catch(() => undefined);
	} catch {
		return false;
	}
	return call.state.phase !== 'terminated' && call.state.pending === command;
}

async function view<Seen>({ arrange }: Scene, look: (face: HTMLElement) => Seen): Promise<Awaited<Seen>> {
	const { phone } = await arrange();
	const face = await place('voice-call', { phone });
	await shown(face);
	const seen = await look(face);
	face.remove();
	await phone.stop();
	return seen;
}

/** What one reads, and which controls are at work. */
function lookOf(face: HTMLElement): string {
	const busy = [...(face.shadowRoot?.querySelectorAll('[aria-busy=true]') ?? [])].map((control) => control.textContent?.trim());
	return `${words(face)} | ${busy.join(', ')}`;
}
