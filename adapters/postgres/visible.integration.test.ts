import fc from 'fast-check';
import { mayOffer, mayPlay } from '../../domain/rights/may-play';
import { Prisma } from '../../prisma/client/client';
import { testStack } from '../../tests/stack/use';
import { createRepositories, type Database, openDatabase, type Repositories } from '.';
import { anyAsker, anyTitle, instant, written } from './testing/any-rights';
import { visible } from './visible';

let database: Database;
let repositories: Repositories;
beforeAll(() => {
  database = openDatabase({ url: testStack().database });
  repositories = createRepositories(database);
});
afterAll(() => database.$disconnect());

it('shows in lists exactly the titles that the gate lets play, whoever asks and whenever', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyTitle, { minLength: 60, maxLength: 60, size: 'max' }),
      fc.array(fc.tuple(anyAsker, fc.integer({ min: -1, max: 7 }), fc.boolean(), fc.constantFrom('play', 'offer')), {
        ...{ minLength: 25, maxLength: 25 },
      }),
      async (titles, questions) => {
        const { tenantId, ids } = await written(database, titles);
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
