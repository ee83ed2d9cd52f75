import { FORMAT, items, version } from '../../domain/linear/live/testing/channel';
import { sealItems } from '../../domain/linear/seal';
import type { LinearAsset } from '../../domain/linear/types';
import { ask } from '../testing/ask';
import { as, at, startApiWorld, world } from '../testing/world';
import { challenge, encryptedTitle, hex, kidsOf, licence, log, type Session } from './testing/watching';

startApiWorld();

/** A published title as an item of channels. */
async function aired(segments: number): Promise<{ asset: LinearAsset; kids: string[] }> {
  const { titleId, keys } = await encryptedTitle();
  const { channels } = world.server.repositories;
  const [sound, , hd] = keys.map(({ kid }) => kid) as [string, string, string];
  const line = (kid: string) => [
    `#EXT-X-KEY:METHOD=SAMPLE-AES,URI="data:text/plain;base64,${Buffer.from(hex(kid), 'hex').toString('base64')}",KEYFORMAT="org.w3.clearkey"`,
  ];
  const [unread] = await channels.unread(world.tenant.id, [titleId]);
  const plain = version({ id: titleId, segments, heights: [720] });
  const asset = {
    ...plain,
    ...{ titleId, versionId: unread!.versionId },
    video: plain.video.map((track) => ({ ...track, keyLines: line(hd) })),
    audio: plain.audio.map((track) => ({ ...track, keyLines: line(sound) })),
  };
  await channels.noteAsset(unread!, asset, []);
  return { asset, kids: [hd, sound] };
}

it('plays a channel with keys that follow what is on air', async () => {
  const { channels } = world.server.repositories;
  const slug = `films-${Date.now()}`;
  const terms = {
    slug,
    name: 'Films',
    timeZone: 'UTC',
    format: FORMAT,
    schedule: {},
    signalling: {},
    variants: ['ZZ'],
  };
  const doer = { actor: 'test' };
  const channel = await channels.create(world.tenant.id, terms, doer);
  await channels.turn(channel, 'on_air', doer);
  const [first, next] = [await aired(15), await aired(200)];
  const from = Date.now() - 60_000;
  await channels.seal(channel.id, 'ZZ', async () => ({
    rows: sealItems(items(from, [{ of: first.asset }, { of: next.asset }]), undefined, 0),
  }));

  const asked = await ask(at('/v1/playback-sessions'), { ...as('viewer'), body: { channel_id: slug } });
  expect(asked).toMatchObject({
    status: 201,
    body: {
      ...{
        channel_id: channel.id,
        title_id: first.asset.titleId,
        hls: `/live/${slug}/ZZ/index.m3u8`,
        thumbnails: null,
      },
      drm: { key_ids: [...first.kids, ...next.kids], withheld: [] },
    },
  });
  const session = asked.body as unknown as Session;
  const given = await licence(session.drm.token, challenge(next.kids));
  expect(kidsOf(given.body)).toEqual(next.kids.map(hex));
  expect(await log(session.id)).toEqual([expect.objectContaining({ result: 'granted', title_id: next.asset.titleId })]);

  const beat = await ask(at(`/v1/playback-sessions/${session.id}/heartbeat`), {
    ...as('viewer'),
    method: 'POST',
    headers: { 'Session-Token': session.session_token },
  });
  expect(beat).toMatchObject({ status: 200, body: { hls: `/live/${slug}/ZZ/index.m3u8` } });
  expect((await ask(at(`/live/${slug}/ZZ/index.m3u8`), {})).status).toBe(200);
});

it.each([
  [{}, 422, 'request/invalid'],
  [{ title_id: 'tit_1', channel_id: 'chn_1' }, 422, 'request/invalid'],
  [{ channel_id: 'chn_nobody' }, 404, 'channels/not-found'],
])('refuses %j', async (body, status, code) => {
  expect(await ask(at('/v1/playback-sessions'), { ...as('viewer'), body })).toMatchObject({ status, body: { code } });
});
