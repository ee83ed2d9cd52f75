import type { IngestRecord } from '../../adapters/postgres/port';
import { ingestView } from './views';

const ingest = (changes: Partial<IngestRecord> = {}): IngestRecord =>
  ({
    ...{ id: 'ing_1', titleId: 'tit_1', externalId: 'x', titleName: 'X', tenantId: 't', status: 'published' },
    ...{ progress: 1, stages: [], chunks: [], order: {}, profile: 'p', priority: 3, previewToken: 'tok', attempt: 1 },
    ...{ createdAt: new Date(0), updatedAt: new Date(0), decisions: [] },
    findingCounts: { info: 0, warning: 0, hold: 0, reject: 0 },
    ...changes,
  }) as IngestRecord;

const seen = (changes: Partial<IngestRecord>, tellsWho = false) =>
  ingestView(ingest(changes), { runUrl: (id) => id, tellsWho });

describe('the view of a published ingest', () => {
  const outputs = (collectedAt: Date | null, encrypted = false) =>
    seen({
      version: {
        ...{ id: 'ver_1', mediaToken: 'media', prefix: 'titles/t/1/v/', collectedAt, encrypted },
        outputs: [
          { kind: 'hls', objectKey: 'titles/t/1/v/master.m3u8' },
          { kind: 'dash', objectKey: 'titles/t/1/v/manifest.mpd' },
          { kind: 'poster', objectKey: 'titles/t/1/v/poster.jpg' },
        ],
      },
    }).outputs;

  it('names what can be played', () => {
    expect(outputs(null)).toMatchObject({ version_id: 'ver_1', hls: '/media/media/master.m3u8' });
  });

  it('names of an encrypted one only what its plain address opens', () => {
    expect(outputs(null, true)).toEqual({
      ...{ version_id: 'ver_1', hls: null, dash: null, thumbnails: null },
      ...{ poster: '/media/media/poster.jpg', watch: '/watch/tit_1' },
    });
  });

  it('names nothing once the media of its version is gone', () => {
    expect(outputs(new Date())).toBeNull();
  });
});

describe('a decision on a held ingest', () => {
  const decisions: IngestRecord['decisions'] = [
    { decision: 'approve', reason: 'It is meant.', by: 'Anna', keyId: 'key_1', at: new Date(0), attempt: 1 },
  ];
  const about = { decision: 'approve', reason: 'It is meant.', attempt: 1, decided_at: '1970-01-01T00:00:00.000Z' };

  it('is told to a partner with its reason, not with who made it', () => {
    expect(seen({ decisions }).decisions).toEqual([{ ...about, by: null }]);
  });

  it('is told to an operator with who made it', () => {
    expect(seen({ decisions }, true).decisions).toEqual([{ ...about, by: { label: 'Anna', key_id: 'key_1' } }]);
  });
});

describe('the stages of an ingest', () => {
  const stages = ['done', 'running', 'waiting'].map((state, at) => ({
    name: ['receive', 'encode', 'publish'][at],
    state,
  }));
  const statesOf = (status: IngestRecord['status']) => seen({ status, stages }).stages.map(({ state }) => state);

  it('wait for their turn while it runs', () => {
    expect(statesOf('running')).toEqual(['done', 'running', 'waiting']);
  });

  it.each(['rejected', 'failed', 'cancelled'] as const)('wait and run no more once it is %s', (status) => {
    expect(statesOf(status)).toEqual(['done', 'cancelled', 'unreached']);
  });

  it('are done once it is published, also before its last report is in', () => {
    expect(statesOf('published')).toEqual(['done', 'done', 'done']);
    expect(seen({ status: 'published', stages }).stages.map(({ progress }) => progress)).toEqual([1, 1, 1]);
  });
});

describe('a failure of an ingest', () => {
  const upload = { kind: 'upload', uploadId: 'upl_1' };
  const url = { kind: 'url', url: 'https://files.example.com/a.mov' };
  const retryable = (failureCode: string, source: object = upload, sidecars: object[] = []) =>
    seen({ status: 'rejected', failureCode, order: { source, sidecars } }).failure?.retryable;

  it('in the uploaded bytes is not mended by a retry', () => {
    expect(retryable('master/truncated')).toBe(false);
    expect(retryable('master/undecodable')).toBe(false);
    expect(retryable('ingest/rejected-by-quality')).toBe(false);
  });

  it('in bytes that are fetched may be mended at their address', () => {
    expect(retryable('master/truncated', url)).toBe(true);
    expect(retryable('captions/unreadable', upload, [{ role: 'captions', source: url }])).toBe(true);
  });

  it('of the platform, of a connection or of a person is worth a retry', () => {
    expect(retryable('encode/failed')).toBe(true);
    expect(retryable('source/stalled')).toBe(true);
    expect(retryable('ingest/cancelled')).toBe(true);
    expect(retryable('ingest/rejected-by-operator')).toBe(true);
    expect(retryable('master/too-large')).toBe(true);
  });
});
