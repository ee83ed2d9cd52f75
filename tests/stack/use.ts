import type { Stack } from '../../infra/local/stack';

/** The title that page tests look at. */
export interface Demo {
  ingest_id: string;
  title_id: string;
}

/** What a test knows of the shared stack; travels to test files as JSON in `HEADEND_TEST_STACK`. */
export interface TestStack {
  api: string;
  temporal: string;
  temporalUi: string;
  database: string;
  keys: Stack['keys'];
  /** Environment that `readConfig` makes clients of the stack from. */
  env: Record<string, string>;
  tools: Record<string, string>;
  dataDir: string;
  /** Loopback ports that tests may serve pull sources from; everything else on loopback stays refused. Empty: none. */
  sourcePorts: number[];
  /** A published demo title, where the one who started the stack made one. */
  demo?: Demo;
}

/** The shared stack, as a test file sees it. @throws {Error} outside the integration and e2e projects */
export function testStack(): TestStack {
  const json = process.env.HEADEND_TEST_STACK;
  if (!json) throw new Error('No test stack: run with --selectProjects integration or e2e.');
  return { sourcePorts: [], ...(JSON.parse(json) as Partial<TestStack>) } as TestStack;
}
