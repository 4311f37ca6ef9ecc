import { fileURLToPath } from 'node:url';
import { defaultReporter, summaryReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromiumArguments, installedChromium } from './chromium.mjs';
import { commonjsPlugin } from './commonjs-plugin.mjs';
import { forcedColorsPlugin } from './forced-colors-plugin.mjs';
import { pbxPlugin } from './pbx-plugin.mjs';
import { sessionCounter } from './session-counter.mjs';
import { shares } from './shares.mjs';

export default {
	rootDir: fileURLToPath(new URL('..', import.meta.url)),
	groups: shares(() => chromeLauncher({ launchOptions: { executablePath: installedChromium(), headless: true, args: chromiumArguments() } })),
	concurrentBrowsers: 2,
	nodeResolve: { exportConditions: ['development', 'browser'] },
	plugins: [
		commonjsPlugin(['jssip', 'debug', 'events', 'sdp-transform']),
		esbuildPlugin({ ts: true, tsconfig: fileURLToPath(new URL('../tsconfig.json', import.meta.url)) }),
		pbxPlugin(),
		forcedColorsPlugin(),
	],
	concurrency: 1,
	browserStartTimeout: 60_000,
	testsStartTimeout: 60_000,
	testsFinishTimeout: 300_000,
	testFramework: { config: { ui: 'bdd', timeout: 30_000 } },
	filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
	reporters: process.env.TEST_RESULTS ? [defaultReporter({ reportTestProgress: false }), sessionCounter(process.env.TEST_RESULTS)] : [summaryReporter({}), defaultReporter({ reportTestResults: false, reportTestProgress: process.stdout.isTTY === true })],
};
