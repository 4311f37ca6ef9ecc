import { writeFileSync } from 'node:fs';
import { buildStorybook, openStorybook } from '../../stories/static-storybook.mjs';

/** `npm run test:stories`: builds Storybook and opens every story. Each has to render, throw nothing, log no error and pass axe. */
async function main() {
	buildStorybook();
	const storybook = await openStorybook();
	const page = await storybook.open();
	const complaints = [];
	page.page.on('pageerror', ({ message }) => complaints.push(message));
	page.page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
	let failed = 0;
	for (const { id } of storybook.stories) {
		const faults = [...faultsIn(await page.show(id)), ...complaints.splice(0)];
		if (faults.length > 0) console.log(`✗ ${id}\n${faults.join('\n').replace(/^/gm, '  ')}`);
		if (faults.length > 0) failed += 1;
	}
	await storybook.close();
	const passed = storybook.stories.length - failed;
	if (process.env.TEST_RESULTS) writeFileSync(process.env.TEST_RESULTS, JSON.stringify({ passed, failed, skipped: 0 }));
	console.log(`${passed} passed, ${failed} failed, 0 skipped`);
	return failed === 0 ? 0 : 1;
}

function faultsIn({ status, reporters }) {
	const axe = reporters.find(({ type }) => type === 'a11y');
	if (!axe) return [`It was ${status}, and axe did not look at it.`];
	const violations = (axe.result?.violations ?? []).map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.flat().join(' ')).join(', ')}`);
	return status === 'success' ? violations : [`It was ${status}.`, ...violations];
}

process.exitCode = await main();
