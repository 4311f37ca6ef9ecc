import { readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { prepare, prepareChromium, SetupError } from '../setup.mjs';

const folder = new URL('.', import.meta.url);
const benches = readdirSync(folder).filter((file) => file.endsWith('.bench.ts')).map((file) => file.replace('.bench.ts', '')).sort();

/**
 * `npm run bench`: every benchmark; `npm run bench -- set-up` one. Prints medians, ours beside plain JsSIP, as a table.
 * Only the ratio means anything on another machine.
 */
async function main(wanted) {
	prepare();
	if (!prepareChromium()) throw new SetupError('A benchmark needs a Chromium.');
	const unknown = wanted.find((name) => !benches.includes(name));
	if (unknown) throw new SetupError(`There is no benchmark "${unknown}". There are: ${benches.join(', ')}.`);
	(await import('tsx/esm/api')).register();
	const { median } = await import('./bench.ts');
	console.log(`${cpus()[0]?.model}, ${cpus().length} cores, ${new Date().toISOString().slice(0, 10)}; medians\n`);
	console.log('| | n | ours | plain JsSIP | ratio |\n| --- | --: | --: | --: | --: |');
	for (const name of wanted.length > 0 ? wanted : benches) {
		const { run } = await import(`./${name}.bench.ts`);
		for (const row of await run()) console.log(line(row, median));
	}
}

function line({ what, unit, ours, plain }, median) {
	const [we, they] = [median(ours), plain ? median(plain) : undefined];
	const counts = plain && plain.length !== ours.length ? `${ours.length}, ${plain.length}` : ours.length;
	const beside = they === undefined ? '– | –' : `${shown(they, unit)} | ${(we / they).toPrecision(2)}`;
	return `| ${what} | ${counts} | ${shown(we, unit)} | ${beside} |`;
}

const shown = (value, unit) => `${value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en')} ${unit}`;

try {
	await main(process.argv.slice(2));
} catch (error) {
	if (!(error instanceof SetupError)) throw error;
	console.log(error.message);
	process.exitCode = 1;
}
