import { encryptedTitle } from '../playback/testing/watching';
import { ask } from '../testing/ask';
import { newTenant } from '../testing/server';
import { as, at, startApiWorld, world } from '../testing/world';

startApiWorld();

const DAY = 86_400_000;
const day = (days: number) => new Date(Date.now() + days * DAY).toISOString();
const sell = async (titleId: string, more: object = {}) => {
  const body = { license_type: 'SVOD', territories: ['DE'], ...more };
  return (await ask(at(`/v1/titles/${titleId}/windows`), { ...as('operator'), body })).body;
};
/** Answers of the desk, as far as they are looked at. */
interface Desk {
  data: {
    title_id: string | null;
    external_id: string;
    windows: { id: string; delivered: object }[];
    conflicts: { kind: string }[];
    remains: { territories: string[]; license_types: string[] }[];
    territories: string[];
    license_type: string;
    before: { from: string; to: string | null }[];
    after: { from: string; to: string | null }[];
    changed: boolean;
  }[];
  next_cursor: string | null;
}
const read = async (path: string, key = as('partner').key) => (await ask(at(path), { key })).body as unknown as Desk;
const preview = async (titleId: string, body: object) =>
  await ask(at(`/v1/titles/${titleId}/windows/preview`), { ...as('partner'), body });

describe('the desk', () => {
  it('lists titles page by page with the windows of a time, a territory, a licence or a name', async () => {
    const first = await encryptedTitle();
    const second = await encryptedTitle();
    const near = await sell(first.titleId, { starts_at: day(-1), ends_at: day(9) });
    await sell(first.titleId, { starts_at: day(200) });
    const bar = await sell(first.titleId, { kind: 'blackout', license_type: undefined, territories: ['EU'] });
    const abroad = await sell(second.titleId, { territories: ['US'], license_type: 'AVOD', ends_at: day(3) });
    const ids = (desk: Desk) => desk.data.map(({ windows }) => windows.map(({ id }) => id).sort());
    const page = await read('/v1/rights/desk?limit=1');
    const next = await read(`/v1/rights/desk?limit=1&cursor=${page.next_cursor}`);
    expect(next.next_cursor).toBeNull();
    expect([...ids(page), ...ids(next)].sort()).toEqual([[near.id, bar.id].sort(), [abroad.id]].sort());
    expect(ids(await read('/v1/rights/desk?territory=DE&license_type=SVOD'))).toEqual([[near.id, bar.id].sort()]);
    expect(ids(await read('/v1/rights/desk?territory=US'))).toEqual([[abroad.id]]);
    expect(ids(await read(`/v1/rights/desk?from=${day(20)}&license_type=AVOD&territory=US`))).toEqual([]);
    expect(await read(`/v1/rights/desk?q=${abroad.external_id.toUpperCase()}`)).toMatchObject({
      data: [{ title_id: second.titleId }],
    });
    expect(await read('/v1/rights/desk?q=%25_')).toMatchObject({ data: [] });
    expect(await ask(at(`/v1/rights/desk?from=${day(1)}&to=${day(0)}`), as('partner'))).toMatchObject({ status: 422 });
    const other = await newTenant(world.databaseUrl);
    expect(await read('/v1/rights/desk', other.keys.operator)).toMatchObject({ data: [] });
  });

  it('lists rights of titles that are not there yet after the others, with edges as they were told', async () => {
    const { titleId } = await encryptedTitle();
    await sell(titleId);
    const told = await sell(titleId, { starts_at: '2026-11-01T01:00:00+01:00' });
    await world.server.database.rightsWindow.update({
      where: { id: told.id },
      data: { titleId: null, externalId: 'A waiting one' },
    });
    const first = await read('/v1/rights/desk?limit=1');
    expect(first).toMatchObject({ data: [{ title_id: titleId }] });
    expect(await read(`/v1/rights/desk?limit=1&cursor=${first.next_cursor}`)).toMatchObject({
      data: [
        {
          title_id: null,
          external_id: 'A waiting one',
          windows: [{ delivered: { start: expect.stringMatching(/\+01:00$/) } }],
        },
      ],
      next_cursor: null,
    });
  });

  it('shows conflicts of the time beside the windows', async () => {
    const { titleId } = await encryptedTitle();
    await sell(titleId, { exclusive: true, ends_at: day(5) });
    await sell(titleId, { starts_at: day(1), ends_at: day(4) });
    const kinds = async (query: string) =>
      (await read(`/v1/rights/desk?${query}`)).data.flatMap(({ conflicts }) => conflicts.map(({ kind }) => kind));
    expect(await kinds('')).toEqual(['exclusivity']);
    expect(await kinds(`from=${day(4.5)}`)).toEqual([]);
  });

  it('lists what expires with what remains after it', async () => {
    const { titleId } = await encryptedTitle();
    const soon = await sell(titleId, { territories: ['DE', 'AT'], ends_at: day(3) });
    await sell(titleId, { territories: ['AT'], license_type: 'AVOD' });
    await sell(titleId, { territories: ['FR'], ends_at: day(60) });
    const { data } = await read('/v1/rights/expiring?days=30');
    expect(data).toMatchObject([
      {
        ...{ title_id: titleId, window: { id: soon.id } },
        remains: [
          { territories: ['AT'], license_types: ['AVOD'] },
          { territories: ['DE'], license_types: [] },
        ],
      },
    ]);
    const { titleId: elsewhere } = await encryptedTitle();
    await sell(elsewhere, { territories: ['ZZ'], excluded_territories: ['DE'], ends_at: day(50) });
    const there = await read('/v1/rights/expiring?days=90&territory=DE');
    expect(there.data.map(({ remains }) => remains)).toEqual([[{ territories: ['DE'], license_types: [] }]]);
  });

  it('tells what a change would do, and changes nothing', async () => {
    const { titleId } = await encryptedTitle();
    const window = await sell(titleId, { ends_at: day(9) });
    const say = (more: object) => ({ license_type: 'SVOD', territories: ['DE'], ...more });
    const told = async (body: object) => ((await preview(titleId, body)).body as unknown as Desk).data;
    expect(await told({ window_id: window.id, window: say({ ends_at: day(5) }) })).toMatchObject([
      { territories: ['DE'], license_type: 'SVOD', changed: true, before: [{}], after: [{}] },
    ]);
    expect(await told({ window_id: window.id })).toMatchObject([{ changed: true, after: [] }]);
    const waits = say({ ends_at: day(20), start_condition: { event: 'Broadcast', lag_seconds: 60 } });
    expect(await told({ window: waits })).toMatchObject([{ changed: false }]);
    const milestone = { external_id: window.external_id, event: 'Broadcast', at: day(10) };
    await ask(at('/v1/milestones'), { ...as('operator'), body: milestone });
    expect(await told({ window: waits })).toMatchObject([{ changed: true, after: [{}, {}] }]);
    expect(await preview(titleId, { window_id: 'win_none' })).toMatchObject({ status: 404 });
    expect(await preview(titleId, {})).toMatchObject({ status: 422, body: { code: 'request/invalid' } });
    expect((await preview(titleId, { window: say({ territories: ['UK'] }) })).body.code).toBe(
      'rights/territory-unknown',
    );
    expect(await world.server.database.rightsWindow.count({ where: { titleId } })).toBe(1);
  });
});
