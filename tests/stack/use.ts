import type { TestStack } from './setup';

/** The shared stack, as a test file sees it. @throws {Error} outside the integration and e2e projects */
export function testStack(): TestStack {
  const json = process.env.HEADEND_TEST_STACK;
  if (!json) throw new Error('No test stack: run with --selectProjects integration or e2e.');
  return JSON.parse(json) as TestStack;
}
