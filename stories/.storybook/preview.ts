import { setCustomElementsManifest, type Decorator, type Preview } from '@storybook/web-components-vite';
import manifest from '../../custom-elements.json' with { type: 'json' };
import { argTypesOf } from '../arg-types.js';

setCustomElementsManifest(manifest);

/** Gives the page the colour scheme, the language and the direction that the toolbar says; the elements take them from there. */
const asPage: Decorator = (story, { globals }) => {
	const { documentElement: page, body } = document;
	page.lang = String(globals['language']);
	page.dir = String(globals['direction']);
	page.style.colorScheme = String(globals['scheme']);
	body.style.cssText = 'background: Canvas; color: CanvasText; font-family: system-ui';
	return story();
};

const widths = [320, 480, 960].map((width): [string, { name: string; styles: { width: string; height: string } }] => [`w${width}`, { name: `${width} px`, styles: { width: `${width}px`, height: '100%' } }]);

const choice = (title: string, icon: 'contrast' | 'globe' | 'transfer', items: readonly string[]): NonNullable<Preview['globalTypes']>[string] => ({ description: title, toolbar: { title, icon, items: [...items], dynamicTitle: true } });

const preview: Preview = {
	tags: ['autodocs'],
	decorators: [asPage],
	globalTypes: {
		scheme: choice('Colour scheme', 'contrast', ['light', 'dark', 'light dark']),
		language: choice('Language', 'globe', ['en', 'de', 'ru', 'zh-Hans']),
		direction: choice('Direction', 'transfer', ['ltr', 'rtl']),
	},
	initialGlobals: { scheme: 'light', language: 'en', direction: 'ltr' },
	parameters: {
		a11y: { test: 'error' },
		backgrounds: { disable: true },
		controls: { expanded: true, sort: 'none', disableSaveFromUI: true },
		viewport: { options: Object.fromEntries(widths) },
		docs: { codePanel: true, extractArgTypes: argTypesOf, story: { autoplay: true } },
		options: { storySort: { order: ['Live', 'voice-phone', 'voice-dial', 'voice-dial in trouble', 'voice-dial as call button', 'voice-call', 'voice-call, every state', 'voice-chat'] } },
	},
};

export default preview;
