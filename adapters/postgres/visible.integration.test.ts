import fc from 'fast-check';
import { mayOffer, mayPlay } from '../../domain/rights/may-play';
import type { LicenceType } from '../../domain/rights/types';
import { Prisma } from '../../prisma/client/client';
import { testStack } from '../../tests/stack/use';
import { createRepositories, type Database, openDatabase, type Repositories } from '.';
import { newId } from './ids';
import { visible } from './visible';

let database: Database;
let repositories: Repositories;
beforeAll(() => {
  database = openDatabase({ url: testStack().database });
  repositories = createRepositories(database);
});
afterAll(() => database.$disconnect());

/** Instants are few, so that edges and questions fall together. */
const START = Date.parse('2028-02-29T00:00:00Z');
const instant = (tick: number) => new Date(START + tick);
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
const anyTitle = fc.record({
  status: fc.constantFrom('published', 'published', 'draft', 'unpublished'),
  hasVersion: fc.constantFrom(true, true, true, false),
  windows: fc.array(anyWindow, { maxLength: 4 }),
});
const anyAsker = fc.record({
  territory: fc.constantFrom(undefined, 'DE', 'FR', 'US', 'US-CA', 'JP'),
  device: fc.constantFrom(undefined, { family: 'tv' }, { family: 'web' }, {}),
  licenceTypes: fc.subarray<LicenceType>(['SVOD', 'AVOD', 'EST', 'POEST']),
});

type Titles = (typeof anyTitle extends fc.Arbitrary<infer T> ? T : never)[];

async function written(titles: Titles): Promise<{ tenantId: string; ids: string[] }> {
  const { id: tenantId } = await database.tenant.create({ data: { id: newId('ten'), name: 'Rights' } });
  const rows = titles.map((title) => ({ ...title, id: newId('tit') }));
  await database.title.createMany({
    data: rows.map(({ id, status, hasVersion }) => ({
      ...{ id, tenantId, externalId: id, name: id, status },
      currentVersionId: hasVersion ? `ver_of_${id}` : null,
    })),
  });
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

it('shows in lists exactly the titles that the gate lets play, whoever asks and whenever', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyTitle, { minLength: 60, maxLength: 60, size: 'max' }),
      fc.array(fc.tuple(anyAsker, fc.integer({ min: -1, max: 7 }), fc.boolean(), fc.constantFrom('play', 'offer')), {
        ...{ minLength: 25, maxLength: 25 },
      }),
      async (titles, questions) => {
        const { tenantId, ids } = await written(titles);
        const rights = await repositories.rights.facts(tenantId, ids);
        for (const [asker, tick, rightsRequired, purpose] of questions) {
          const gate = purpose === 'play' ? mayPlay : mayOffer;
          const at = instant(tick);
          const shown = await database.$queryRaw<{ id: string }[]>(
            Prisma.sql`SELECT t.id FROM titles t WHERE t.tenant_id = ${tenantId}
              AND ${visible({ ...asker, at, rightsRequired, purpose })} ORDER BY t.id`,
          );
          const playable = [...rights.values()]
            .filter(({ facts }) => gate({ ...facts, rightsRequired }, asker, at.getTime()).allowed)
            .map(({ id }) => id);
          expect(shown.map(({ id }) => id)).toEqual(playable.sort());
        }
      },
    ),
    { numRuns: 8 },
  );
}, 120_000);
