import { prepare, SetupError } from './setup.mjs';

/**
 * `npm test`: every suite, one after another, `faults` beside them, which mostly waits. `npm test -- browser` runs one, `npm test -- test/core/address.node.test.ts` one file.
 * The last line sums up: `N passed, N failed, N skipped`.
 */
async function main(wanted) {
	prepare();
	const { suites, chosen, whole } = await import('./suites.mjs');
	const total = { passed: 0, failed: 0, skipped: 0 };
	const inTurn = async (jobs) => {
		for (const [name, files] of jobs) {
			const result = files ? await suites[name](files) : whole(name, await suites[name]());
			report(name, result);
			for (const key of Object.keys(total)) total[key] += result[key];
		}
	};
	const isPatient = ([name]) => name === 'faults';
	const jobs = chosen(wanted);
	await Promise.all([inTurn(jobs.filter((job) => !isPatient(job))), inTurn(jobs.filter(isPatient))]);
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
