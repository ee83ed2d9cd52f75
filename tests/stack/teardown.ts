import { rm } from 'node:fs/promises';
import { holder } from './setup';

/** Stop the shared stack after its last user, and remove its folder. */
export default async function teardown(): Promise<void> {
  if (!holder.headendStack) return;
  holder.headendUsers = (holder.headendUsers ?? 1) - 1;
  if (holder.headendUsers > 0) return;
  const stack = await holder.headendStack;
  await stack.stop();
  await rm(stack.dataDir, { recursive: true, force: true });
  holder.headendStack = undefined;
  delete process.env.HEADEND_TEST_STACK;
}
