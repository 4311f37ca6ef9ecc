import '../src/elements/voice-call/voice-call.js';
import type { Meta, StoryContext, StoryObj } from '@storybook/web-components-vite';
import { html, render } from 'lit';
import type { ScriptedPhone } from '../test/support/scripted-phone.js';
import { shown } from './face-story.js';
import { callTable } from './scenes/call-table.js';

interface Row {
	readonly name: string;
	readonly scripted: ScriptedPhone;
}

/** What the stories of the table have in common: each shows the rows of one group, one below the other, each with a phone of its own. */
export const tableStories = {
	component: 'voice-call',
	loaders: [async ({ parameters }) => ({ rows: await rowsOf(String(parameters['group'])) })],
	beforeEach: (context) => () => Promise.all(rowsIn(context).map(({ scripted }) => scripted.phone.stop())).then(() => undefined),
	render: (_args, context) => renderRows(rowsIn(context)),
	play: ({ canvasElement }) => shown(canvasElement),
	parameters: { controls: { disable: true }, docs: { story: { autoplay: true } } },
} satisfies Meta;

/** The story of a group. */
export function table(group: string): StoryObj {
	return { parameters: { group } };
}

function rowsOf(group: string): Promise<Row[]> {
	return Promise.all(Object.entries(callTable[group] ?? {}).map(async ([name, { arrange }]) => ({ name, scripted: await arrange() })));
}

const rowsIn = ({ loaded }: StoryContext): readonly Row[] => loaded['rows'] as readonly Row[];

function renderRows(rows: readonly Row[]): HTMLElement {
	const stage = document.createElement('div');
	render(rows.map(({ name, scripted }) => html`<p style="margin: 1.5rem 0 0.25rem">${name}</p><voice-call .phone=${scripted.phone}></voice-call>`), stage);
	return stage;
}
