import type { Prisma, Title } from '../../prisma/client/client';
import { appendEvent } from './events';
import { titleData } from './events-data';
import { newId } from './ids';
import type { NewIngest } from './port';

type Named = Omit<Title, 'metadata'> & { before: Pick<Title, 'name' | 'credit'> | null };

/**
 * The title that an order names: made when the order is the first of it, named anew while nothing of it is published, and
 * told of when anything changed. What is out keeps its names until the order is published, which may never be. The row is
 * held until the transaction ends. One statement, as every order begins with it.
 */
export async function namedTitle(
  transaction: Prisma.TransactionClient,
  { tenantId, externalId, title: name, credit }: NewIngest,
  testMode: boolean,
): Promise<Omit<Title, 'metadata'>> {
  const id = newId('tit');
  const [row] = await transaction.$queryRaw<[Named]>`
    WITH before AS (SELECT name, credit FROM titles WHERE tenant_id = ${tenantId} AND external_id = ${externalId})
    INSERT INTO titles AS title (id, tenant_id, external_id, name, credit, test_mode, created_at, updated_at)
    VALUES (${id}, ${tenantId}, ${externalId}, ${name}, ${credit ?? null}, ${testMode},
      now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC')
    ON CONFLICT (tenant_id, external_id) DO UPDATE
      SET name = CASE WHEN title.current_version_id IS NULL THEN excluded.name ELSE title.name END,
        credit = CASE WHEN title.current_version_id IS NULL THEN coalesce(excluded.credit, title.credit)
          ELSE title.credit END,
        updated_at = CASE WHEN title.current_version_id IS NULL THEN excluded.updated_at ELSE title.updated_at END
    RETURNING id, tenant_id AS "tenantId", external_id AS "externalId", name, credit, test_mode AS "testMode",
      status, current_version_id AS "currentVersionId", published_at AS "publishedAt", created_at AS "createdAt",
      updated_at AS "updatedAt", (SELECT to_jsonb(before) FROM before) AS before`;
  const { before, ...title } = row;
  const made = title.id === id;
  const changed = before !== null && (before.name !== title.name || before.credit !== title.credit);
  if (made || changed) {
    const type = made ? 'title.created' : 'title.updated';
    await appendEvent(transaction, { tenantId, type, subject: title.id, testMode, data: titleData(title) });
  }
  return title;
}
