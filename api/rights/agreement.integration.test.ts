import fc from 'fast-check';
import { newId } from '../../adapters/postgres/ids';
import { encryptedTitle, licence, type Session, start } from '../playback/testing/watching';
import { ask } from '../testing/ask';
import { as, at, startApiWorld, world } from '../testing/world';

jest.setTimeout(180_000);
startApiWorld();

const HOUR = 3_600_000;
const edge = fc.option(
  fc.integer({ min: -3, max: 3 }).filter((hours) => hours !== 0),
  { nil: null },
);
const some = (codes: string[]) => fc.oneof(fc.constant<string[]>([]), fc.subarray(codes));
const FAMILIES = ['tv', 'web', 'mobile', 'ios', 'android', 'roku', 'firetv', 'appletv', 'console'];
/** Of subscriptions and advertising alone: what may be watched is what is offered. */
const anyWindow = fc.record({
  kind: fc.constantFrom('grant', 'grant', 'grant', 'holdback', 'blackout'),
  licenseType: fc.constantFrom('SVOD', 'AVOD'),
  territories: fc.subarray(['DE', 'FR', 'EU', 'US', 'US-CA', 'XK', 'ZZ'], { minLength: 1 }),
  excludedTerritories: some(['DE', 'FR', 'US-CA']),
  startsAt: edge,
  endsAt: edge,
  unresolved: some(['start']),
  deviceFamilies: some(FAMILIES),
  exception: fc.boolean(),
  approvedBy: fc.constantFrom(null, 'somebody'),
  status: fc.constantFrom('active', 'active', 'active', 'withdrawn'),
});
const PLACES = [undefined, 'DE', 'FR', 'AT', 'IT', 'PL', 'US', 'US-CA', 'CA', 'GB', 'CH', 'XK', 'JP', 'BR'];
/** One family that no window names. */
const DEVICES = [...FAMILIES, 'fridge'];
const ASKERS = PLACES.flatMap((territory) => DEVICES.map((device) => ({ territory, device })));
/** With as many askers as there are, 10,080 questions of every door that answers for many titles at once. */
const TITLES = 72;
/** Questions of the doors that open for one title alone. */
const SESSIONS = 200;
const MOST_ASKERS = 100;
const CLEAR_KEY = 'org.w3.clearkey';

interface Row {
  title_id: string;
  asker: number;
  allowed: boolean;
  code: string | null;
}

async function titles(): Promise<string[]> {
  const sets = fc.sample(fc.array(anyWindow, { maxLength: 3 }), TITLES);
  const now = Date.now();
  const hours = (offset: number | null) => (offset === null ? null : new Date(now + offset * HOUR));
  return Promise.all(
    sets.map(async (windows) => {
      const { titleId } = await encryptedTitle();
      const about = { tenantId: world.tenant.id, titleId, externalId: titleId, createdBy: 'test' };
      await world.server.database.rightsWindow.createMany({
        data: windows.map(({ startsAt, endsAt, ...window }) => ({
          ...{ ...window, ...about, id: newId('win'), startsAt: hours(startsAt), endsAt: hours(endsAt) },
        })),
      });
      return titleId;
    }),
  );
}

/** What a viewer gets. */
async function seen(path: string, { territory, device }: (typeof ASKERS)[number]): Promise<string[]> {
  const headers = territory ? { 'x-country': territory } : undefined;
  const { body } = await ask(at(`${path}limit=100&device=${device}`), { ...as('viewer'), headers });
  return body.data.map(({ id }) => id).sort();
}

/** What a partner's feed tells. It is for countries: nobody is nowhere in it, or in a part of one. */
async function told({ territory, device }: (typeof ASKERS)[number]): Promise<string[]> {
  const query = new URLSearchParams({ territory: territory ?? '', device, license_type: 'SVOD,AVOD' });
  const { text } = await ask(at(`/feeds/mrss.xml?${query}`), as('partner'));
  return [...text.matchAll(/<guid[^>]*>([^<]+)</g)].map(([, id]) => id ?? '').sort();
}

/** Every question, of the simulator, which answers a hundred askers at once. */
async function simulated(ids: string[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (let from = 0; from < ASKERS.length; from += MOST_ASKERS) {
    const some = ASKERS.slice(from, from + MOST_ASKERS);
    const askers = some.map((each) => ({ ...each, license_types: ['SVOD', 'AVOD'] }));
    const { status, body } = await ask(at('/v1/availability/simulate'), {
      ...{ ...as('operator'), body: { title_ids: ids, askers } },
    });
    expect(status).toBe(200);
    rows.push(...(body.data as unknown as Row[]).map((row) => ({ ...row, asker: from + row.asker })));
  }
  return rows;
}

/** A session, and a licence of it where it may be played, as a player asks for them. */
async function play({ title_id, asker }: Row): Promise<{ allowed: boolean; code: string | null; licence?: number }> {
  const { territory, device: family = 'web' } = ASKERS[asker] ?? {};
  const { status, body } = await start(title_id, { territory, device: { family, drm_systems: [CLEAR_KEY] } });
  if (status !== 201) return { allowed: false, code: String(body.code) };
  const { drm } = body as unknown as Session;
  const kids = drm.key_ids.map((kid) => Buffer.from(kid.replaceAll('-', ''), 'hex').toString('base64url'));
  return { allowed: true, code: null, licence: (await licence(drm.token, { kids, type: 'temporary' })).status };
}

it('is one answer to 10,000 questions: of the simulator, lists, search, feeds, playback sessions and licences', async () => {
  const ids = await titles();
  const rows = await simulated(ids);
  expect(rows).toHaveLength(TITLES * ASKERS.length);
  for (const [place, asker] of ASKERS.entries()) {
    const allowed = rows.filter((row) => row.asker === place && row.allowed).map((row) => row.title_id);
    allowed.sort();
    expect([asker, await seen('/v1/titles?', asker)]).toEqual([asker, allowed]);
    expect([asker, await seen('/v1/search?q=film&', asker)]).toEqual([asker, allowed]);
    if (asker.territory?.length === 2) expect([asker, await told(asker)]).toEqual([asker, allowed]);
  }
  // As many that may as that may not, so that neither is asked seldom.
  const [may, mayNot] = [true, false].map((allowed) => rows.filter((row) => row.allowed === allowed));
  const sample = [may, mayNot].flatMap((of = []) => shuffled(of).slice(0, SESSIONS / 2));
  expect(sample).toHaveLength(SESSIONS);
  for (const row of sample) {
    const { title_id, asker, allowed, code } = row;
    const expected = allowed ? { allowed, code, licence: 200 } : { allowed, code };
    expect([title_id, asker, await play(row)]).toEqual([title_id, asker, expected]);
  }
});

const shuffled = <T>(list: T[]): T[] => fc.sample(fc.shuffledSubarray(list, { minLength: list.length }), 1)[0] ?? [];
