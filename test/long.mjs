/** `npm run test:long`: outages of five minutes, of a phone that is idle and of one where both talk. */
process.env.OUTAGE_S = '300';
process.env.OUTAGE_OF = 'idle,talking';
process.argv.push('test/faults/socket-cut.node.test.ts');
await import('./run.mjs');
