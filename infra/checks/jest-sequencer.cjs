const path = require('node:path');

/**
 * What takes longest or mostly waits comes first, so that both workers are busy to the end. Browser tests that only look
 * run beside the long queue of bad inputs; those that ingest come when it is empty.
 */
const FIRST = [
  'tests/bad-input.integration.test.ts',
  'tests/e2e/pages.e2e.test.ts',
  'tests/e2e/playback.e2e.test.ts',
  'infra/local/stack.integration.test.ts',
  'workflows/supply-chain/ingest-title.integration.test.ts',
  'tests/e2e/studio.e2e.test.ts',
  'adapters/temporal/engine.integration.test.ts',
  'activities/supply-chain/detectors.test.ts',
  'activities/supply-chain/analyse-master.test.ts',
  'activities/supply-chain/preview-master.test.ts',
  'activities/supply-chain/encode-chunk.test.ts',
  'adapters/object-store/object-store.contract.test.ts',
  'activities/supply-chain/inspect-master.test.ts',
];

const placeOf = ({ path: file, context }) => {
  const place = FIRST.indexOf(path.relative(context.config.rootDir, file).split(path.sep).join('/'));
  return place < 0 ? FIRST.length : place;
};

/** Files of {@link FIRST} in that order, then the rest by name: the same order on every machine, whatever ran before. */
module.exports = class LongestFirst {
  sort(tests) {
    return [...tests].sort((a, b) => placeOf(a) - placeOf(b) || a.path.localeCompare(b.path));
  }

  allFailedTests() {
    return [];
  }

  cacheResults() {}
};
