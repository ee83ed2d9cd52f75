import { documentOf } from '../../domain/catalog/document';
import { completenessOf } from '../../domain/catalog/issues';
import { type Loss, lossesAt } from '../../domain/rights/losses';
import type { Missing, ReadinessFacts } from '../../domain/rights/readiness';
import { missingOf } from '../../domain/rights/readiness';
import type { RightsWindow } from '../../domain/rights/types';
import type { Prisma, RightsWindow as WindowRow } from '../../prisma/client/client';
import { draftOf } from './catalog-rows';
import { judgedWindow } from './rights-record';
import type { LayoutNaming } from './window-processes-port';

type Reader = Pick<Prisma.TransactionClient, 'title' | 'titleSnapshot' | 'rendition' | 'rightsWindow'>;

/** What is missing for each window, by its id; in few statements whatever their number. */
export async function missingOfWindows(reader: Reader, windows: readonly WindowRow[]): Promise<Map<string, Missing[]>> {
  const facts = await readinessFacts(reader, titlesOf(windows));
  return new Map(
    windows.map((row) => {
      const opensAt = row.startsAt?.getTime() ?? Number.NEGATIVE_INFINITY;
      return [row.id, missingOf(judgedWindow(row), row.titleId ? facts.get(row.titleId) : undefined, opensAt)];
    }),
  );
}

/** Who loses a title with the end of each window, by its id. */
export async function lossesOfWindows(
  reader: Pick<Reader, 'rightsWindow'>,
  windows: readonly WindowRow[],
): Promise<Map<string, Loss[]>> {
  const rows = await reader.rightsWindow.findMany({ where: { titleId: { in: titlesOf(windows) }, status: 'active' } });
  const byTitle = windowsByTitle(rows);
  return new Map(
    windows.map((row) => {
      if (!row.titleId || !row.endsAt) return [row.id, []];
      const all = byTitle.get(row.titleId) ?? [];
      const facts = { published: true, windows: all, rightsRequired: true };
      return [row.id, lossesAt(facts, judgedWindow(row), row.endsAt.getTime())];
    }),
  );
}

/**
 * Versions of layouts that viewers see once a window has closed and that name its title by hand: what is live now, and what goes live
 * later.
 */
export async function layoutsNaming(
  reader: Pick<Prisma.TransactionClient, '$queryRaw'>,
  { tenantId, titleId }: Pick<WindowRow, 'tenantId' | 'titleId'>,
): Promise<LayoutNaming[]> {
  const now = new Date().toISOString();
  const rows = await reader.$queryRaw<{ key: string; number: number; goes_live_at: Date }[]>`
    SELECT l.key, v.number, v.goes_live_at AT TIME ZONE 'UTC' AS goes_live_at
    FROM layouts l JOIN layout_versions v ON v.layout_id = l.id
    WHERE l.tenant_id = ${tenantId} AND v.cancelled_at IS NULL
      AND (v.goes_live_at > ${now}::timestamp OR v.id = (
        SELECT live.id FROM layout_versions live
        WHERE live.layout_id = l.id AND live.cancelled_at IS NULL AND live.goes_live_at <= ${now}::timestamp
        ORDER BY live.goes_live_at DESC, live.number DESC LIMIT 1))
      AND jsonb_path_exists(v.document, '$.rails[*].titles[*] ? (@ == $id)', jsonb_build_object('id', ${titleId}::text))
    ORDER BY v.goes_live_at, l.key`;
  return rows.map(({ key, number, goes_live_at }) => ({ key, version: number, goesLiveAt: goes_live_at }));
}

/** Windows as the gate reads them, by the ids of their titles. */
export function windowsByTitle(rows: readonly WindowRow[]): Map<string, RightsWindow[]> {
  const byTitle = new Map<string, RightsWindow[]>();
  for (const row of rows) {
    if (row.titleId === null) continue;
    const own = byTitle.get(row.titleId) ?? [];
    own.push(judgedWindow(row));
    byTitle.set(row.titleId, own);
  }
  return byTitle;
}

const titlesOf = (windows: readonly WindowRow[]): string[] => [
  ...new Set(windows.flatMap(({ titleId }) => titleId ?? [])),
];

const TITLE = {
  ...{ id: true, name: true, metadata: true, draft: true, draftRevision: true, status: true, autoPublish: true },
  ...{ currentVersionId: true, snapshotId: true, artworks: { select: { role: true } } },
  schedules: { where: { status: 'waiting' }, select: { action: true, at: true } },
} as const satisfies Prisma.TitleSelect;

async function readinessFacts(reader: Reader, titleIds: string[]): Promise<Map<string, ReadinessFacts>> {
  const titles = await reader.title.findMany({ where: { id: { in: titleIds } }, select: TITLE });
  const shown = await reader.titleSnapshot.findMany({
    where: { id: { in: titles.flatMap(({ snapshotId }) => snapshotId ?? []) } },
    select: { id: true, document: true },
  });
  const renditions = await reader.rendition.findMany({
    where: { versionId: { in: titles.flatMap(({ currentVersionId }) => currentVersionId ?? []) } },
    select: { versionId: true, kind: true, language: true, width: true, height: true },
  });
  const documents = new Map(shown.map(({ id, document }) => [id, document]));
  return new Map(
    titles.map((title) => [
      title.id,
      {
        published: title.status === 'published',
        schedules: title.schedules.map(({ action, at }) => ({
          ...{ action: action === 'publish' ? 'publish' : 'unpublish', at: at.getTime() },
        })),
        publishesItself: title.autoPublish,
        hasVersion: title.currentVersionId !== null,
        renditions: renditions
          .filter(({ versionId }) => versionId === title.currentVersionId)
          .map(({ kind, language, width, height }) => ({
            kind: kind as ReadinessFacts['renditions'][number]['kind'],
            ...{ language: language ?? undefined, width: width ?? undefined, height: height ?? undefined },
          })),
        artworkRoles: title.artworks.map(({ role }) => role),
        incompleteLocales: incompleteIn(documents.get(title.snapshotId ?? '') ?? draftOf(title)),
      } satisfies ReadinessFacts,
    ]),
  );
}

/** As the gate of publishing has it; see domain/catalog/issues.ts. */
const incompleteIn = (stored: unknown): string[] =>
  completenessOf(documentOf(stored))
    .filter(({ required, missing }) => required && (missing.includes('title') || missing.includes('synopsis_short')))
    .map(({ locale }) => locale);
