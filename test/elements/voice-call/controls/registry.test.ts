import { expect } from '@open-wc/testing';
import { CONTROLS, controlsShown } from '../../../../src/elements/voice-call/controls/registry.js';
import { scenes } from '../../../../stories/scenes/scenes.js';
import { until } from '../../../media/until.js';
import { part, shown, shows } from '../../stage.js';
import { talking } from '../calls.js';

const names = (controls: readonly { readonly name: string }[]): string[] => controls.map(({ name }) => name);

describe('the controls of voice-call', () => {
	afterEach(() => document.documentElement.removeAttribute('lang'));

	it('stand in the order of the attribute, in sight or behind “more”', () => {
		const { inSight, more } = controlsShown('transfer nonsense mute more hold');
		expect([names(inSight), names(more)]).to.deep.equal([['transfer', 'mute'], ['hold']]);
	});

	it('are all in one scene', () => {
		expect(scenes['call: all controls']?.attributes?.['controls']?.split(' ')).to.have.members(names(CONTROLS));
	});

	for (const { name, capability, panel } of CONTROLS) {
		it(`${name} has an icon that the page can replace, and a label of its own in every language`, async () => {
			const { face } = await talking({ controls: names(CONTROLS).join(' ') });
			for (const language of ['en', 'de', 'ru', 'zh-Hans']) {
				document.documentElement.lang = language;
				await until(() => face.shadowRoot?.querySelector('.base')?.getAttribute('lang') === language.toLowerCase(), { what: `A face in ${language}` });
				expect(part(face, `control ${name}`).querySelector(`slot[name=icon-${name}] svg`)).to.exist;
				const labels = [...face.shadowRoot?.querySelectorAll('.control .label') ?? []].map(({ textContent }) => textContent);
				expect(labels.filter((label) => label === part(face, `control ${name}`).querySelector('.label')?.textContent)).to.have.length(1);
			}
		});

		if (panel) {
			it(`${name} opens its panel`, async () => {
				const { face } = await talking({ controls: name });
				part(face, `control ${name}`).click();
				await shown(face);
				expect(face.shadowRoot?.querySelector('#panel')?.children).to.have.length.above(0);
				expect(part(face, `control ${name}`).ariaExpanded).to.equal('true');
			});
		}

		if (capability) {
			it(`${name} is not there where the protocol cannot do it`, async () => {
				const { face, session } = await talking({ controls: name });
				expect(shows(face, name)).to.equal(true);
				session.lose(capability);
				await shown(face);
				expect(shows(face, name)).to.equal(false);
			});
		}
	}
});
