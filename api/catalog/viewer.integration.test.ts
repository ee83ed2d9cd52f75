import { newId } from '../../adapters/postgres/ids';
import { eventually } from '../../tests/support/eventually';
import { ask, type SeenBody } from '../testing/ask';
import { newTenant } from '../testing/server';
import { as, at, created, published, startApiWorld, world } from '../testing/world';

startApiWorld();

/** Members of the answers that are looked at. */
interface Seen extends Omit<SeenBody, 'data'> {
  data: (SeenBody & { words?: { title: string } })[];
  words?: { title: string };
  offer?: object;
  total?: number;
  exact?: boolean;
}

const SOON = 3_600_000;
const post = async (path: string, body: object) => {
  const answer = await ask(at(`/v1${path}`), { ...as('operator'), body });
  expect(answer.status).toBeLessThan(300);
  return answer.body;
};
const seen = async (...given: Parameters<typeof ask>) => {
  const answer = await ask(...given);
  return { ...answer, body: answer.body as Seen };
};
const see = (path: string, country?: string, more: Record<string, string> = {}) =>
  seen(at(`/v1${path}`), { ...as('viewer'), headers: { ...(country ? { 'x-country': country } : {}), ...more } });
const names = ({ body }: { body: Seen }) => body.data.map(({ words }) => words?.title);

interface Entry {
  name: string;
  kind?: string;
  parent_id?: string;
  position?: number;
  document?: object;
}

/** A published entry; one that plays has media. */
async function entry({ name, document = {}, ...more }: Entry): Promise<string> {
  const external_id = `e-${name}-${Math.random()}`;
  const plays = !['series', 'season', 'collection'].includes(more.kind ?? 'movie');
  const words = { locales: { en: { title: name, synopsis_short: `All about ${name}.` } }, default_locale: 'en' };
  const { id } = await post('/titles', { external_id, name, document: { ...words, ...document }, ...more });
  if (plays) await published(await created({ external_id, title: name }));
  await post(`/titles/${id}/publish`, {});
  return id;
}

const sell = (titleId: string, more: object) =>
  world.server.database.rightsWindow.create({
    data: {
      ...{ id: newId('win'), tenantId: world.tenant.id, titleId, externalId: 'x', createdBy: 'test' },
      ...{ licenseType: 'SVOD', territories: ['DE'], ...more },
    },
  });

describe('the catalogue of viewers', () => {
  it('shows a series, its season and a collection where an episode of it may be watched', async () => {
    const series = await entry({ name: 'Wolves', kind: 'series' });
    const season = await entry({ name: 'Wolves 1', kind: 'season', parent_id: series, position: 1 });
    const second = await entry({ name: 'The second wolf', kind: 'episode', parent_id: season, position: 2 });
    const first = await entry({ name: 'The first wolf', kind: 'episode', parent_id: season, position: 1 });
    const box = await entry({ name: 'Animals', kind: 'collection' });
    await ask(at(`/v1/titles/${box}/members`), { ...as('operator'), method: 'PUT', body: { members: [series] } });
    await sell(first, {});
    await sell(second, { territories: ['DE', 'FR'] });
    const listed = async (query: string, country: string) =>
      (await see(`/titles?${query}`, country)).body.data.map(({ id }) => id);
    expect(await listed('kind=series,collection', 'US')).toEqual([]);
    expect((await listed('kind=series,collection', 'DE')).sort()).toEqual([series, box].sort());
    expect(await listed(`parent_id=${series}`, 'FR')).toEqual([season]);
    expect(await listed(`parent_id=${season}`, 'FR')).toEqual([second]);
    expect(await listed(`parent_id=${season}`, 'DE')).toEqual([first, second]);
    expect(await listed(`parent_id=${season}&limit=1`, 'DE')).toEqual([first]);
    expect(await listed(`collection_id=${box}`, 'DE')).toEqual([series]);
    expect((await see(`/titles/${series}`, 'US')).body).toMatchObject({ offer: { allowed: false } });
    await post(`/titles/${season}/unpublish`, {});
    expect(await listed('kind=series,collection', 'DE')).toEqual([]);
  });

  it('shows a title in both countries that two windows open at the same instant', async () => {
    const id = await entry({ name: 'Twice' });
    await sell(id, { territories: ['US'] });
    const { other } = await world.server.database.$transaction(
      async (transaction) => {
        const window = { id: newId('win'), tenantId: world.tenant.id, titleId: id, externalId: 'x', createdBy: 'test' };
        await transaction.rightsWindow.create({ data: { ...window, licenseType: 'SVOD', territories: ['FR'] } });
        const other = sell(id, { territories: ['DE'] });
        // Prisma begins to ask when somebody waits for the answer.
        other.catch(() => undefined);
        for (let waiting = 0n; waiting === 0n; ) {
          const [row] = await transaction.$queryRaw<{ waiting: bigint }[]>`
            SELECT count(*) AS waiting FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))`;
          waiting = row?.waiting ?? 0n;
        }
        return { other };
      },
      { timeout: 60_000 },
    );
    await other;
    for (const country of ['DE', 'FR', 'US'])
      expect([country, ...names(await see('/titles?kind=movie', country))]).toEqual([country, 'Twice']);
  }, 60_000);

  it('speaks the asked language and falls back word by word', async () => {
    const locales = { de: { title: 'Der Hase' }, en: { title: 'The Hare', synopsis_short: 'It runs.' } };
    const id = await entry({ name: 'Hare', document: { locales, genres: ['nature'], release_year: 1999 } });
    const { body } = await see(`/titles/${id}`, undefined, { 'accept-language': 'fr;q=0.3, de-AT;q=0.9' });
    expect(body.words).toMatchObject({ locale: 'de', title: 'Der Hase', synopsis_short: 'It runs.' });
    expect(names(await see('/titles?genre=nature&from_year=1999&to_year=1999&language=en&locale=en'))).toEqual([
      'The Hare',
    ]);
    expect(names(await see('/titles?genre=nature&from_year=2000'))).toEqual([]);
  });

  it('says why not, and until when', async () => {
    const id = await entry({ name: 'Later' });
    const startsAt = new Date(Date.now() + SOON);
    await sell(id, { startsAt });
    expect((await see(`/titles/${id}`, 'DE')).body.offer).toEqual({
      ...{ allowed: false, code: 'playback/not-yet', license_type: null, max_height: null, leaves_at: null },
      ...{ reason: 'The title is not open yet.', next_change_at: startsAt.toISOString() },
    });
    expect((await see(`/titles/${id}`, 'US')).body.offer).toMatchObject({ code: 'playback/territory' });
    const asked = await seen(at(`/v1/titles/${id}?territory=DE`), as('operator'));
    expect(asked.body.offer).toMatchObject({ code: 'playback/not-yet' });
    expect((await see('/titles?territory=DE')).body.code).toBe('request/invalid');
  });

  it('outlives no change in a cache', async () => {
    const { keys } = await newTenant(world.databaseUrl);
    const calm = await seen(at('/v1/titles'), { key: keys.viewer });
    expect(calm.headers.get('cache-control')).toBe('private, max-age=10');
    const id = await entry({ name: 'Short' });
    await sell(id, { endsAt: new Date(Date.now() + 4_500) });
    const { headers } = await see('/titles', 'DE');
    expect(Number(/max-age=(\d+)/.exec(headers.get('cache-control') ?? '')?.[1])).toBeLessThanOrEqual(4);
    expect(headers.get('vary')).toContain('x-country');
    const again = await see('/titles', 'DE', { 'if-none-match': String(headers.get('etag')) });
    expect(again.status).toBe(304);
  });
});

describe('search', () => {
  const find = (q: string, country?: string, more = '') =>
    see(`/search?q=${encodeURIComponent(q)}&locale=de${more}`, country);

  beforeEach(async () => {
    const de = (title: string, synopsis_short: string) => ({ de: { title, synopsis_short } });
    const film = (name: string, synopsis: string, more: object = {}) =>
      entry({ name, document: { locales: de(name, synopsis), default_locale: 'de', ...more } });
    await film('Die Verwandlung der Häuser', 'Ein Architekt baut Türme.', { genres: ['drama'], release_year: 1974 });
    await film('Türme', 'Noch ein Turm.', { genres: ['drama'], release_year: 1981 });
    await film('Nachtgestalten', 'In den Häusern brennt Licht.', { people: [{ name: 'Ana Łukasz', role: 'actor' }] });
    const closed = await film('Verborgene Häuser', 'Niemand sieht sie.');
    await sell(closed, { territories: ['FR'] });
  });

  it('finds words whole, unfinished, stemmed, without accents and misspelt, in every field, the best first', async () => {
    const questions: [string, string[]][] = [
      ['häuser', ['Die Verwandlung der Häuser', 'Nachtgestalten']],
      ['HAUSER', ['Die Verwandlung der Häuser', 'Nachtgestalten']],
      ['verwnadlung', ['Die Verwandlung der Häuser']],
      ['nachtgestal', ['Nachtgestalten']],
      ['nachgestlten', ['Nachtgestalten']],
      ['lukasz', ['Nachtgestalten']],
      ['die türme', ['Die Verwandlung der Häuser']],
      ['türme', ['Türme', 'Die Verwandlung der Häuser']],
      ['türme gibtesnicht', ['Türme', 'Die Verwandlung der Häuser']],
      ['xyzzy', []],
      ["'; & | !(:*", []],
    ];
    for (const [question, found] of questions)
      expect([question, names(await find(question))]).toEqual([question, found]);
  });

  it('forgives a typo in a word that is not finished yet', async () => {
    for (const begun of ['verwnad', 'verandlu', 'vervandl'])
      expect([begun, names(await find(begun))]).toEqual([begun, ['Die Verwandlung der Häuser']]);
    expect(names(await find('nachtgast'))).toEqual(['Nachtgestalten']);
  });

  it('finds languages that write no spaces from any place in a name, by one letter also', async () => {
    const film = (title: string, locale: string) =>
      entry({ name: title, document: { locales: { [locale]: { title } }, default_locale: locale } });
    await film('進撃の巨人', 'ja');
    await film('黒猫', 'ja');
    await film('巨大な塔', 'ja');
    await film('คนไทย', 'th');
    await film('हिन्दी कहानी', 'hi');
    const found = async (q: string) => names(await find(q));
    expect(await found('巨人')).toEqual(['進撃の巨人']);
    expect(await found('進撃の巨人')).toEqual(['進撃の巨人']);
    expect((await found('巨')).sort()).toEqual(['巨大な塔', '進撃の巨人'].sort());
    expect(await found('猫')).toEqual(['黒猫']);
    expect(await found('ไทย')).toEqual(['คนไทย']);
    expect(await found('कहानी')).toEqual(['हिन्दी कहानी']);
  });

  it('finds genres and people by what they are called now, and titles first by their whole name', async () => {
    const genre = await post('/genres', { key: 'krimi', names: { de: 'Krimi' } });
    const person = await post('/people', { name: 'Ute Altname' });
    const people = [{ name: 'Ute Altname', role: 'actor', person_id: person.id }];
    await entry({ name: 'Spur', document: { genres: ['krimi'], people } });
    await entry({ name: 'Spur im Schnee' });
    await entry({
      name: 'Die Spur der Steine',
      document: { locales: { de: { title: 'Spur Spur Spur' } }, default_locale: 'de' },
    });
    expect(names(await find('spur'))[0]).toBe('Spur');
    expect(names(await find('krimi'))).toEqual(['Spur']);
    const change = (path: string, body: object) => ask(at(`/v1${path}`), { ...as('operator'), method: 'PATCH', body });
    expect((await change(`/genres/${genre.id}`, { names: { de: 'Spannung', en: 'Thriller' } })).status).toBe(200);
    expect((await change(`/people/${person.id}`, { name: 'Ute Neuname' })).status).toBe(200);
    for (const q of ['neuname', 'altname']) expect([q, names(await find(q))]).toEqual([q, ['Spur']]);
    await eventually(async () => expect(names(await find('thrill'))).toEqual(['Spur']));
    expect(names(await find('spannung'))).toEqual(['Spur']);
  }, 30_000);

  it('counts in its facets what the same question finds when it is narrowed by them', async () => {
    const { facets, exact, total } = (await find('häuser')).body as {
      facets?: Record<string, Record<string, number>>;
    } & Seen;
    expect([exact, total]).toEqual([true, 2]);
    const narrowed: [string, string][] = [
      ...Object.keys(facets?.kind ?? {}).map((value): [string, string] => ['kind', value]),
      ...Object.keys(facets?.genre ?? {}).map((value): [string, string] => ['genre', value]),
      ...Object.keys(facets?.language ?? {}).map((value): [string, string] => ['language', value]),
    ];
    expect(narrowed.length).toBeGreaterThan(2);
    for (const [facet, value] of narrowed)
      expect([facet, value, (await find('häuser', undefined, `&${facet}=${value}`)).body.total]).toEqual([
        ...[facet, value, facets?.[facet]?.[value]],
      ]);
  });

  it('takes what nobody would type', async () => {
    const long = `${'Häuser '.repeat(28)}`;
    expect(names(await find(long))).toEqual(['Die Verwandlung der Häuser', 'Nachtgestalten']);
    expect((await find('x'.repeat(200))).body.total).toBe(0);
    expect((await find('\0häuser')).status).toBeLessThan(500);
    expect((await find('x'.repeat(201))).status).toBe(422);
  });

  it('finds what is closed here only where it is open', async () => {
    expect(names(await find('verborgene', 'DE'))).toEqual([]);
    expect(names(await find('verborgene', 'FR'))).toEqual(['Verborgene Häuser']);
  });

  it('counts what it found, narrows it and pages through it', async () => {
    const all = (await find('türme')).body;
    expect(all).toMatchObject({
      ...{ total: 2, exact: true, next_cursor: null },
      facets: { kind: { movie: 2 }, genre: { drama: 2 }, decade: { 1970: 1, 1980: 1 }, language: { en: 2 } },
    });
    expect(names(await find('türme', undefined, '&to_year=1980'))).toEqual(['Die Verwandlung der Häuser']);
    const first = await find('türme', undefined, '&limit=1');
    const second = await find('türme', undefined, `&limit=1&cursor=${String(first.body.next_cursor)}`);
    expect([...names(first), ...names(second)]).toEqual(['Türme', 'Die Verwandlung der Häuser']);
    const cursor = `&cursor=${String(first.body.next_cursor)}`;
    for (const other of [
      await find('häuser', undefined, cursor),
      await find('türme', undefined, `&device=tv${cursor}`),
      await see(`/search?q=t%C3%BCrme&locale=en${cursor}`),
    ])
      expect(other.body.code).toBe('cursor/invalid');
  });

  it('finds nothing of other tenants, and nothing that was taken down', async () => {
    const { keys } = await newTenant(world.databaseUrl);
    expect((await seen(at('/v1/search?q=nachtgestalten'), { key: keys.viewer })).body.total).toBe(0);
    const [found] = (await find('nachtgestalten')).body.data;
    await post(`/titles/${String(found?.id)}/unpublish`, {});
    expect((await find('nachtgestalten')).body.total).toBe(0);
  });
});
