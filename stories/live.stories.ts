import '../src/elements/voice-call/voice-call.js';
import '../src/elements/voice-chat/voice-chat.js';
import '../src/elements/voice-dial/voice-dial.js';
import type { Meta, StoryContext } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import type { Phone } from '../src/elements/voice-phone/phone.js';
import { openOffice, type Office } from './in-page-office.js';

const officeIn = ({ loaded }: StoryContext): Office => loaded['office'] as Office;

const telephone = (phone: Phone): TemplateResult => html`<section style="flex: 1 1 20rem; display: grid; gap: 1rem; align-content: start">
	<voice-dial .phone=${phone}></voice-dial>
	<voice-call .phone=${phone}></voice-call>
	<voice-chat .phone=${phone} style="block-size: 18rem"></voice-chat>
</section>`;

const source = `<voice-phone server="wss://pbx.example.org:7443" uri="sip:1000@pbx.example.org" sign-in>
	<voice-dial></voice-dial>
	<voice-call></voice-call>
	<voice-chat></voice-chat>
</voice-phone>`;

export default {
	title: 'Live',
	tags: ['!autodocs'],
	loaders: [() => ({ office: openOffice('1000', '1001') })],
	beforeEach: (context) => () => officeIn(context).close(),
	render: (_args, context) => html`
		<p>Two telephones and their server, all in this page. 1000 is on the left, 1001 on the right: let one call the other. 9196 gives an echo, 9197 a tone, 3000 is a room.</p>
		<div style="display: flex; flex-wrap: wrap; gap: 1.5rem">${officeIn(context).phones.map(telephone)}</div>`,
	parameters: { controls: { disable: true }, docs: { source: { code: source, type: 'code' } } },
} satisfies Meta;

export const TwoPhones = {};
