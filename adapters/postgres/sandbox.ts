import { TEST_KEPT_MS } from '../../domain/media/test-mode';
import type { Prisma } from '../../prisma/client/client';

const SUFFIX = '_test';

/**
 * Test data live in a tenant of their own beside the real one: what keeps tenants apart keeps test mode apart too, in every
 * table, prefix and queue.
 */
export const sandboxOf = (accountId: string): string => `${accountId}${SUFFIX}`;

/** Ids of real tenants end in a digit or a letter of their ULID, or are named by the operator without this ending. */
export const isSandbox = (tenantId: string): boolean => tenantId.endsWith(SUFFIX);

/** When test data made at an instant are erased; undefined for data that stay. */
export const erasedAt = (tenantId: string, now: number): Date | undefined =>
  isSandbox(tenantId) ? new Date(now + TEST_KEPT_MS) : undefined;

/** The sandbox must be there before a key can order into it. */
export async function ensureSandbox(transaction: Prisma.TransactionClient, accountId: string): Promise<void> {
  const account = await transaction.tenant.findUniqueOrThrow({ where: { id: accountId } });
  const id = sandboxOf(accountId);
  await transaction.tenant.createMany({ data: [{ id, name: `${account.name} (test mode)` }], skipDuplicates: true });
}
