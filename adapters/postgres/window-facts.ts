import { documentOf } from '../../domain/catalog/document';
import { completenessOf } from '../../domain/catalog/issues';
import type { Missing, ReadinessFacts } from '../../domain/rights/readiness';
import { missingOf } from '../../domain/rights/readiness';
import { losesAt } from '../../domain/rights/readiness-plan';
import type { Prisma, RightsWindow as WindowRow } from '../../prisma/client/client';
import { draftOf } from './catalog-rows';
import { judgedWindow } from './rights-record';

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

/** Territories that lose their title with the end of each window, by its id. */
export async function lossesOfWindows(reader: Reader, windows: readonly WindowRow[]): Promise<Map<string, string[]>> {
  const rows = await reader.rightsWindow.findMany({ where: { titleId: { in: titlesOf(windows) }, status: 'active' } });
  return new Map(
    windows.map((row) => {
      if (!row.titleId || !row.endsAt) return [row.id, []];
      const all = rows.filter(({ titleId }) => titleId === row.titleId).map(judgedWindow);
      const facts = { published: true, windows: all, rightsRequired: true };
      return [row.id, losesAt(facts, judgedWindow(row), row.endsAt.getTime())];
    }),
  );
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
