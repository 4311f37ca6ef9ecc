import { prepare, SetupError } from './setup.mjs';

/**
 * `npm test`: every suite, one after another. `npm test -- browser` runs one, `npm test -- test/core/address.node.test.ts` one file.
 * The last line sums up: `N passed, N failed, N skipped`.
 */
async function main(wanted) {
	prepare();
	const { suites, chosen, whole } = await import('./suites.mjs');
	const total = { passed: 0, failed: 0, skipped: 0 };
	for (const [name, files] of chosen(wanted)) {
		const result = files ? await suites[name](files) : whole(name, await suites[name]());
		report(name, result);
		for (const key of Object.keys(total)) total[key] += result[key];
	}
	console.log(sentence(total));
	return total.failed === 0 ? 0 : 1;
}

function report(name, { passed, failed, skipped, output, seconds }) {
	console.log(`${failed ? '✗' : '✓'} ${name.padEnd(8)} ${sentence({ passed, failed, skipped })} (${seconds} s)`);
	if (output) console.log(output.trim().replace(/^/gm, '  '));
}

const sentence = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

try {
	process.exitCode = await main(process.argv.slice(2));
} catch (error) {
	if (!(error instanceof SetupError)) throw error;
	console.log(`${error.message}\n${sentence({ passed: 0, failed: 1, skipped: 0 })}`);
	process.exitCode = 1;
}
