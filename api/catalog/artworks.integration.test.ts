import sharp from 'sharp';
import { ask } from '../testing/ask';
import { as, at, created, published, startApiWorld, world } from '../testing/world';

startApiWorld();

interface Seen {
  id: string;
  code: string;
  fix: string;
  sizes: { width: number; height: number; url: string; content_type: string }[];
  artwork: { kind: string; language: string | null; ratio: string | null; sizes: object[]; url: string }[];
  data: Seen[];
}

const picture = (width: number, height: number, background = '#a03060ff') =>
  sharp({ create: { width, height, channels: 4, background } })
    .png()
    .toBuffer();

async function send(titleId: string, query: string, bytes: Buffer, key = world.tenant.keys.operator) {
  const answer = await fetch(at(`/v1/titles/${titleId}/artworks?${query}`), {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${key}`,
      'Content-Type': 'image/png',
      'Idempotency-Key': `${Math.random()}`,
    },
    body: new Uint8Array(bytes),
  });
  return { status: answer.status, body: (await answer.json()) as Seen };
}

const title = async (): Promise<string> => {
  const ingest = await created();
  await published(ingest);
  return ingest.title_id;
};
const shown = async (id: string, role: 'viewer' | 'operator' = 'viewer') =>
  (await ask(at(`/v1/titles/${id}`), as(role))).body as unknown as Seen;
const stored = async (titleId: string) => {
  const keys = [];
  for await (const { key } of world.server.store.list(`artworks/${world.tenant.id}/${titleId}/`)) keys.push(key);
  return keys;
};

describe('a picture of a title', () => {
  it('is made in several sizes, which viewers get at once under lasting addresses', async () => {
    const id = await title();
    const { status, body } = await send(id, 'role=poster&locale=de', await picture(1000, 1500));
    expect([status, body.sizes.map(({ width, content_type }) => [width, content_type])]).toEqual([
      201,
      [1000, 640, 320].flatMap((width) => ['image/webp', 'image/jpeg', 'image/avif'].map((type) => [width, type])),
    ]);
    const [seen] = (await shown(id)).artwork;
    expect(seen).toMatchObject({ kind: 'poster', language: 'de', ratio: '2:3', sizes: body.sizes });
    const [listed] = ((await ask(at('/v1/titles'), as('viewer'))).body as unknown as Seen).data;
    expect(listed?.artwork).toEqual((await shown(id)).artwork);
    const poster = { poster: body.sizes.find((size) => size.content_type === 'image/jpeg')?.url };
    expect(await shown(id)).toMatchObject(poster);
    expect(listed).toMatchObject(poster);
    const avif = await fetch(at(body.sizes[2]?.url ?? ''));
    expect([avif.status, avif.headers.get('content-type')]).toEqual([200, 'image/avif']);
    const answer = await fetch(at(seen?.url ?? ''));
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect((await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).width).toBe(1000);
  });

  it('is refused in another shape than its role has, with the crop that mends it', async () => {
    const id = await title();
    expect(await send(id, 'role=poster', await picture(1000, 1400))).toMatchObject({
      status: 422,
      body: { code: 'artwork/wrong-ratio', fix: 'Crop it to 933 by 1400 pixels, which is 2:3.' },
    });
    expect((await send(id, 'role=background', await picture(640, 360))).body.code).toBe('artwork/too-small');
    expect((await send(id, 'role=logo', await picture(500, 100))).body.code).toBe('artwork/not-transparent');
    expect((await send(id, 'role=logo', await picture(500, 100, '#a0306000'))).status).toBe(201);
    expect((await send(id, 'role=poster', Buffer.from('<svg/>'))).body.code).toBe('artwork/unreadable');
    expect((await send('tit_none', 'role=poster', await picture(600, 900))).status).toBe(404);
    expect((await send(id, 'role=portrait', await picture(600, 900))).body.code).toBe('request/invalid');
  });

  it('is judged as it was sent, not as it is bounded to be shown', async () => {
    const long = await picture(9000, 1700, '#a0306000');
    expect(await send(await title(), 'role=logo', long)).toMatchObject({ status: 201, body: { ratio: 'any' } });
    // Bounded to 387 by 4096 pixels it would be too small.
    expect((await send(await title(), 'role=logo', await picture(425, 4500, '#a0306000'))).status).toBe(201);
  });

  it('takes the place of the one before, also of many at once, and leaves nothing of it in the store', async () => {
    const id = await title();
    const colours = ['#111111ff', '#222222ff', '#333333ff', '#444444ff'];
    const pictures = await Promise.all(colours.map((colour) => picture(600, 900, colour)));
    await Promise.all(pictures.map((bytes) => send(id, 'role=poster', bytes)));
    const { data } = (await ask(at(`/v1/titles/${id}/artworks`), as('operator'))).body as unknown as Seen;
    expect(data).toHaveLength(1);
    expect(await stored(id)).toHaveLength(data[0]?.sizes.length ?? 0);
    for (const { url } of data[0]?.sizes ?? []) expect((await fetch(at(url))).status).toBe(200);
    const again = await send(id, 'role=poster', pictures[0] as Buffer);
    const storing = jest.spyOn(world.server.store, 'put');
    const repeated = await send(id, 'role=poster', pictures[0] as Buffer);
    expect(storing).not.toHaveBeenCalled();
    expect(repeated.body.sizes).toEqual(again.body.sizes);
    expect(await stored(id)).toHaveLength(again.body.sizes.length);
  });

  it('is not told to viewers before its title is published, nor kept under a locale that names no language', async () => {
    const { title_id: id, ...ingest } = await created();
    expect((await send(id, 'role=poster', await picture(600, 900))).status).toBe(201);
    const pictures = at(`/v1/titles/${id}/artworks`);
    expect([(await ask(pictures, as('operator'))).status, (await ask(pictures, as('viewer'))).status]).toEqual([
      200, 404,
    ]);
    await published({ ...ingest, title_id: id });
    expect((await ask(pictures, as('viewer'))).status).toBe(200);
    const { status, body } = await send(id, 'role=poster&locale=de-1996-1996', await picture(600, 900));
    expect([status, body.code]).toEqual([422, 'request/invalid']);
  });

  it('is removed with its objects, by those who may', async () => {
    const id = await title();
    const { body } = await send(id, 'role=key-art', await picture(1280, 720));
    const path = at(`/v1/titles/${id}/artworks/${body.id}`);
    expect((await send(id, 'role=key-art', await picture(1280, 720), world.tenant.keys.viewer)).status).toBe(403);
    expect((await ask(path, { ...as('viewer'), method: 'DELETE' })).status).toBe(403);
    expect((await ask(path, { ...as('operator'), method: 'DELETE' })).status).toBe(204);
    expect((await ask(path, { ...as('operator'), method: 'DELETE' })).status).toBe(404);
    expect([await stored(id), (await shown(id)).artwork]).toEqual([[], []]);
  });

  it('is removed with the files of the one that took its place meanwhile', async () => {
    const id = await title();
    const { body } = await send(id, 'role=poster', await picture(600, 900));
    const prefix = `artworks/${world.tenant.id}/${id}/next/`;
    await world.server.store.put(`${prefix}600.jpg`, Buffer.from('next'), { contentType: 'image/jpeg' });
    const { removal } = await world.server.database.$transaction(
      async (transaction) => {
        await transaction.$queryRaw`SELECT id FROM titles WHERE id = ${id} FOR UPDATE`;
        await transaction.artwork.update({ where: { id: body.id }, data: { prefix } });
        const removal = ask(at(`/v1/titles/${id}/artworks/${body.id}`), { ...as('operator'), method: 'DELETE' });
        for (let waiting = 0n; waiting === 0n; ) {
          const [row] = await transaction.$queryRaw<{ waiting: bigint }[]>`
            SELECT count(*) AS waiting FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))`;
          waiting = row?.waiting ?? 0n;
        }
        return { removal };
      },
      { timeout: 60_000 },
    );
    expect((await removal).status).toBe(204);
    expect((await stored(id)).filter((key) => key.startsWith(prefix))).toEqual([]);
  });
});
