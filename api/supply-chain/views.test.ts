import type { IngestRecord } from '../../adapters/postgres/port';
import { ingestView } from './views';

const published = (collectedAt: Date | null): IngestRecord =>
  ({
    ...{ id: 'ing_1', titleId: 'tit_1', externalId: 'x', titleName: 'X', tenantId: 't', status: 'published' },
    ...{ progress: 1, stages: [], chunks: [], order: {}, profile: 'p', priority: 3, previewToken: 'tok', attempt: 1 },
    ...{ createdAt: new Date(0), updatedAt: new Date(0) },
    findingCounts: { info: 0, warning: 0, hold: 0, reject: 0 },
    version: {
      ...{ id: 'ver_1', mediaToken: 'media', prefix: 'titles/t/1/v/', collectedAt },
      outputs: [
        { kind: 'hls', objectKey: 'titles/t/1/v/master.m3u8' },
        { kind: 'dash', objectKey: 'titles/t/1/v/manifest.mpd' },
      ],
    },
  }) as IngestRecord;

describe('the view of a published ingest', () => {
  const outputs = (collectedAt: Date | null) => ingestView(published(collectedAt), (id) => id).outputs;

  it('names what can be played', () => {
    expect(outputs(null)).toMatchObject({ version_id: 'ver_1', hls: '/media/media/master.m3u8' });
  });

  it('names nothing once the media of its version is gone', () => {
    expect(outputs(new Date())).toBeNull();
  });
});
