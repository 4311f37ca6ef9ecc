import { readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { prepare, prepareChromium, SetupError } from '../setup.mjs';

const folder = new URL('.', import.meta.url);
const benches = readdirSync(folder).filter((file) => file.endsWith('.bench.ts')).map((file) => file.replace('.bench.ts', '')).sort();

/**
 * `npm run bench`: every benchmark; `npm run bench -- set-up` one. Prints medians, ours beside plain JsSIP, as a table. Those that wait for most of their time
 * run beside the others.
 * Only the ratio means anything on another machine.
 */
async function main(wanted) {
	prepare();
	if (!prepareChromium()) throw new SetupError('A benchmark needs a Chromium.');
	const unknown = wanted.find((name) => !benches.includes(name));
	if (unknown) throw new SetupError(`There is no benchmark "${unknown}". There are: ${benches.join(', ')}.`);
	(await import('tsx/esm/api')).register();
	const { median } = await import('./bench.ts');
	console.log(`${cpus()[0]?.model}, ${cpus().length} cores, ${new Date().toISOString().slice(0, 10)}; medians (least–most)\n`);
	console.log('| | n | ours | plain JsSIP | ratio |\n| --- | --: | --: | --: | --: |');
	const chosen = await Promise.all((wanted.length > 0 ? wanted : benches).map((name) => import(`./${name}.bench.ts`)));
	const beside = Promise.all(chosen.filter(({ waits }) => waits).map(({ run }) => run()));
	beside.catch(() => undefined);
	for (const { run, waits } of chosen) if (!waits) print(await run(), median);
	for (const rows of await beside) print(rows, median);
}

/** With the range of the samples, for a median alone does not say how far to trust it. */
function print(rows, median) {
	for (const { what, unit, ours, plain } of rows) {
		const measured = typeof plain !== 'string';
		const ratio = measured ? (median(ours) / median(plain)).toPrecision(2) : '–';
		const counts = measured && plain.length !== ours.length ? `${ours.length}, ${plain.length}` : ours.length;
		console.log(`| ${what} | ${counts} | ${shown(ours, unit, median)} | ${measured ? shown(plain, unit, median) : plain} | ${ratio} |`);
	}
}

const shown = (samples, unit, median) => `${figure(median(samples))} ${unit} (${figure(Math.min(...samples))}–${figure(Math.max(...samples))})`;
const figure = (value) => (Math.abs(value) < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en'));

try {
	await main(process.argv.slice(2));
} catch (error) {
	if (!(error instanceof SetupError)) throw error;
	console.log(error.message);
	process.exitCode = 1;
}
