/**
 * Imports go one way (docs/adr/0008-import-direction.md). Tests may import anything; type-only imports count as imports.
 * domain <- workflows <- activities <- workers; adapters know domain; api goes through contracts and adapters.
 */
const TEST = '\\.test\\.ts$|/testing/';
const SLICES = 'supply-chain|catalog|rights|playback|channels|billing|viewers|engagement|ads|insight|tenancy';
/** The places that put real parts together. */
const WIRING = '^(workers|infra|bench|tests)/|^api/main\\.ts$|^api/cli/';
/** Packages that are pure functions of their input, so that domain code may use them. Each one is named here. */
const PURE_PACKAGES = 'node_modules/fast-xml-parser/';
/** Everything of our own: what npm or Node brings lies elsewhere. */
const OURS = '^(domain|workflows|activities|adapters|api|workers|infra|bench|tests|web|prisma)/';
const from = (path) => ({ path, pathNot: TEST });

module.exports = {
  forbidden: [
    {
      name: 'domain-imports-only-domain',
      comment: 'Decisions are pure: no I/O, no clock, no library but the pure ones named above.',
      severity: 'error',
      from: from('^domain/'),
      to: { pathNot: `^domain/|${PURE_PACKAGES}` },
    },
    {
      name: 'workflows-import-domain-and-the-sdk',
      comment: 'A workflow is replayed: only deterministic code and the workflow SDK may be in its bundle.',
      severity: 'error',
      from: from('^workflows/'),
      to: { pathNot: '^(domain|workflows)/|node_modules/@temporalio/(workflow|common)/' },
    },
    {
      name: 'activities-import-ports',
      comment: 'Activities take ports; they never choose an implementation.',
      severity: 'error',
      from: from('^activities/'),
      to: {
        path: OURS,
        pathNot:
          '^(domain|activities)/|^workflows/[^/]+/contract\\.ts$|^adapters/[^/]+/[^/]*port\\.ts$|^adapters/object-store/measurements\\.ts$',
      },
    },
    {
      name: 'adapters-import-domain',
      comment:
        'An adapter knows domain types, its own folder, ports of others and the configuration; and the one guard of addresses.',
      severity: 'error',
      from: { path: '^adapters/([^/]+)/', pathNot: TEST },
      to: {
        path: OURS,
        pathNot:
          '^domain/|^adapters/$1/|^adapters/[^/]+/[^/]*port\\.ts$|^adapters/http-source/guard\\.ts$|^adapters/environment/|^prisma/client/',
      },
    },
    {
      name: 'only-the-database-adapter-knows-prisma',
      severity: 'error',
      from: { path: OURS, pathNot: `${TEST}|^adapters/postgres/|^prisma/|${WIRING}` },
      to: { path: '^prisma/client/' },
    },
    {
      name: 'api-goes-through-contracts-and-adapters',
      severity: 'error',
      from: { path: '^api/', pathNot: `${TEST}|${WIRING}` },
      to: { path: OURS, pathNot: '^(domain|adapters|api)/|^workflows/[^/]+/contract\\.ts$' },
    },
    {
      name: 'only-wiring-imports-wiring',
      comment: 'workers, api/main.ts, infra, bench and tests put parts together; nothing depends on them.',
      severity: 'error',
      from: { path: '^(domain|workflows|activities|adapters|api)/', pathNot: `${TEST}|${WIRING}` },
      to: { path: '^(workers|infra|bench|tests)/|^api/main\\.ts$' },
    },
    {
      name: 'workers-take-orders-by-the-desk-of-the-api',
      comment:
        'What an order must be is told in one place, where partners meet it. Activities reach it by the port adapters/order-desk; workers/intake.ts wires the desk, and nothing else of the API.',
      severity: 'error',
      from: from('^workers/'),
      to: { path: '^api/', pathNot: '^api/supply-chain/order-desk\\.ts$' },
    },
    {
      name: 'slices-meet-at-contracts',
      comment: "Across slices one may import another's contract.ts or its domain functions, nothing else.",
      severity: 'error',
      from: { path: `^(?:workflows|activities|api)/(${SLICES})/`, pathNot: TEST },
      to: { path: `^(workflows|activities|api)/(${SLICES})/`, pathNot: `^[a-z]+/$1/|/contract\\.ts$` },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'everything-resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'declared-packages-only',
      comment: 'What is not in package.json is there by accident.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'the-product-needs-no-development-package',
      severity: 'error',
      from: { path: '^(domain|workflows|activities|adapters|api|workers)/', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the-product-imports-no-tests',
      severity: 'error',
      from: { path: '^(domain|workflows|activities|adapters|api|workers)/', pathNot: TEST },
      to: { path: '\\.test\\.ts$|/testing/|^tests/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|web)/|^prisma/client/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { conditionNames: ['require', 'node', 'default', 'types'], exportsFields: ['exports'] },
  },
};
