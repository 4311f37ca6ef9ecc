import { writeFileSync } from 'node:fs';

/** A reporter of web-test-runner that writes nothing but how many tests passed, failed and were skipped. A file that does not load is one failure. */
export function sessionCounter(file) {
	return {
		onTestRunFinished({ sessions }) {
			const results = sessions.flatMap((session) => [...testsOf(session.testResults), ...brokenFile(session)]);
			const count = (outcome) => results.filter((result) => outcomeOf(result) === outcome).length;
			writeFileSync(file, JSON.stringify({ passed: count('passed'), failed: count('failed'), skipped: count('skipped') }));
		},
	};
}

const outcomeOf = ({ passed, skipped }) => (skipped ? 'skipped' : passed ? 'passed' : 'failed');

const testsOf = (suite) => (suite ? [...suite.tests, ...suite.suites.flatMap(testsOf)] : []);

const brokenFile = ({ errors, testResults }) => (errors.length > 0 || !testResults ? [{ passed: false }] : []);
