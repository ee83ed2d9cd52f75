import fc from 'fast-check';
import { mayOffer } from '../../domain/rights/may-play';
import { testStack } from '../../tests/stack/use';
import { createRepositories, type Database, openDatabase } from '.';
import { anyAsker, anyTitle, instant, written } from './testing/any-rights';
import { createViewerCatalog } from './viewer-catalog';
import type { EntryPage, Looker, ViewerCatalog } from './viewer-catalog-port';

let database: Database;
beforeAll(() => {
  database = openDatabase({ url: testStack().database });
});
afterAll(() => database.$disconnect());

const ANY_OFFER = ['SVOD', 'AVOD', 'VOD', 'EST'] as const;

it('lists, finds and reads for viewers exactly the titles that the gate lets be offered, whoever asks and whenever', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyTitle, { minLength: 60, maxLength: 60, size: 'max' }),
      fc.array(fc.tuple(anyAsker, fc.integer({ min: -1, max: 7 }), fc.boolean()), { minLength: 25, maxLength: 25 }),
      async (titles, questions) => {
        const { tenantId, ids } = await written(database, titles);
        for (const [{ territory, device }, tick, rightsRequired] of questions) {
          const { rights, viewerCatalog } = createRepositories(database, { rightsRequired });
          const looker = { tenantId, territory, deviceFamily: device?.family, now: instant(tick) };
          const facts = await rights.facts(tenantId, ids);
          const offered = [...facts.values()]
            .filter(
              (title) => mayOffer(title.facts, { territory, device, licenceTypes: ANY_OFFER }, +looker.now).allowed,
            )
            .map(({ id }) => id)
            .sort();
          const sortedIds = (found: { id: string }[]) => found.map(({ id }) => id).sort();
          const search = { text: 'agreed', locale: 'en', limit: 100, offset: 0 };
          expect(sortedIds((await viewerCatalog.list(looker, { limit: 100 })).items)).toEqual(offered);
          expect(sortedIds((await viewerCatalog.search(looker, search)).items)).toEqual(offered);
          expect(sortedIds(await viewerCatalog.some(looker, ids))).toEqual(offered);
          const shallow = createViewerCatalog(database, { rightsRequired, depth: 20 });
          expect((await everyPage(shallow, looker)).sort()).toEqual(offered);
        }
      },
    ),
    { numRuns: 7 },
  );
}, 120_000);

/** Three at a time: among the newest, or by what makes them rare, as it comes. */
async function everyPage(catalog: ViewerCatalog, looker: Looker): Promise<string[]> {
  const ids: string[] = [];
  for (let after: EntryPage['after']; ; ) {
    const { items, next } = await catalog.list(looker, { limit: 3, after });
    ids.push(...items.map(({ id }) => id));
    if (!next) return ids;
    after = next;
  }
}
