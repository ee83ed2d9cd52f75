import type { ContentKey } from '../../adapters/content-keys/port';
import type { LicenceLedger, LicensedSession } from '../../adapters/postgres/playback-port';
import { createLicenceTokens } from '../../adapters/tokens/licence-tokens';
import { base64UrlOfKid } from '../../domain/drm/clear-key';
import type { ChannelClaim } from '../../domain/drm/licence-claims';
import type { LicencePolicy } from '../../domain/drm/policy';
import type { LiveChannel } from '../../domain/linear/live/channel';
import { channelOf, version } from '../../domain/linear/live/testing/channel';
import type { LinearAsset } from '../../domain/linear/types';
import { admitLive, liveAddresses, liveNow } from './channel-sessions';
import { createLicenceService } from './licence-service';

const KIDS = ['a', 'b', 'c'].map((letter) => `${letter.repeat(8)}-0000-4000-8000-000000000000`);
const AUDIO = KIDS.map((kid) => kid.replace('-0000-', '-0001-'));

/** An encrypted version whose pictures are HD under one KID, and its sound under another. */
function sealed(id: string, segments: number, at: number): LinearAsset {
  const asset = version({ id, segments, heights: [720] });
  const keyed = (kid: string | undefined) => ({
    keyLines: [
      `#EXT-X-KEY:METHOD=SAMPLE-AES,URI="data:text/plain;base64,${Buffer.from((kid ?? '').replaceAll('-', ''), 'hex').toString('base64')}",KEYFORMAT="org.w3.clearkey",KEYFORMATVERSIONS="1"`,
    ],
  });
  return {
    ...asset,
    video: asset.video.map((track) => ({ ...track, ...keyed(KIDS[at]) })),
    audio: asset.audio.map((track) => ({ ...track, ...keyed(AUDIO[at]) })),
  };
}

const NOW = Date.now();
const SECOND = 1000;
/** On air for 60 s: the first for 120 s, then the second for 180 s, then the third. */
const channel: LiveChannel = channelOf(
  [{ of: sealed('a', 20, 0) }, { of: sealed('b', 30, 1) }, { of: sealed('c', 20, 2) }],
  { from: NOW - 60 * SECOND },
);
const ledger = (known: LiveChannel) => ({ channel: async (name: string) => (name === known.id ? known : undefined) });
const policy: LicencePolicy = { name: 'default', licenceMs: 300_000, graceMs: 90_000, oneTimeTokens: false, rules: {} };
const ask = { device: {}, policy, terms: {}, firstPlayAt: undefined, now: NOW };

describe('a session of a channel', () => {
  it('begins when the channel is on air for the tenant', async () => {
    const live = await liveNow(ledger(channel), { tenantId: 'ten_1', channelId: 'chn_1' }, NOW);
    expect(live.row.titleId).toBe('tit_a');
    expect(liveAddresses(live)).toMatchObject({
      hls: '/live/films/ZZ/index.m3u8',
      dash: '/live/films/ZZ/manifest.mpd',
    });
    const other = liveNow(ledger(channel), { tenantId: 'ten_2', channelId: 'chn_1' }, NOW);
    await expect(other).rejects.toMatchObject({ code: 'channels/not-found' });
    const later = liveNow(ledger(channel), { tenantId: 'ten_1', channelId: 'chn_1' }, NOW + 3_600_000);
    await expect(later).rejects.toMatchObject({ code: 'channels/off-air' });
  });

  it('has a claim for what the device may have, and the keys of now', async () => {
    const live = await liveNow(ledger(channel), { tenantId: 'ten_1', channelId: 'chn_1' }, NOW);
    const all = admitLive({}, live, ask);
    expect(all.claim).toEqual({ id: 'chn_1', variant: 'ZZ', labels: ['HD', 'AUDIO'], scheme: 'cbcs' });
    expect(all.keys.map(({ kid }) => kid)).toEqual([KIDS[0], AUDIO[0], KIDS[1], AUDIO[1]]);
    expect(() => admitLive({}, live, { ...ask, device: { maxHeight: 480 } })).toThrow('no picture');
    expect(() => admitLive({}, live, { ...ask, device: { drmSystems: ['com.apple.fps'] } })).toThrow(
      'Licences are given',
    );
  });

  it('needs no keys in the clear', async () => {
    const clear = channelOf([{ of: version({ id: 'clear', segments: 40 }) }], { from: NOW - 60 * SECOND });
    const live = await liveNow(ledger(clear), { tenantId: 'ten_1', channelId: 'chn_1' }, NOW);
    const { keys, claim } = admitLive({}, live, ask);
    expect([keys, claim]).toEqual([[], undefined]);
  });
});

describe('licences of a channel', () => {
  const tokens = createLicenceTokens(
    [{ id: 'k1', algorithm: 'HS256', secret: Buffer.alloc(32, 7) }],
    'https://tv.example',
  );
  const session = { id: 'pbs_1', tenantId: 'ten_1', kids: [], terms: {}, oneTime: false, policy: 'default' };
  let rows: Parameters<LicenceLedger['record']>[0][] = [];
  const licence = createLicenceService({
    ...{ tokens, policies: new Map([['default', policy]]), channels: ledger(channel) },
    keys: {
      open: async (_tenant, kids) =>
        kids.map((kid) => ({ kid, label: 'HD', scheme: 'cbcs', key: Buffer.alloc(16) }) as unknown as ContentKey),
    },
    ledger: {
      session: async () => ({ ...session, heartbeatAt: Date.now(), expiresAt: Date.now() + 60_000 }) as LicensedSession,
      record: async (entry) => void rows.push(entry),
      use: async () => true,
      sweep: async () => 0,
      close: async () => undefined,
    },
  });
  const asked = async (kids: (string | undefined)[], claim: Partial<ChannelClaim> = {}, tenant = 'ten_1') => {
    rows = [];
    const iat = Math.floor(Date.now() / 1000);
    const token = tokens.issue({
      ...{
        sub: 'viewer',
        sid: 'pbs_1',
        tenant,
        title: 'tit_a',
        version: 'ver_a',
        kids: [],
        iat,
        nbf: iat,
        exp: iat + 300,
        jti: 'tok_1',
      },
      channel: { id: 'chn_1', variant: 'ZZ', labels: ['AUDIO', 'HD'], ...claim },
    });
    const challenge = JSON.stringify({ kids: kids.map((kid) => base64UrlOfKid(kid ?? '')), type: 'temporary' });
    return (await licence({ token, challenge, arrivedAt: performance.now() })).map(({ kid }) => kid);
  };

  it('hold keys of what is on air and of what comes within two minutes, whatever was there when the session began', async () => {
    expect(await asked([KIDS[0], AUDIO[1], KIDS[2]])).toEqual([KIDS[0], AUDIO[1]]);
    expect(rows).toMatchObject([{ granted: [KIDS[0], AUDIO[1]], titleId: 'tit_a', versionId: 'ver_a' }]);
    await expect(asked([KIDS[2]])).rejects.toMatchObject({ code: 'licence/not-authorized' });
    expect(rows).toHaveLength(1);
  });

  it('tell the title of the key in the log', async () => {
    await asked([KIDS[1]]);
    expect(rows).toMatchObject([{ titleId: 'tit_b', versionId: 'ver_b', result: 'granted' }]);
  });

  it('hold no key of a label that the device may not have, of another variant, or of a channel that is gone', async () => {
    expect(await asked([KIDS[0], AUDIO[0]], { labels: ['AUDIO'] })).toEqual([AUDIO[0]]);
    await expect(asked([KIDS[0]], { variant: 'GB' })).rejects.toMatchObject({ code: 'licence/not-authorized' });
    await expect(asked([KIDS[0]], { id: 'chn_2' })).rejects.toMatchObject({ code: 'licence/not-authorized' });
  });
});
