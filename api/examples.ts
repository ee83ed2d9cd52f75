import type { FailureCode } from '../domain/failures';
import { ANNOUNCE_EXAMPLES } from './announce/examples';
import { BILLING_EXAMPLES } from './billing/examples';
import { ENTRY_EXAMPLES } from './catalog/entries-examples';
import { LAYOUT_EXAMPLES } from './catalog/layouts-examples';
import { CHANNEL_EXAMPLES } from './channels/examples';
import { FEED_EXAMPLES } from './feeds/examples';
import { AVAILS_EXAMPLES } from './rights/avails-examples';
import { RIGHTS_EXAMPLES } from './rights/rights-examples';
import { CREDENTIAL_EXAMPLES } from './supply-chain/source-credentials-examples';
import { TENANCY_EXAMPLES } from './tenancy/examples';

/** Examples of the document: one delivery, from its upload to its playback. A test holds them to the schemas. */

export const EXAMPLE_REQUEST_ID = 'req_01M82APZH4T4DMFJD2P1WX1ECZ';

const UPLOAD = 'upl_01M82AEPHM8TV5R0TFB5RAP1DJ';
const INGEST = 'ing_01M82AESJ9EKNYZEXWM0AXJ803';
const TITLE = 'tit_01M82AESHWJF0ABN4NDZ500S08';
const VERSION = 'ver_01M82AH2X7Q0C4T6B9K3M5N8PR';
const MEDIA = '/media/2r7m0kq9d4x1v8c3h6b5n0t7w2y9e4ja';
const PREVIEW = '/media/9c4e1x7k2m5q8v0b3h6n9d2t5w8y1r4j';
const ORDERED = '2026-11-22T19:06:49.307Z';
const PUBLISHED = '2026-11-22T19:08:02.118Z';

const upload = {
  id: UPLOAD,
  file_name: 'master.mov',
  content_type: 'video/quicktime',
  protocol: 'single',
  status: 'waiting',
  bytes: 104_857_600,
  received_bytes: 0,
  checksum: null,
  upload_url: `https://store.example.com/headend/uploads/demo/${UPLOAD}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=86399&X-Amz-Signature=1d0da962cfa57ae3`,
  part_bytes: null,
  ingest_id: null,
  failure: null,
  expires_at: '2026-11-23T19:06:46.196Z',
  created_at: '2026-11-22T19:06:46.201Z',
  completed_at: null,
};

const PART_BYTES = 67_108_864;
const inParts = { ...upload, protocol: 'multipart', status: 'uploading', upload_url: null, part_bytes: PART_BYTES };
const partUrl = `https://store.example.com/headend/uploads/demo/${UPLOAD}?partNumber=1&X-Amz-Signature=1d0da962cfa57ae3`;
const ETAG = '9b2cf535f27731c974343645a3985328';
const uploadedParts = {
  data: [
    { number: 1, bytes: PART_BYTES, etag: ETAG },
    { number: 2, bytes: 37_748_736, etag: '0cc175b9c0f1b6a831c399e269772661' },
  ],
  part_bytes: PART_BYTES,
  part_count: 2,
};

const runUrl = (id: string) => `https://temporal.example.com/namespaces/default/workflows/${encodeURIComponent(id)}`;

const queued = {
  id: INGEST,
  external_id: 'BBB-2008',
  title: 'Big Buck Bunny',
  title_id: TITLE,
  status: 'queued',
  stage: null,
  progress: 0,
  stages: [],
  chunks: [],
  profile: 'default',
  priority: 3,
  updates: null,
  workflow: { id: `title-ingest:${INGEST}`, url: runUrl(`title-ingest:${INGEST}`) },
  qc: null,
  hold: null,
  decisions: [],
  attempt: 1,
  failure: null,
  preview: null,
  outputs: null,
  passthrough: { order: 4711 },
  created_at: ORDERED,
  updated_at: ORDERED,
  ended_at: null,
};

const stage = (name: string, started_at: string, ended_at: string, note: string | null = null) => ({
  name,
  state: 'done',
  progress: 1,
  started_at,
  ended_at,
  note,
});

const published = {
  ...queued,
  status: 'published',
  stage: 'publish',
  progress: 1,
  stages: [
    stage('receive', '2026-11-22T19:06:49.480Z', '2026-11-22T19:06:50.102Z', 'upload'),
    stage('publish', '2026-11-22T19:08:01.733Z', PUBLISHED),
  ],
  chunks: [{ group: 'h264', rungs: ['720p', '540p', '360p', '234p'], total: 6, done: 6 }],
  qc: { verdict: 'warned', counts: { info: 1, warning: 1, hold: 0, reject: 0 } },
  preview: { hls: `${PREVIEW}/proxy/index.m3u8`, thumbnails: `${PREVIEW}/thumbnails/thumbnails.vtt` },
  outputs: {
    version_id: VERSION,
    hls: null,
    dash: null,
    thumbnails: null,
    poster: `${MEDIA}/poster.jpg`,
    watch: `/watch/${TITLE}`,
  },
  updated_at: PUBLISHED,
  ended_at: PUBLISHED,
};

const decision = { decision: 'approve', reason: 'The black second is the director’s.' };

const decided = {
  ...decision,
  by: { label: 'demo operator', key_id: 'key_9571e4799eb1df6f828b415b18' },
  attempt: 1,
  decided_at: '2026-11-22T19:07:40.512Z',
};

const bulkLine = {
  external_id: 'BBB-2008',
  title: 'Big Buck Bunny',
  source: { url: 'https://files.example.com/master.mov' },
};

const bulk = {
  id: 'bul_01M82B4T6Y9C2F5J8M1Q3S7VXZ',
  status: 'accepted',
  lines: 1,
  accepted: 0,
  refused: 0,
  waiting: 1,
  created_at: ORDERED,
  ended_at: null,
};

const folder = {
  id: 'wfo_01M82B7K0N3R5T8W1Z4C6F9HJM',
  name: 'trailers',
  prefix: 'inbox/demo/trailers/',
  profile: null,
  quality_policy: null,
  priority: 3,
  stable_seconds: 30,
  enabled: true,
  polled_at: PUBLISHED,
  created_at: ORDERED,
  updated_at: ORDERED,
};

const watchFile = {
  object_key: 'inbox/demo/trailers/BBB-2008.mov',
  bytes: 48_103_212,
  status: 'ordered',
  stable_since: ORDERED,
  seen_at: PUBLISHED,
  ingest_id: INGEST,
  problem: null,
};

const report = {
  ingest_id: INGEST,
  verdict: 'warned',
  policy: 'default',
  policy_version: 1,
  report_url: '/reports/4f0b7c1d9e2a48f6b3c5d7e9f1a2b3c4',
  findings: [
    {
      code: 'audio/loudness',
      severity: 'warning',
      stage: 'quality',
      track: 'audio:0',
      range: null,
      measured: '-18.4 LUFS',
      limit: '-23 LUFS ± 1 LU',
      message: 'The programme is louder than the target.',
      fix: 'Deliver at −23 LUFS; the rendition is brought to the target.',
      docs: '/docs/codes/audio/loudness',
      frame_url: null,
      middle_frame_url: null,
    },
  ],
  duration_ms: 60_000,
  probe: null,
  series: null,
};

const title = {
  id: TITLE,
  external_id: 'BBB-2008',
  name: 'Big Buck Bunny',
  credit: null,
  duration_ms: 60_000,
  kind: 'movie',
  status: 'published',
  published: true,
  published_at: PUBLISHED,
  current_version_id: VERSION,
  poster: `${MEDIA}/poster.jpg`,
  artwork: [{ kind: 'backdrop', language: null, url: `${MEDIA}/artwork/backdrop.jpeg`, ratio: null, sizes: [] }],
  audio_languages: ['en'],
  caption_languages: ['en'],
  max_height: 720,
  parent_id: null,
  position: null,
  words: {
    ...{ locale: 'en', title: 'Big Buck Bunny', tagline: null, synopsis_long: null },
    synopsis_short: 'A giant rabbit takes revenge on three rodents.',
  },
  release_year: 2008,
  genres: ['animation'],
  ratings: [{ system: 'FSK', value: '0', country: 'DE', reasons: [] }],
  created_at: ORDERED,
  updated_at: PUBLISHED,
};

const shape = { codec: null, width: null, height: null, language: null, label: null, channels: null };

const artwork = {
  ...{ id: 'art_01JD…', role: 'poster', ratio: '2:3', locale: 'de', width: 1280, height: 1920, bytes: 812_345 },
  sizes: [{ width: 1280, height: 1920, content_type: 'image/webp', url: '/media/p1c…/1280.webp' }],
  created_at: PUBLISHED,
};

const titleDetail = {
  ...title,
  metadata: null,
  people: [{ name: 'Sacha Goedegebure', role: 'director', characters: [], person_id: null }],
  original_title: null,
  countries: ['NL'],
  offer: null,
  versions: [
    {
      id: VERSION,
      number: 1,
      state: 'current',
      ingest_id: INGEST,
      duration_ms: 60_000,
      bytes: 28_493_112,
      renditions: [
        {
          ...shape,
          kind: 'video',
          name: 'h264-720p',
          codec: 'avc1.64001f',
          width: 1280,
          height: 720,
          bytes: 18_220_410,
        },
        { ...shape, kind: 'audio', name: 'en-stereo', codec: 'mp4a.40.2', language: 'en', channels: 2, bytes: 965_204 },
      ],
      parts: null,
      published_at: PUBLISHED,
      protection: {
        scheme: 'cbcs',
        keys: [
          { label: 'AUDIO', kid: '7d2c1f0e-5b6a-4c3d-9e8f-0a1b2c3d4e5f' },
          { label: 'SD', kid: '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed' },
        ],
      },
      superseded_at: null,
    },
  ],
};

const run = {
  id: `title-ingest:${INGEST}`,
  run_id: '01a204a7-7082-758b-9dd9-1886221b4220',
  type: 'titleIngest',
  status: 'completed',
  outcome: 'published',
  stage: null,
  ingest_id: INGEST,
  title_id: TITLE,
  started_at: ORDERED,
  closed_at: PUBLISHED,
  url: runUrl(`title-ingest:${INGEST}`),
};

const SESSION = 'pbs_01M82B0C9F7Z3K5M8Q1T4W6X2Y';
const KIDS = ['7d2c1f0e-5b6a-4c3d-9e8f-0a1b2c3d4e5f', '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed'];
const drm = {
  scheme: 'cbcs',
  license_url: '/v1/licenses/clearkey',
  token: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6ImsxIn0.…',
  key_ids: KIDS,
  withheld: [],
  max_height: null,
  expires_at: '2026-11-22T19:18:02.000Z',
  systems: [
    {
      key_system: 'com.widevine.alpha',
      license_url: 'https://drm-widevine-licensing.axprod.net/AcquireLicense',
      certificate_url: null,
      headers: { 'X-AxDRM-Message': 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.…' },
    },
  ],
};

const page = (item: unknown) => ({ data: [item], next_cursor: null });

/** A request, where the operation takes a body, and its good answer, by operation. */
export const EXAMPLES: Readonly<Record<string, { request?: unknown; answer: unknown } | undefined>> = {
  createUpload: { request: { file_name: 'master.mov' }, answer: upload },
  listUploads: { answer: page(upload) },
  getUpload: { answer: upload },
  createUploadParts: {
    request: { from: 1, to: 1 },
    answer: { data: [{ number: 1, url: partUrl }], part_bytes: PART_BYTES, expires_at: '2026-11-22T20:06:46.196Z' },
  },
  listUploadParts: { answer: uploadedParts },
  completeUpload: {
    request: { parts: uploadedParts.data.map(({ number, etag }) => ({ number, etag })) },
    answer: { ...inParts, status: 'uploaded', received_bytes: 104_857_600, completed_at: '2026-11-22T19:06:58.730Z' },
  },
  abortUpload: { answer: { ...inParts, status: 'cancelled' } },
  createIngest: {
    request: {
      external_id: 'BBB-2008',
      title: 'Big Buck Bunny',
      source: { upload_id: UPLOAD },
      sidecars: [{ role: 'captions', source: { url: 'https://files.example.com/bbb.en.srt' }, language: 'en' }],
      passthrough: { order: 4711 },
    },
    answer: queued,
  },
  listIngests: { answer: page(published) },
  getIngest: { answer: published },
  getIngestQc: { answer: report },
  cancelIngest: { answer: { ...queued, status: 'running', stage: 'receive' } },
  retryIngest: { answer: queued },
  decideIngest: {
    request: decision,
    answer: { ...queued, status: 'running', stage: 'package', progress: 0.9, decisions: [decided] },
  },
  createBulkOrder: { request: [bulkLine], answer: bulk },
  listBulkOrders: { answer: page({ ...bulk, status: 'done', accepted: 1, waiting: 0, ended_at: PUBLISHED }) },
  getBulkOrder: { answer: bulk },
  listBulkOrderLines: {
    answer: page({ line: 1, external_id: 'BBB-2008', status: 'accepted', ingest_id: INGEST, problem: null }),
  },
  createWatchFolder: { request: { name: 'trailers', stable_seconds: 30 }, answer: folder },
  listWatchFolders: { answer: page(folder) },
  getWatchFolder: { answer: folder },
  updateWatchFolder: { request: { enabled: false }, answer: { ...folder, enabled: false } },
  deleteWatchFolder: { answer: undefined },
  listWatchFiles: { answer: page(watchFile) },
  createWatchFile: {
    request: { name: 'BBB-2008.mov', bytes: 48_103_212 },
    answer: {
      object_key: 'inbox/demo/trailers/BBB-2008.mov',
      put_url: 'https://store.example.com/headend/inbox/demo/trailers/BBB-2008.mov?X-Amz-Algorithm=AWS4-HMAC-SHA256',
      expires_at: PUBLISHED,
    },
  },
  ...CREDENTIAL_EXAMPLES,
  ...ENTRY_EXAMPLES,
  ...LAYOUT_EXAMPLES,
  ...RIGHTS_EXAMPLES,
  ...BILLING_EXAMPLES,
  ...CHANNEL_EXAMPLES,
  ...FEED_EXAMPLES,
  ...AVAILS_EXAMPLES,
  listArtworks: { answer: { data: [artwork] } },
  putArtwork: { answer: artwork },
  deleteArtwork: { answer: undefined },
  listTitles: { answer: page(title) },
  searchTitles: {
    answer: {
      ...page(title),
      ...{ total: 1, exact: true },
      facets: { kind: { movie: 1 }, genre: { animation: 1 }, decade: { '2000': 1 }, language: { en: 1 } },
    },
  },
  getTitle: { answer: titleDetail },
  updateTitle: { request: { name: 'Big Buck Bunny (restored)', credit: null }, answer: titleDetail },
  rollbackTitle: { request: { version_id: VERSION }, answer: titleDetail },
  revokeAddresses: { answer: { title_id: TITLE, version_ids: [VERSION] } },
  createPlaybackSession: {
    request: { title_id: TITLE, territory: 'AT', device: { family: 'web', max_height: 1080 } },
    answer: {
      id: SESSION,
      session_token: 'k3W9vR0mB7cXq2yL5tNfD8sHjP1aZ4uE6gTiOoCxVbM',
      title_id: TITLE,
      version_id: VERSION,
      channel_id: null,
      hls: `${MEDIA}/master.m3u8`,
      dash: `${MEDIA}/manifest.mpd`,
      drm,
      thumbnails: `${MEDIA}/thumbnails/thumbnails.vtt`,
      poster: `${MEDIA}/poster.jpg`,
      ads: null,
      policy: 'default',
      heartbeat_s: 30,
      expires_at: '2026-11-23T01:10:00.000Z',
    },
  },
  heartbeatPlaybackSession: {
    answer: {
      id: SESSION,
      hls: `${MEDIA}/master.m3u8`,
      dash: `${MEDIA}/manifest.mpd`,
      thumbnails: `${MEDIA}/thumbnails/thumbnails.vtt`,
      drm,
      heartbeat_s: 30,
      expires_at: '2026-11-23T01:10:30.000Z',
    },
  },
  endPlaybackSession: { answer: undefined },
  listPlaybackSessions: {
    answer: page({
      id: SESSION,
      title_id: TITLE,
      version_id: VERSION,
      channel_id: null,
      subject: 'viewer-4711',
      viewer_id: 'viewer-4711',
      entitlement: null,
      customer_id: null,
      policy: 'default',
      device: 'web',
      state: 'active',
      key_ids: KIDS,
      created_at: PUBLISHED,
      heartbeat_at: PUBLISHED,
      first_played_at: PUBLISHED,
      expires_at: '2026-11-23T01:10:00.000Z',
      ended_at: null,
    }),
  },
  listLicenceRequests: {
    answer: page({
      id: 'lic_01M82B0D2T5V8X1Z4C7F9H3K6N',
      session_id: SESSION,
      title_id: TITLE,
      version_id: VERSION,
      subject: 'viewer-4711',
      device: 'web',
      system: 'clearkey',
      asked: KIDS,
      granted: KIDS,
      result: 'granted',
      reason: null,
      ms: 2.4,
      created_at: PUBLISHED,
    }),
  },
  ...ANNOUNCE_EXAMPLES,
  ...TENANCY_EXAMPLES,
  listRuns: { answer: page(run) },
  getProfiles: {
    answer: {
      default_profile: 'default',
      default_policy: 'default',
      encode: [
        {
          name: 'demo',
          version: 1,
          groups: [{ name: 'h264', codec: 'h264', rungs: [{ name: '720p', height: 720, max_bitrate: 3_000_000 }] }],
        },
      ],
      quality: [{ name: 'default', version: 1 }],
    },
  },
};

type ProblemExample = readonly [
  detail: string,
  context?: { field?: string; errors?: { field: string; message: string }[] },
];

/** Details of problems that say more than their title. */
export const PROBLEM_EXAMPLES: Readonly<Partial<Record<FailureCode, ProblemExample>>> = {
  'request/invalid': [
    'The body has a wrong field: sidecars.0.language is required for text.',
    { errors: [{ field: 'sidecars.0.language', message: 'is required for text' }] },
  ],
  'auth/forbidden': [
    'A key with the role viewer lacks the scope ingests:write, which is of the role operator or partner.',
  ],
  'idempotency/mismatch': ['The key came with another path or body before.'],
  'ingest/external-id-taken': [
    `Ingest ${INGEST} of external_id BBB-2008 is still under way.`,
    { field: 'external_id' },
  ],
  'ingest/profile-unknown': ['There is no profile uhd. Known: av1, default, demo, hevc, test.', { field: 'profile' }],
  'upload/no-bytes': [`Nothing was PUT to upload ${UPLOAD} yet.`, { field: 'source.upload_id' }],
  'source/forbidden-address': ['10.0.0.7 is not a public address.', { field: 'source.url' }],
  'cursor/invalid': ['The cursor belongs to another list or to other filters.', { field: 'cursor' }],
};
