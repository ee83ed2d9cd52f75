import fc from 'fast-check';
import type { LicenceType } from '../../../domain/rights/types';
import type { Database } from '../database';
import { newId } from '../ids';

/** Instants are few, so that edges and questions fall together. */
const START = Date.parse('2028-02-29T00:00:00Z');
export const instant = (tick: number) => new Date(START + tick);
const edge = fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined });
/** Seldom narrowed. */
const some = (codes: string[]) => fc.oneof(fc.constant<string[]>([]), fc.subarray(codes));
const anyWindow = fc.record({
  kind: fc.constantFrom('grant', 'grant', 'grant', 'holdback', 'blackout'),
  licenseType: fc.constantFrom(null, 'SVOD', 'AVOD', 'EST', 'POEST'),
  territories: fc.subarray(['DE', 'FR', 'EU', 'US', 'US-CA', 'ZZ'], { minLength: 1 }),
  excludedTerritories: some(['DE', 'US-CA', 'EU']),
  startsAt: edge,
  endsAt: edge,
  unresolved: some(['start', 'end']),
  deviceFamilies: some(['tv', 'ios']),
  exception: fc.boolean(),
  approvedBy: fc.constantFrom(null, 'somebody'),
  status: fc.constantFrom('active', 'active', 'active', 'withdrawn'),
});
export const anyTitle = fc.record({
  status: fc.constantFrom('published', 'published', 'draft', 'unpublished'),
  hasVersion: fc.constantFrom(true, true, true, false),
  windows: fc.array(anyWindow, { maxLength: 4 }),
});
export const anyAsker = fc.record({
  territory: fc.constantFrom(undefined, 'DE', 'FR', 'US', 'US-CA', 'JP'),
  device: fc.constantFrom(undefined, { family: 'tv' }, { family: 'web' }, {}),
  licenceTypes: fc.subarray<LicenceType>(['SVOD', 'AVOD', 'EST', 'POEST']),
});

/** What {@link written} takes. */
export type AnyTitles = (typeof anyTitle extends fc.Arbitrary<infer T> ? T : never)[];

/** Put such titles into a tenant of their own. */
export async function written(database: Database, titles: AnyTitles): Promise<{ tenantId: string; ids: string[] }> {
  const { id: tenantId } = await database.tenant.create({ data: { id: newId('ten'), name: 'Rights' } });
  const rows = titles.map((title) => ({ ...title, id: newId('tit') }));
  await database.title.createMany({
    data: rows.map(({ id, status, hasVersion }) => ({
      ...{ id, tenantId, externalId: id, name: id, status },
      currentVersionId: hasVersion ? `ver_of_${id}` : null,
    })),
  });
  const out = rows.filter(({ status }) => status === 'published');
  await database.titleSnapshot.createMany({
    data: out.map(({ id }) => ({
      ...{ id: `snp_of_${id}`, tenantId, titleId: id, number: 1, digest: id, createdBy: 'test' },
      document: { locales: { en: { title: `Agreed ${id}` } } },
    })),
  });
  await database.$executeRaw`
    UPDATE titles SET snapshot_id = 'snp_of_' || id WHERE tenant_id = ${tenantId} AND status = 'published'`;
  await database.rightsWindow.createMany({
    data: rows.flatMap(({ id, windows }) =>
      windows.map(({ startsAt, endsAt, ...window }) => ({
        ...{ ...window, id: newId('win'), tenantId, titleId: id, externalId: id, createdBy: 'test' },
        startsAt: startsAt === undefined ? null : instant(startsAt),
        endsAt: endsAt === undefined ? null : instant(endsAt),
      })),
    ),
  });
  return { tenantId, ids: rows.map(({ id }) => id) };
}
