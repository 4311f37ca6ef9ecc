import '../src/elements/voice-call/voice-call.js';
import '../src/elements/voice-chat/voice-chat.js';
import '../src/elements/voice-dial/voice-dial.js';
import type { Meta, StoryContext, StoryObj } from '@storybook/web-components-vite';
import { html, nothing, type TemplateResult } from 'lit';
import { openOffice, type Office } from './in-page-office.js';
import { attributesIn, type StoryArgs } from './page-html.js';

const officeIn = ({ loaded }: StoryContext): Office => loaded['office'] as Office;

/** A `<voice-phone>` with the attributes of the controls, as HTML has it, none of which connects by itself. */
function withAttributes(args: StoryArgs): HTMLElement {
	const phone = document.createElement('voice-phone');
	for (const [name, value] of attributesIn(args)) phone.setAttribute(name, value);
	// A mistake is the point of a story, and no news for the console.
	phone.addEventListener('voice-error', (event) => event.preventDefault());
	phone.append(document.createElement('voice-dial'));
	return phone;
}

const source = (args: StoryArgs): string => `<voice-phone${attributesIn(args).map(([name, value]) => (value === '' ? ` ${name}` : ` ${name}="${value}"`)).join('')}>\n\t<voice-dial></voice-dial>\n</voice-phone>`;

const written = (args: StoryArgs): StoryObj => ({ args, render: withAttributes, parameters: { docs: { source: { transform: (_code: string, context: StoryContext) => source(context.args) } } } });

/** Two phones of the server in the page. */
function staffed(template: (office: Office) => TemplateResult, code: string): StoryObj {
	return {
		loaders: [() => ({ office: openOffice('1000', '1001') })],
		beforeEach: (context) => () => officeIn(context).close(),
		render: (_args, context) => template(officeIn(context)),
		parameters: { controls: { disable: true }, docs: { source: { code, type: 'code' } } },
	};
}

export default { component: 'voice-phone', title: 'voice-phone' } satisfies Meta;

export const SignIn: StoryObj = written({ server: 'wss://pbx.example.org:7443', 'sign-in': true });

export const Visitor: StoryObj = written({ server: 'wss://pbx.example.org:7443', uri: 'sip:web@pbx.example.org', connect: 'use', 'without-registration': true });

export const AMistakeInAnAttribute: StoryObj = written({ server: 'https://pbx.example.org', uri: 'sip:1000@pbx.example.org' });

export const FacesAroundOnePhone: StoryObj = staffed(
	({ phones: [phone] }) => html`<voice-phone .phone=${phone ?? nothing}><div style="display: grid; gap: 1rem; max-inline-size: 24rem"><voice-dial without-keypad></voice-dial><voice-call></voice-call><voice-chat style="block-size: 16rem"></voice-chat></div></voice-phone>`,
	'<voice-phone server="wss://pbx.example.org:7443" uri="sip:1000@pbx.example.org" sign-in>\n\t<voice-dial without-keypad></voice-dial>\n\t<voice-call></voice-call>\n\t<voice-chat></voice-chat>\n</voice-phone>',
);

export const TwoPhonesByTheirIds: StoryObj = staffed(
	({ phones: [reception, sales] }) => html`
		<voice-phone id="reception" .phone=${reception ?? nothing}></voice-phone>
		<voice-phone id="sales" .phone=${sales ?? nothing}></voice-phone>
		<div style="display: grid; gap: 1rem; max-inline-size: 24rem"><voice-dial phone-id="reception" without-keypad></voice-dial><voice-dial phone-id="sales" without-keypad></voice-dial></div>`,
	'<voice-phone id="reception" server="wss://pbx.example.org:7443" uri="sip:1000@pbx.example.org"></voice-phone>\n<voice-phone id="sales" server="wss://pbx.example.org:7443" uri="sip:1001@pbx.example.org"></voice-phone>\n\n<voice-dial phone-id="reception" without-keypad></voice-dial>\n<voice-dial phone-id="sales" without-keypad></voice-dial>',
);
