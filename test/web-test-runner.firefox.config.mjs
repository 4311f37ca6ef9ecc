import { chromeLauncher } from '@web/test-runner-chrome';
import { firefoxOptions } from './firefox.mjs';
import common from './web-test-runner.config.mjs';
import { shares } from './shares.mjs';

/** The same tests in Firefox. */
export default {
	...common,
	groups: shares(() => Object.assign(chromeLauncher({ launchOptions: firefoxOptions(), createBrowserContext: ({ browser }) => browser.defaultBrowserContext() }), { name: 'Firefox' })),
};
