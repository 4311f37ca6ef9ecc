/** A reporter of node:test that writes nothing but how many tests passed, failed and were skipped. */
export default async function* countReporter(events) {
	const counts = { passed: 0, failed: 0, skipped: 0 };
	for await (const { type, data } of events) {
		if (data?.details?.type === 'suite' || (type !== 'test:pass' && type !== 'test:fail')) continue;
		if (data.skip !== undefined || data.todo !== undefined) counts.skipped += 1;
		else counts[type === 'test:pass' ? 'passed' : 'failed'] += 1;
	}
	yield JSON.stringify(counts);
}
