import fc from 'fast-check';
import { mayPlay } from '../../domain/rights/may-play';
import { encryptedTitle, type Session, start } from '../playback/testing/watching';
import { ask, type SeenBody } from '../testing/ask';
import { newTenant } from '../testing/server';
import { as, at, startApiWorld, world } from '../testing/world';

startApiWorld();

const DAY = 86_400_000;
const day = (days: number) => new Date(Date.now() + days * DAY).toISOString();
const sold = { license_type: 'SVOD', territories: ['DE'] };

/** Members of the answers that are looked at. */
interface Seen extends SeenBody {
  starts_at: string;
  ends_at: string;
  notes: string[];
  windows: string[];
  play: object;
  offers: object[];
  rows: object[];
  unknown_titles: string[];
}
const told = async (...given: Parameters<typeof ask>) => {
  const answer = await ask(...given);
  return { ...answer, body: answer.body as Seen };
};
const sell = (titleId: string, more: object = {}) =>
  told(at(`/v1/titles/${titleId}/windows`), { ...as('operator'), body: { ...sold, ...more } });
const put = (id: string, body: object, match: string) =>
  told(at(`/v1/windows/${id}`), { ...as('operator'), method: 'PUT', body, headers: { 'If-Match': match } });
const post = (path: string, body?: object) => told(at(path), { ...as('operator'), method: 'POST', body });
const read = (path: string) => told(at(path), as('partner'));
const inGermany = (titleId: string, more: object = {}) => start(titleId, { territory: 'DE', ...more });
const beat = ({ id }: Session) =>
  ask(at(`/v1/playback-sessions/${id}/heartbeat`), { ...as('partner'), method: 'POST' });

describe('a window', () => {
  it('closes a title to all others, and a change of it counts for new sessions at once and running ones at renewal', async () => {
    const { titleId } = await encryptedTitle();
    expect(await start(titleId)).toMatchObject({ status: 201 });
    const window = (await sell(titleId, { ends_at: day(1), format_profile: 'SD' })).body;
    expect((await start(titleId)).body.code).toBe('playback/territory-unknown');
    expect((await start(titleId, { territory: 'US' })).body.code).toBe('playback/territory');
    const session = await inGermany(titleId);
    expect(session.body).toMatchObject({ drm: { max_height: 576, withheld: [{ label: 'HD', lacks: 'height' }] } });
    expect(await beat(session.body as unknown as Session)).toMatchObject({ status: 200 });
    const closed = await put(window.id, { ...sold, ends_at: day(-1) }, '"1"');
    expect(closed).toMatchObject({ status: 200, body: { state: 'closed', version: 2 } });
    expect((await inGermany(titleId)).body.code).toBe('playback/window-closed');
    expect((await beat(session.body as unknown as Session)).body.code).toBe('playback/window-closed');
  });

  it('is refused with what nothing could keep, and withdrawn by all who do so at once', async () => {
    const { titleId } = await encryptedTitle();
    const beyond = [
      { starts_at: '9999-12-31T23:59:59-14:00' },
      { starts_at: '0000-01-01T00:00:00Z' },
      { runs: 2 ** 31 },
    ];
    for (const more of beyond) expect((await sell(titleId, more)).body.code).toBe('request/invalid');
    const event = { external_id: 'x', event: 'Broadcast', at: '9999-06-01T00:00:00Z' };
    expect((await post('/v1/milestones', event)).body.code).toBe('request/invalid');
    for (const list of ['edges', 'desk'])
      expect((await read(`/v1/rights/${list}?from=9999-12-31T00:00:00Z`)).status).toBe(200);
    const { id } = (await sell(titleId)).body;
    const all = await Promise.all([1, 2, 3].map(() => post(`/v1/windows/${id}/withdraw`)));
    expect(all.map(({ status, body }) => [status, body.id])).toEqual(Array(3).fill([200, id]));
  });

  it('tells when it opens; what it lets play ends with it', async () => {
    const { titleId } = await encryptedTitle();
    const opens = day(2);
    await sell(titleId, { starts_at: opens });
    expect((await inGermany(titleId)).body).toMatchObject({ code: 'playback/not-yet', next_change_at: opens });
    const ends = new Date(Date.now() + 60_000).toISOString();
    await sell(titleId, { ends_at: ends });
    const { drm } = (await inGermany(titleId)).body as unknown as { drm: { expires_at: string } };
    const until = Date.parse(drm.expires_at);
    expect(until).toBeLessThanOrEqual(Date.parse(ends));
  });

  it('lets the licence decide how long a rental lasts', async () => {
    const { titleId } = await encryptedTitle();
    await sell(titleId, { license_type: 'VOD', rental_start_by_seconds: 3600, rental_finish_by_seconds: 60 });
    expect((await inGermany(titleId)).body.code).toBe('playback/not-licensed');
    const { body } = await inGermany(titleId, { entitlement: 'ent_1', viewer_id: 'v' });
    const { database } = world.server;
    const { terms, createdAt } = await database.playbackSession.findUniqueOrThrow({ where: { id: body.id } });
    expect(terms).toMatchObject({ playbackMs: 60_000, startBy: createdAt.getTime() + 3_600_000 });
    const begun = new Date(Date.now() - 2 * 3_600_000);
    await database.playbackSession.update({ where: { id: body.id }, data: { createdAt: begun } });
    const again = await inGermany(titleId, { entitlement: 'ent_1', viewer_id: 'v' });
    expect(again.body.code).toBe('playback/not-now');
  });

  it('that makes no sense is refused, with what is meant where that can be guessed', async () => {
    const { titleId } = await encryptedTitle();
    const wrong: [object, string, string?][] = [
      [{ starts_at: '2027-01-02T00:00:00Z', ends_at: '2027-01-01T00:00:00Z' }, 'rights/window-empty'],
      [{ starts_at: '2027-01-01T01:00:00+01:00', ends_at: '2027-01-01T00:00:00Z' }, 'rights/window-empty'],
      [{ starts_at: '2027-02-29T00:00:00Z' }, 'request/invalid'],
      [{ territories: ['UK'] }, 'rights/territory-unknown', 'Write GB.'],
      [{ territories: ['de'] }, 'rights/territory-unknown', 'Write DE.'],
      [{ territories: [] }, 'request/invalid'],
      [{ license_type: undefined }, 'request/invalid'],
      [{ starts_at: day(0), start_condition: { event: 'Broadcast' } }, 'request/invalid'],
    ];
    for (const [body, code, fix] of wrong)
      expect((await sell(titleId, body)).body).toMatchObject({ code, ...(fix ? { fix } : {}) });
    expect(await world.server.database.rightsWindow.count({ where: { titleId } })).toBe(0);
  });

  it('may name what looks odd: a leap day, Kosovo, regions, the world, and for ever, which it tells', async () => {
    const { titleId } = await encryptedTitle();
    const odd = { starts_at: '2028-02-29T00:00:00Z', territories: ['XK', 'EU', 'ZZ', 'US-CA'] };
    const { body } = await sell(titleId, { ...odd, ends_at: '9999-12-31T23:59:59Z' });
    expect(body).toMatchObject({ starts_at: '2028-02-29T00:00:00.000Z', ends_at: null, state: 'upcoming' });
    expect(body.notes).toEqual(['The end 9999-12-31T23:59:59Z was read as open: it never ends.']);
  });

  it('is changed by one of many at the same time, told in the audit log, and stays withdrawn', async () => {
    const { titleId } = await encryptedTitle();
    const { body: window } = await sell(titleId);
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, n) => put(window.id, { ...sold, runs: n + 1 }, '"1"')),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412]);
    expect(await post(`/v1/windows/${window.id}/withdraw`)).toMatchObject({ body: { state: 'withdrawn', version: 3 } });
    expect(await post(`/v1/windows/${window.id}/withdraw`)).toMatchObject({ status: 200, body: { version: 3 } });
    expect((await put(window.id, sold, '"3"')).body.code).toBe('rights/window-withdrawn');
    expect((await inGermany(titleId)).body.code).toBe('playback/no-rights');
    const entries = await world.server.database.auditEntry.findMany({ where: { subject: window.id } });
    expect(entries.map(({ action }) => action).sort()).toEqual(['window.change', 'window.create', 'window.withdraw']);
  });

  it('with an exception waits for a person', async () => {
    const { titleId } = await encryptedTitle();
    const { body: window } = await sell(titleId, { exception: true });
    expect((await inGermany(titleId)).body.code).toBe('playback/not-approved');
    expect((await read(`/v1/windows?title_id=${titleId}&state=waiting`)).body.data).toHaveLength(1);
    expect(await post(`/v1/windows/${window.id}/approve`)).toMatchObject({ body: { approved_by: expect.any(String) } });
    expect(await inGermany(titleId)).toMatchObject({ status: 201 });
    expect((await post(`/v1/windows/${window.id}/approve`)).body.code).toBe('rights/nothing-to-approve');
  });

  it('that waits for an event opens when that is told, and moves when it is told otherwise', async () => {
    const { titleId } = await encryptedTitle();
    const condition = { start_condition: { event: 'Broadcast', lag_seconds: 86_400 } };
    const { body: window } = await sell(titleId, { ...condition, territories: ['DE', 'AT'] });
    expect(window).toMatchObject({ unresolved: ['start'], state: 'waiting', starts_at: null });
    expect((await inGermany(titleId)).body.code).toBe('playback/window-unresolved');
    const aired = (territory: string, days: number) =>
      post('/v1/milestones', { external_id: window.external_id, event: 'Broadcast', territory, at: day(days) });
    expect((await aired('DE', -3)).body.windows).toEqual([]);
    expect((await aired('AT', -2)).body.windows).toEqual([window.id]);
    expect(await inGermany(titleId)).toMatchObject({ status: 201 });
    await aired('AT', 2);
    expect((await inGermany(titleId)).body.code).toBe('playback/not-yet');
    expect((await read(`/v1/milestones?external_id=${window.external_id}`)).body.data).toHaveLength(2);
  });

  it('is nobody else to see, for partners to read, and for operators to write', async () => {
    const { titleId } = await encryptedTitle();
    const { body: window } = await sell(titleId);
    const other = await newTenant(world.databaseUrl);
    for (const path of [`/v1/windows/${window.id}`, `/v1/titles/${titleId}/availability`])
      expect(await ask(at(path), { key: other.keys.operator })).toMatchObject({ status: 404 });
    const foreign = await ask(at('/v1/availability/simulate'), {
      key: other.keys.operator,
      body: { title_ids: [titleId] },
    });
    expect(foreign.body).toMatchObject({ data: [], unknown_titles: [titleId] });
    expect(await ask(at(`/v1/titles/${titleId}/windows`), { ...as('partner'), body: sold })).toMatchObject({
      status: 403,
    });
    expect(await ask(at(`/v1/windows/${window.id}`), as('viewer'))).toMatchObject({ status: 403 });
  });
});

describe('questions about rights', () => {
  it('are answered with every offer and refusal, its row and its next change', async () => {
    const { titleId } = await encryptedTitle();
    const { body: sale } = await sell(titleId, { license_type: 'EST', ends_at: day(-1) });
    const { body: later } = await sell(titleId, { starts_at: day(3) });
    const { body } = await read(`/v1/titles/${titleId}/availability?territory=DE`);
    expect(body.play).toMatchObject({ allowed: true, window_id: sale.id, next_change_at: later.starts_at });
    expect(body.offers).toContainEqual({
      license_type: 'EST',
      play: expect.objectContaining({ allowed: true }),
      offer: expect.objectContaining({ code: 'playback/window-closed', window_id: sale.id }),
    });
    expect(body.rows).toMatchObject([{ window: { id: sale.id } }, { window: { id: later.id } }]);
  });

  it('are answered by the simulator as by the gate, with every change of a time, also as a table', async () => {
    const { titleId } = await encryptedTitle();
    const edges = [1, 4, 6, 9].map(day);
    await sell(titleId, { starts_at: edges[0], ends_at: edges[3] });
    await sell(titleId, { kind: 'blackout', starts_at: edges[1], ends_at: edges[2] });
    const question = { title_ids: [titleId, 'tit_none'], askers: [{ territory: 'DE' }, { territory: 'US' }] };
    const between = { from: day(0), to: day(30) };
    const { body } = await post('/v1/availability/simulate', { ...question, between });
    const rows = body.data as unknown as { asker: number; at: string; code: string | null; allowed: boolean }[];
    expect(rows.map(({ asker, at: when, code }) => [asker, when, code])).toEqual([
      [0, between.from, 'playback/not-yet'],
      [0, edges[0], null],
      [0, edges[1], 'playback/blackout'],
      [0, edges[2], null],
      [0, edges[3], 'playback/window-closed'],
      [1, between.from, 'playback/territory'],
    ]);
    expect(body.unknown_titles).toEqual(['tit_none']);
    const { facts } = (await world.server.repositories.rights.facts(world.tenant.id, [titleId])).get(titleId) ?? {};
    const instants = fc
      .sample(fc.integer({ min: 0, max: 20 * DAY }), 100)
      .map((ms) => new Date(Date.now() + ms).toISOString());
    const asked = await post('/v1/availability/simulate', { ...question, at: instants });
    for (const row of asked.body.data as unknown as typeof rows) {
      const asker = { territory: ['DE', 'US'][row.asker], licenceTypes: ['SVOD'] as const };
      expect(facts && mayPlay(facts, asker, Date.parse(row.at)).allowed).toBe(row.allowed);
    }
    const table = await post('/v1/availability/simulate.csv', { ...question, between });
    expect(table.text.split('\r\n')).toHaveLength(rows.length + 2);
    expect(table.headers.get('content-type')).toMatch(/^text\/csv/);
    expect(
      (await post('/v1/availability/simulate', { ...question, between: { from: day(1), to: day(0) } })).body.code,
    ).toBe('rights/window-empty');
  });

  it('find what contradicts itself, what lacks, and what opens and closes soon, page by page', async () => {
    const { titleId } = await encryptedTitle();
    const priced = (value: string) => ({ terms: [{ name: 'WSP', value, currency: 'EUR' }] });
    const { body: cheap } = await sell(titleId, { ...priced('1.00'), starts_at: day(-9), ends_at: day(5) });
    const { body: dear } = await sell(titleId, {
      ...priced('2.00'),
      territories: ['EU'],
      starts_at: day(1),
      ends_at: day(6),
    });
    const { body: again } = await sell(titleId, { ...priced('1.00'), starts_at: day(8), exclusive: true });
    const { body } = await read(`/v1/rights/conflicts?title_id=${titleId}`);
    expect(body.data).toEqual([
      expect.objectContaining({ kind: 'price', windows: [cheap.id, dear.id], territories: ['DE'], to: cheap.ends_at }),
      expect.objectContaining({ kind: 'gap', windows: [cheap.id, again.id], from: cheap.ends_at, to: again.starts_at }),
    ]);
    const first = await read('/v1/rights/edges?territory=DE&limit=2');
    const second = await read(`/v1/rights/edges?territory=DE&limit=2&cursor=${first.body.next_cursor}`);
    const edges = [...first.body.data, ...second.body.data] as unknown as {
      at: string;
      edge: string;
      window: { id: string };
    }[];
    expect(edges.map(({ at: when, edge, window }) => [when, edge, window.id])).toEqual([
      [dear.starts_at, 'open', dear.id],
      [cheap.ends_at, 'close', cheap.id],
      [dear.ends_at, 'close', dear.id],
      [again.starts_at, 'open', again.id],
    ]);
  });
});
