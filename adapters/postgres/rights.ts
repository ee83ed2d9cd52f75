import type {
  Edge,
  FormatProfile,
  LicenceType,
  RightsWindow,
  SoldLanguage,
  WindowKind,
} from '../../domain/rights/types';
import type { Prisma } from '../../prisma/client/client';
import type { Database } from './database';
import { guardAll } from './errors';
import type { Rights } from './rights-port';

type WindowRow = Prisma.RightsWindowGetPayload<object>;

/** {@link Rights} in PostgreSQL. */
export const createRights = (database: Database): Rights =>
  guardAll({
    async rowsOf(tenantId, titleId) {
      const row = await database.title.findFirst({
        where: { id: titleId, tenantId },
        select: { status: true, currentVersionId: true, windows: true },
      });
      if (!row) return undefined;
      return {
        published: row.status === 'published',
        currentVersionId: row.currentVersionId ?? undefined,
        windows: row.windows.map(windowOf),
      };
    },
  });

/** A row as the resolver reads it. */
export const windowOf = (row: WindowRow): RightsWindow => ({
  id: row.id,
  version: row.version,
  kind: row.kind as WindowKind,
  licenceType: (row.licenseType ?? undefined) as LicenceType | undefined,
  territories: row.territories,
  excludedTerritories: row.excludedTerritories,
  startsAt: row.startsAt?.getTime(),
  endsAt: row.endsAt?.getTime(),
  unresolved: row.unresolved as Edge[],
  languages: row.languages as unknown as SoldLanguage[],
  holdbackLanguages: row.holdbackLanguages,
  formatProfile: (row.formatProfile ?? undefined) as FormatProfile | undefined,
  deviceFamilies: row.deviceFamilies,
  exclusive: row.exclusive ?? undefined,
  runs: row.runs ?? undefined,
  rental: rentalOf(row),
  awaitsApproval: row.exception && row.approvedBy === null,
  withdrawn: row.status === 'withdrawn',
});

function rentalOf({ rentalStartBySeconds: start, rentalFinishBySeconds: finish }: WindowRow): RightsWindow['rental'] {
  if (start === null && finish === null) return undefined;
  return { startByMs: milliseconds(start), finishByMs: milliseconds(finish) };
}

const milliseconds = (seconds: bigint | null): number | undefined =>
  seconds === null ? undefined : Number(seconds) * 1000;
