import fc from 'fast-check';
import { newId } from '../../adapters/postgres/ids';
import { encryptedTitle, licence, type Session, start } from '../playback/testing/watching';
import { ask } from '../testing/ask';
import { as, at, startApiWorld, world } from '../testing/world';

jest.setTimeout(120_000);
startApiWorld();

const HOUR = 3_600_000;
const edge = fc.option(
  fc.integer({ min: -3, max: 3 }).filter((hours) => hours !== 0),
  { nil: null },
);
const some = (codes: string[]) => fc.oneof(fc.constant<string[]>([]), fc.subarray(codes));
/** Of subscriptions and advertising alone: what may be watched is what is offered. */
const anyWindow = fc.record({
  kind: fc.constantFrom('grant', 'grant', 'grant', 'holdback', 'blackout'),
  licenseType: fc.constantFrom('SVOD', 'AVOD'),
  territories: fc.subarray(['DE', 'FR', 'EU', 'US', 'ZZ'], { minLength: 1 }),
  excludedTerritories: some(['DE', 'FR']),
  startsAt: edge,
  endsAt: edge,
  unresolved: some(['start']),
  deviceFamilies: some(['tv', 'web']),
  exception: fc.boolean(),
  approvedBy: fc.constantFrom(null, 'somebody'),
  status: fc.constantFrom('active', 'active', 'active', 'withdrawn'),
});
const ASKERS = [undefined, 'DE', 'FR', 'US'].flatMap((territory) =>
  ['tv', 'web'].map((device) => ({ territory, device })),
);
const CLEAR_KEY = 'org.w3.clearkey';

interface Row {
  title_id: string;
  asker: number;
  allowed: boolean;
  code: string | null;
}

async function titles(): Promise<string[]> {
  const sets = fc.sample(fc.array(anyWindow, { maxLength: 3 }), 24);
  const now = Date.now();
  const hours = (offset: number | null) => (offset === null ? null : new Date(now + offset * HOUR));
  return Promise.all(
    sets.map(async (windows) => {
      const { titleId } = await encryptedTitle();
      await world.server.database.rightsWindow.createMany({
        data: windows.map(({ startsAt, endsAt, ...window }) => ({
          ...{
            ...window,
            id: newId('win'),
            tenantId: world.tenant.id,
            titleId,
            externalId: titleId,
            createdBy: 'test',
          },
          ...{ startsAt: hours(startsAt), endsAt: hours(endsAt) },
        })),
      });
      return titleId;
    }),
  );
}

/** Every page of what a viewer gets. */
async function seen(path: string, { territory, device }: (typeof ASKERS)[number]): Promise<string[]> {
  const headers = territory ? { 'x-country': territory } : undefined;
  const { body } = await ask(at(`${path}limit=100&device=${device}`), { ...as('viewer'), headers });
  return body.data.map(({ id }) => id).sort();
}

it('is one answer: of the simulator, lists, search, playback sessions and licences', async () => {
  const ids = await titles();
  const askers = ASKERS.map((each) => ({ ...each, license_types: ['SVOD', 'AVOD'] }));
  const simulated = await ask(at('/v1/availability/simulate'), { ...as('operator'), body: { title_ids: ids, askers } });
  const rows = simulated.body.data as unknown as Row[];
  expect(rows).toHaveLength(ids.length * ASKERS.length);
  expect(new Set(rows.map(({ allowed }) => allowed)).size).toBe(2);
  for (const [place, asker] of ASKERS.entries()) {
    const allowed = rows.filter((row) => row.asker === place && row.allowed).map((row) => row.title_id);
    expect([asker, await seen('/v1/titles?', asker)]).toEqual([asker, allowed.sort()]);
    expect([asker, await seen('/v1/search?q=film&', asker)]).toEqual([asker, allowed]);
  }
  for (const { title_id, asker, allowed, code } of rows) {
    const { territory, device: family = 'web' } = ASKERS[asker] ?? {};
    const { status, body } = await start(title_id, { territory, device: { family, drm_systems: [CLEAR_KEY] } });
    expect([title_id, asker, status, status === 201 ? null : body.code]).toEqual([
      title_id,
      asker,
      allowed ? 201 : 403,
      code,
    ]);
    if (status !== 201) continue;
    const { drm } = body as unknown as Session;
    const kids = drm.key_ids.map((kid) => Buffer.from(kid.replaceAll('-', ''), 'hex').toString('base64url'));
    const given = await licence(drm.token, { kids, type: 'temporary' });
    expect([title_id, given.status]).toEqual([title_id, 200]);
  }
});
