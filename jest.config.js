/** Unit tests sit beside their code; `*.integration.test.ts` need the shared local stack, `*.e2e.test.ts` a browser too. */
const swc = [
  '@swc/jest',
  {
    jsc: { parser: { syntax: 'typescript', tsx: false }, target: 'es2022' },
    module: { type: 'commonjs', ignoreDynamic: true },
  },
];
/** The database client loads its query compiler by `import()`, which Jest's sandbox refuses: `require` does as well. */
const required = [swc[0], { ...swc[1], module: { type: 'commonjs', ignoreDynamic: false } }];
const base = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: { 'prisma/client/.+\\.ts$': required, '^.+\\.ts$': swc },
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/web/dist/', '/\\.headend'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/web/dist/', '/\\.headend'],
};
module.exports = {
  maxWorkers: 2,
  // A test that hangs is found soon enough; one that waits for a busy machine is not wrong.
  testTimeout: 30_000,
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: ['**/*.test.ts'],
      testPathIgnorePatterns: [...base.testPathIgnorePatterns, '\\.(integration|e2e|replay)\\.test\\.ts$'],
    },
    { ...base, displayName: 'replay', testMatch: ['**/*.replay.test.ts'] },
    {
      ...base,
      displayName: 'integration',
      testMatch: ['**/*.integration.test.ts'],
      globalSetup: '<rootDir>/tests/stack/setup.ts',
      globalTeardown: '<rootDir>/tests/stack/teardown.ts',
    },
    {
      ...base,
      displayName: 'e2e',
      testMatch: ['**/*.e2e.test.ts'],
      globalSetup: '<rootDir>/tests/stack/setup.ts',
      globalTeardown: '<rootDir>/tests/stack/teardown.ts',
    },
  ],
};
