import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { makeCodedClip } from './fixtures/clips';
import { testStack } from './stack/use';
import { encodedBy } from './support/executions';
import { type Ingest, Partner, Refused } from './support/partner';

/**
 * One title from its first order to its last update, through the real pipeline: a master without sound, audio files,
 * captions, artwork and metadata; then only what changed, over and over.
 */
const stack = testStack();
const partner = new Partner(stack.api, stack.keys.partner);
const run = promisify(execFile);
const EXTERNAL_ID = `orders-${randomUUID()}`;
const PATIENCE_MS = 240_000;
jest.setTimeout(PATIENCE_MS);

const cues = (...lines: string[]): string =>
  lines.map((line, at) => `${at + 1}\n00:00:0${at},200 --> 00:00:0${at},900\n${line}\n`).join('\n');

describe('a title of several files', () => {
  let dir: string;
  let first: Ingest;
  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'headend-orders-'));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  const master = (name: string, filters?: string): Promise<string> =>
    makeCodedClip(stack.tools.ffmpeg ?? '', path.join(dir, name), { frames: 100, filters });
  const file = async (name: string, content: string | Buffer): Promise<string> => {
    await writeFile(path.join(dir, name), content);
    return path.join(dir, name);
  };
  const sound = async (name: string, hertz: number, seconds: number): Promise<string> => {
    const out = path.join(dir, name);
    const tone = `sine=frequency=${hertz}:sample_rate=48000:duration=${seconds}`;
    await run(stack.tools.ffmpeg ?? '', ['-v', 'error', '-f', 'lavfi', '-i', tone, '-ac', '2', out]);
    return out;
  };
  const picture = async (name: string): Promise<string> => {
    const out = path.join(dir, name);
    await run(stack.tools.ffmpeg ?? '', [
      '-v',
      'error',
      '-f',
      'lavfi',
      '-i',
      'color=red:s=64x64',
      '-frames:v',
      '1',
      out,
    ]);
    return out;
  };
  const sidecar = async (role: string, made: Promise<string>, about: object = {}) => ({
    role,
    ...about,
    source: { upload_id: await partner.upload(await made) },
  });
  const order = (body: object): Promise<Ingest> =>
    partner.order({ external_id: EXTERNAL_ID, profile: 'test', quality_policy: 'lenient', ...body });
  const published = async (body: object): Promise<Ingest> => {
    const ended = await partner.ended((await order(body)).id, PATIENCE_MS);
    expect(ended).toMatchObject({ status: 'published', failure: null });
    return ended;
  };
  const text = async (url: string | null | undefined): Promise<string> => {
    const answer = await fetch(new URL(url ?? '', stack.api));
    expect(answer.status).toBe(200);
    return answer.text();
  };
  const tracks = async ({ outputs }: Ingest, type: string): Promise<string[]> =>
    [...(await text(outputs?.hls)).matchAll(new RegExp(`TYPE=${type},.*LANGUAGE="([^"]+)"`, 'g'))].map(
      ([, tag]) => tag!,
    );
  const stateOf = ({ stages }: Ingest, name: string) => stages.find((stage) => stage.name === name)?.state;
  const words = async ({ outputs }: Ingest): Promise<string> => {
    const base = outputs?.hls?.replace(/[^/]+$/, '');
    return text(`${base}text/en-captions.vtt`);
  };
  const title = () => partner.title(first.title_id);

  it('is published with every sound, text and picture where it belongs', async () => {
    const metadata = {
      locales: { en: { title: 'Numbers' }, de: { title: 'Zahlen' } },
      year: 2026,
      genres: ['Test'],
      artwork: [{ file_name: 'wide.png', kind: 'backdrop', language: 'de' }],
      colour: 'red',
    };
    first = await published({
      title: 'Numbers',
      source: { upload_id: await partner.upload(await master('mute.mp4')) },
      sidecars: [
        await sidecar('audio', sound('en.wav', 440, 4), { language: 'en' }),
        await sidecar('audio', sound('de.wav', 550, 0.5), { language: 'de' }),
        await sidecar('audio', sound('en-ad.wav', 660, 8), { language: 'en', kind: 'description' }),
        await sidecar('captions', file('en.srt', cues('One', 'Two')), { language: 'en' }),
        await sidecar('artwork', picture('wide.png'), { kind: 'backdrop', language: 'de' }),
        await sidecar('metadata', file('numbers.json', JSON.stringify(metadata))),
      ],
    });
    expect(await tracks(first, 'AUDIO')).toEqual(['en', 'de', 'en']);
    expect(await text(first.outputs?.hls)).toMatch(/NAME="English \(audio description\)".*describes-video/);
    expect(await tracks(first, 'SUBTITLES')).toEqual(['en']);
    expect(await words(first)).toContain('Two');
    const { findings } = await partner.quality(first.id);
    expect(findings.map(({ code, track }) => [code, track])).toEqual(
      expect.arrayContaining([
        ['av/length', 'audio:de'],
        ['av/length', 'audio:en-description'],
        ['metadata/unknown-field', 'metadata'],
      ]),
    );
    expect(findings.map(({ code }) => code)).not.toContain('audio/missing');
    const { versions, ...about } = await title();
    expect(about).toMatchObject({
      name: 'Numbers',
      metadata: {
        locales: metadata.locales,
        year: 2026,
        artwork: [{ kind: 'backdrop', language: 'de', file_name: 'wide.png', path: 'artwork/backdrop-de.jpeg' }],
      },
    });
    expect(about.artwork).toMatchObject([
      { kind: 'backdrop', language: 'de', url: expect.stringMatching(/^\/media\//) },
    ]);
    const served = await fetch(new URL(about.artwork[0]!.url, stack.api));
    expect([served.status, served.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect(versions).toMatchObject([
      { number: 1, parts: { master: { file_name: 'mute.mp4' }, sidecars: expect.any(Array) } },
    ]);
    const sizes = versions[0]?.renditions.map(({ bytes }) => bytes);
    expect(Math.min(...(sizes ?? []))).toBeGreaterThan(0);
    expect(versions[0]?.parts?.sidecars).toHaveLength(6);
    expect((await encodedBy(stack, first.id)).audio).toHaveLength(3);
  });

  it('takes a new caption file in seconds and encodes nothing', async () => {
    const started = Date.now();
    const update = await published({
      sidecars: [await sidecar('captions', file('better.srt', cues('One', 'Three')), { language: 'en' })],
    });
    const tookMs = Date.now() - started;
    expect(update.updates).toEqual({ version_id: first.outputs?.version_id, number: 1 });
    expect(await encodedBy(stack, update.id)).toMatchObject({ chunks: 0, audio: [] });
    expect((await encodedBy(stack, update.id)).steps).not.toContain('analyseMaster');
    for (const stage of ['inspect', 'quality', 'encode', 'audio'])
      expect([stage, stateOf(update, stage)]).toEqual([stage, 'reused']);
    expect(await words(update)).toContain('Three');
    expect(await tracks(update, 'AUDIO')).toEqual(['en', 'de', 'en']);
    expect((await title()).versions).toMatchObject([
      { number: 2, state: 'current' },
      { number: 1, state: 'superseded' },
    ]);
    // Whoever watches goes on: the version before stays for its grace.
    expect(await words(first)).toContain('Two');
    expect(update.preview?.hls && (await text(update.preview.hls))).toContain('#EXTM3U');
    expect(tookMs).toBeLessThan(30_000);
  });

  it('encodes only the language that is new', async () => {
    const update = await published({ sidecars: [await sidecar('audio', sound('it.wav', 770, 4), { language: 'it' })] });
    expect(await encodedBy(stack, update.id)).toMatchObject({ chunks: 0, audio: ['it-stereo'] });
    expect(await tracks(update, 'AUDIO')).toEqual(['en', 'de', 'en', 'it']);
    expect(await words(update)).toContain('Three');
  });

  it('keeps every sidecar under a new master, whose picture alone is encoded', async () => {
    const update = await published({
      source: { upload_id: await partner.upload(await master('again.mp4', 'negate')) },
    });
    const { chunks, audio } = await encodedBy(stack, update.id);
    expect(chunks).toBeGreaterThan(0);
    expect(audio).toEqual([]);
    expect(await tracks(update, 'AUDIO')).toEqual(['en', 'de', 'en', 'it']);
    expect(await words(update)).toContain('Three');
    expect((await title()).metadata).toMatchObject({ year: 2026 });
  });

  it('drops what it is told to, and nothing else', async () => {
    const update = await published({ remove: [{ role: 'audio', language: 'en' }, { role: 'metadata' }] });
    expect(await tracks(update, 'AUDIO')).toEqual(['de', 'it']);
    expect(await tracks(update, 'SUBTITLES')).toEqual(['en']);
    expect(await encodedBy(stack, update.id)).toMatchObject({ chunks: 0, audio: [] });
    expect((await title()).metadata).not.toHaveProperty('year');
  });

  it('is refused whole, with every part that is wrong', async () => {
    const captions = await sidecar('captions', file('fine.srt', cues('Fine')), { language: 'en' });
    const refused = order({
      sidecars: [
        captions,
        { role: 'audio', language: 'fr', source: { upload_id: 'upl_none' } },
        { role: 'subtitles', language: 'fr', source: { upload_id: 'upl_neither' } },
      ],
    });
    await expect(refused).rejects.toThrow(Refused);
    const { problem } = (await refused.catch((error: unknown) => error)) as Refused;
    expect(problem).toMatchObject({
      code: 'upload/not-found',
      errors: [{ field: 'sidecars.1.source.upload_id' }, { field: 'sidecars.2.source.upload_id' }],
    });
    const { versions } = await title();
    expect(versions[0]).toMatchObject({ number: 5, state: 'current' });
  });

  it('rejects an order whose audio file holds no sound, and keeps its new name to itself', async () => {
    const sidecars = [await sidecar('audio', picture('no.png'), { language: 'fr' })];
    const ended = await partner.ended((await order({ title: 'Nombres', sidecars })).id);
    expect(ended).toMatchObject({ status: 'rejected', title: 'Nombres', failure: { code: 'audio/unreadable' } });
    expect(await title()).toMatchObject({ name: 'Numbers' });
    expect((await title()).versions[0]).toMatchObject({ number: 5, state: 'current' });
  });
});
