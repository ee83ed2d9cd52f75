import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  aesKeys,
  choice,
  hostPort,
  hostPorts,
  integer,
  optionalPath,
  optionalText,
  origins,
  path,
  pathways,
  port,
  signingKeys,
  text,
  url,
} from './kinds';

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;
const services = ['api', 'worker'] as const;

/** How loud the structured logs are, most severe first. */
export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** The packagers that serve the Packager port. */
export const PACKAGER_KINDS = ['shaka', 'bento4'] as const;

/** Where the content keys of new versions come from. */
export const KEY_PROVIDERS = ['local', 'speke'] as const;

/** What media addresses may carry. */
export const MEDIA_TOKENS = ['path', 'cat'] as const;

/** What media addresses may be bound to. */
export const MEDIA_BINDINGS = ['none', 'country', 'network', 'country-and-network'] as const;

/** Every configuration field of Headend, in the order docs/configuration.md lists them. */
export const FIELDS = {
  databaseUrl: url(
    {
      env: 'DATABASE_URL',
      group: 'Database',
      fallback: '',
      required: services,
      secret: true,
      comment: 'PostgreSQL that holds titles, ingests, versions and keys.',
      example: 'postgresql://headend:…@db:5432/headend',
    },
    ['postgresql', 'postgres'],
  ),
  databasePoolSize: integer({
    env: 'DATABASE_POOL_SIZE',
    group: 'Database',
    fallback: 10,
    unit: 'connections',
    comment: 'Connections one process keeps at most. Keep the sum over all processes below `max_connections`.',
  }),

  s3Endpoint: url(
    {
      env: 'S3_ENDPOINT',
      group: 'Object store',
      fallback: '',
      required: services,
      comment: 'S3 endpoint that API and workers reach.',
      example: 'http://127.0.0.1:8333',
    },
    ['http', 'https'],
  ),
  s3AccessKey: text({
    env: 'S3_ACCESS_KEY',
    group: 'Object store',
    fallback: '',
    required: services,
    secret: true,
    comment: 'Access key id with read and write on the bucket.',
  }),
  s3SecretKey: text({
    env: 'S3_SECRET_KEY',
    group: 'Object store',
    fallback: '',
    required: services,
    secret: true,
    comment: 'Secret of the access key.',
  }),
  s3Region: text({
    env: 'S3_REGION',
    group: 'Object store',
    fallback: 'us-east-1',
    comment: 'Region that requests are signed for.',
  }),
  s3Bucket: text({
    env: 'S3_BUCKET',
    group: 'Object store',
    fallback: 'headend',
    comment: 'Bucket for masters, intermediates and published media.',
  }),
  s3PublicEndpoint: url(
    {
      env: 'S3_PUBLIC_ENDPOINT',
      group: 'Object store',
      fallback: undefined,
      defaultText: 'S3_ENDPOINT',
      comment: 'Endpoint that partners reach; presigned upload URLs are signed for it.',
    },
    ['http', 'https'],
  ),

  secretsKeys: aesKeys({
    env: 'SECRETS_KEY',
    group: 'Secrets at rest',
    fallback: [],
    required: services,
    secret: true,
    comment:
      'Key that seals webhook secrets and source credentials in the database (AES-256-GCM): 32 random bytes in base64, as of `openssl rand -base64 32`. To change it, put the new key in front of the old one with a comma between them. Set by `npm start`. Lost, it takes every sealed secret with it.',
  }),

  kekFile: optionalPath({
    env: 'KEK_FILE',
    group: 'Secrets at rest',
    comment:
      'File with the keys that seal content keys in the database, one a line: a version and 32 random bytes in base64, as of `echo "1 $(openssl rand -base64 32)"`. The first line seals, every line opens; the file may change while Headend runs (docs/drm.md says how keys are rotated). The API and workers of the io pool need it. Made by `npm start`. Lost, no encrypted title plays again.',
  }),

  keyProvider: choice(
    {
      env: 'KEY_PROVIDER',
      group: 'Content keys',
      fallback: 'local',
      comment:
        'Where workers take the content keys of new versions from: `local` makes them here; `speke` asks the SPEKE v2.0 server at SPEKE_URL. Either way they are kept sealed here, and keys that are there stay as they are.',
    },
    KEY_PROVIDERS,
  ),
  spekeUrl: url(
    {
      env: 'SPEKE_URL',
      group: 'Content keys',
      fallback: undefined,
      defaultText: 'none',
      comment: 'Address of the key provider, for KEY_PROVIDER=speke.',
      example: 'https://keys.example.com/speke/v2.0/copyProtection',
    },
    ['https', 'http'],
  ),
  spekeHeaders: optionalPath({
    env: 'SPEKE_HEADERS_FILE',
    group: 'Content keys',
    comment:
      'File with the credentials for SPEKE_URL: headers of every request, one `Name: value` a line, such as `Authorization: Bearer …`. Read anew for each request.',
  }),
  spekeRecipient: optionalPath({
    env: 'SPEKE_RECIPIENT_FILE',
    group: 'Content keys',
    comment:
      'PEM file with an X.509 certificate (RSA of 2048 bits at least) and its private key. Keys are then asked for encrypted to it, and taken no other way.',
  }),

  playbackKeys: signingKeys({
    env: 'PLAYBACK_KEYS',
    group: 'Playback',
    fallback: [],
    required: ['api'],
    secret: true,
    comment:
      'Ring of keys that sign licence tokens and media addresses: `id=` and at least 32 random bytes in base64, as of `openssl rand -base64 32`. The first one signs, all of them check: to change it, put the new key in front, and take the old one away when the last session under it has ended. `id=es256:` and an EC P-256 private key as PKCS#8 in base64 signs licence tokens with ES256. Set by `npm start`.',
  }),
  mediaToken: choice(
    {
      env: 'MEDIA_TOKEN',
      group: 'Playback',
      fallback: 'path',
      comment:
        'What media addresses carry: `path`, a token of our own that the nginx of infra/docker checks, or `cat`, a Common Access Token (CTA-5007) for CDNs that check those.',
    },
    MEDIA_TOKENS,
  ),
  catKeys: signingKeys({
    env: 'CAT_KEYS',
    group: 'Playback',
    fallback: [],
    defaultText: 'none',
    secret: true,
    comment:
      'Ring of keys of Common Access Tokens, in the form of PLAYBACK_KEYS, which a CDN gets to know: keys of their own. With it they are taken; with MEDIA_TOKEN=cat they are given.',
  }),
  drmVendorFile: optionalPath({
    env: 'DRM_VENDOR_FILE',
    group: 'Playback',
    comment:
      'YAML file of the cloud service that makes Widevine, PlayReady and FairPlay licences (docs/drm.md has its form). The API reads it at its start; it holds a secret. Without it playback sessions offer Clear Key only.',
  }),
  mediaTokenHours: integer(
    {
      env: 'MEDIA_TOKEN_HOURS',
      group: 'Playback',
      fallback: 12,
      unit: 'hours',
      comment: 'The media addresses of a playback session play so long. Longer than the longest title with its pauses.',
    },
    { min: 1, max: 168 },
  ),
  mediaBinding: choice(
    {
      env: 'MEDIA_BINDING',
      group: 'Playback',
      fallback: 'none',
      comment:
        "What media addresses are bound to beside their time: the viewer's country (COUNTRY_HEADER), their network (IPv4 /24, IPv6 /48), or both.",
    },
    MEDIA_BINDINGS,
  ),
  rightsDefault: choice(
    {
      env: 'RIGHTS_DEFAULT',
      group: 'Playback',
      fallback: 'open',
      comment:
        'Whether a title without any rights window is `open` to every viewer of its tenant, or `closed` until somebody grants a right.',
    },
    ['open', 'closed'],
  ),
  countryHeader: optionalText({
    env: 'COUNTRY_HEADER',
    group: 'Playback',
    example: 'CloudFront-Viewer-Country',
    comment:
      "Header in which the proxy or CDN in front tells the viewer's country (ISO 3166-1 alpha-2). Name it only when that proxy overwrites what viewers send.",
  }),
  cdnPathways: pathways({
    env: 'CDN_PATHWAYS',
    group: 'Playback',
    fallback: [],
    defaultText: 'none',
    example: 'cdn-a=a.example.com=70,cdn-b=b.example.com=30',
    comment:
      'CDNs in front of PUBLIC_URL that players are steered to, with their weights. Manifests then name the steering document `/steering`; this host stays the last resort.',
  }),
  cdnPurgeFile: optionalPath({
    env: 'CDN_PURGE_FILE',
    group: 'Playback',
    comment:
      'YAML file with the CDNs and edges that are told to forget a version when it is superseded or deleted (docs/delivery.md has its form). Workers of the io pool read it at their start. Without it none is told.',
  }),

  temporalAddress: hostPort({
    env: 'TEMPORAL_ADDRESS',
    group: 'Temporal',
    fallback: '127.0.0.1:7233',
    example: '127.0.0.1:7233',
    comment: 'Temporal frontend.',
  }),
  temporalNamespace: text({
    env: 'TEMPORAL_NAMESPACE',
    group: 'Temporal',
    fallback: 'default',
    comment: 'Namespace that holds every Headend workflow.',
  }),
  temporalUiUrl: url(
    {
      env: 'TEMPORAL_UI_URL',
      group: 'Temporal',
      fallback: 'http://127.0.0.1:8233',
      comment: 'Temporal UI as operators reach it; links to runs are built on it.',
    },
    ['http', 'https'],
  ),
  temporalTlsCert: optionalPath({
    env: 'TEMPORAL_TLS_CERT',
    group: 'Temporal',
    comment: 'PEM file with the client certificate for mTLS. Set together with TEMPORAL_TLS_KEY.',
  }),
  temporalTlsKey: optionalPath({
    env: 'TEMPORAL_TLS_KEY',
    group: 'Temporal',
    comment: 'PEM file with the key of the client certificate. Set together with TEMPORAL_TLS_CERT.',
  }),
  temporalApiKey: optionalText({
    env: 'TEMPORAL_API_KEY',
    group: 'Temporal',
    secret: true,
    comment: 'API key of Temporal Cloud. Switches TLS on.',
  }),

  host: text({
    env: 'HOST',
    group: 'API and logs',
    fallback: '127.0.0.1',
    comment: 'Address the API listens on. `0.0.0.0` in a container.',
  }),
  port: port({
    env: 'PORT',
    group: 'API and logs',
    fallback: 8080,
    comment: 'Port the API listens on. `npm start` takes the next free one when it is busy.',
  }),
  publicUrl: url(
    {
      env: 'PUBLIC_URL',
      group: 'API and logs',
      fallback: undefined,
      defaultText: 'http://HOST:PORT',
      comment: 'The API as partners, viewers and players reach it; links in answers are built on it.',
    },
    ['http', 'https'],
  ),
  logLevel: choice(
    {
      env: 'LOG_LEVEL',
      group: 'API and logs',
      fallback: 'info',
      comment: 'How loud the structured logs are.',
    },
    LOG_LEVELS,
  ),
  rateLimit: integer({
    env: 'RATE_LIMIT_PER_MINUTE',
    group: 'API and logs',
    fallback: 3000,
    unit: 'requests',
    comment:
      'Requests under /v1 that an API key without a limit of its own may send in a minute, over all API nodes. Media is not counted.',
  }),
  trustProxy: integer(
    {
      env: 'TRUST_PROXY',
      group: 'API and logs',
      fallback: 0,
      unit: 'proxies',
      comment:
        'Proxies in front of the API whose `X-Forwarded-For` is believed: wrong keys are counted by the address of the client, not of the proxy.',
    },
    { min: 0, max: 10 },
  ),
  corsOrigins: origins({
    env: 'CORS_ORIGINS',
    group: 'API and logs',
    fallback: [],
    defaultText: 'none',
    example: 'https://studio.example.com',
    comment:
      'Origins of web pages, separated by commas, whose scripts may use partner and operator keys. The pages of the API itself always may, and viewer keys work in any page.',
  }),
  imageOrigins: origins({
    env: 'IMAGE_ORIGINS',
    group: 'API and logs',
    fallback: [],
    defaultText: 'none',
    example: 'https://images.example.com',
    comment:
      'Origins, separated by commas, from which our pages may show pictures beside their own: logos of channels that lie elsewhere. Others are blocked by the browser, and letters are shown.',
  }),
  localKeys: optionalText({
    env: 'HEADEND_LOCAL_KEYS',
    group: 'API and logs',
    secret: true,
    comment:
      'API keys, JSON `{"viewer": "hk_…", "operator": "hk_…"}`, that the pages get without a log-in when opened on the same machine. Set by `npm start`; leave it empty everywhere else.',
  }),
  metricsPort: port({
    env: 'METRICS_PORT',
    group: 'API and logs',
    fallback: 9464,
    comment: 'Port of a worker for `/healthz`, `/readyz` and `/metrics`, on HOST.',
  }),
  sdkMetricsPort: port({
    env: 'SDK_METRICS_PORT',
    group: 'API and logs',
    fallback: 0,
    comment: 'Port of a worker for the metrics of the Temporal SDK (Prometheus), on HOST. 0 switches it off.',
  }),

  scratchDir: path({
    env: 'HEADEND_SCRATCH_DIR',
    group: 'Folders and tools',
    fallback: join(tmpdir(), 'headend-scratch'),
    defaultText: 'headend-scratch in the folder for temporary files',
    comment: 'Working files of running activities. Emptied when a worker starts; give it fast local disk.',
  }),
  cacheDir: path({
    env: 'HEADEND_CACHE_DIR',
    group: 'Folders and tools',
    fallback: join(tmpdir(), 'headend-cache'),
    defaultText: 'headend-cache in the folder for temporary files',
    comment: 'Local copies of immutable objects, shared by the workers of one machine.',
  }),
  cacheBytes: integer({
    env: 'HEADEND_CACHE_BYTES',
    group: 'Folders and tools',
    fallback: 20 * GIB,
    unit: 'bytes',
    defaultText: '21474836480 (20 GiB)',
    comment: 'Size the local copies are kept under, least recently used going first.',
  }),
  ffmpeg: optionalPath({
    env: 'HEADEND_FFMPEG',
    group: 'Folders and tools',
    comment: 'ffmpeg to use instead of the one that the toolchain finds or downloads.',
  }),
  ffprobe: optionalPath({
    env: 'HEADEND_FFPROBE',
    group: 'Folders and tools',
    comment: 'ffprobe to use instead of the one that the toolchain finds or downloads.',
  }),
  packager: optionalPath({
    env: 'HEADEND_PACKAGER',
    group: 'Folders and tools',
    comment: 'Shaka Packager to use instead of the one that the toolchain finds or downloads.',
  }),
  packagerKind: choice(
    {
      env: 'HEADEND_PACKAGER_KIND',
      group: 'Folders and tools',
      fallback: 'shaka',
      comment: 'Packager behind the Packager port. `bento4` needs a current Bento4 SDK in HEADEND_BENTO4_DIR.',
    },
    PACKAGER_KINDS,
  ),
  bento4Dir: optionalPath({
    env: 'HEADEND_BENTO4_DIR',
    group: 'Folders and tools',
    comment: 'Folder with the Bento4 tools (mp4info, mp4dump, mp4decrypt …).',
  }),
  temporalServer: optionalPath({
    env: 'HEADEND_TEMPORAL',
    group: 'Folders and tools',
    comment: 'Temporal CLI for the local stack, instead of the one that the toolchain finds or downloads.',
  }),
  weed: optionalPath({
    env: 'HEADEND_WEED',
    group: 'Folders and tools',
    comment: 'SeaweedFS `weed` for the local stack, instead of the one that the toolchain finds or downloads.',
  }),
  chromium: optionalPath({
    env: 'CHROMIUM',
    group: 'Folders and tools',
    comment: 'Chromium for the browser tests.',
  }),

  encodeThreads: integer({
    env: 'ENCODE_THREADS',
    group: 'Work',
    fallback: 1,
    unit: 'threads',
    comment: 'Threads of one encode. One thread in each of many slots beats many threads in one encode.',
  }),
  encodeSlots: integer({
    env: 'ENCODE_SLOTS',
    group: 'Work',
    fallback: undefined,
    unit: 'slots',
    defaultText: 'cores / ENCODE_THREADS',
    comment: 'Encodes that one worker of the encode pool runs side by side.',
  }),
  ioSlots: integer({
    env: 'IO_SLOTS',
    group: 'Work',
    fallback: 16,
    unit: 'slots',
    comment: 'Activities that one worker of the io pool runs side by side.',
  }),
  pullSlots: integer({
    env: 'PULL_SLOTS',
    group: 'Work',
    fallback: 16,
    unit: 'slots',
    comment:
      'Files that one worker of the io pool pulls from URLs side by side, beside IO_SLOTS: servers that stall hold up no packaging.',
  }),
  toolMemoryBytes: integer(
    {
      env: 'TOOL_MEMORY_BYTES',
      group: 'Work',
      fallback: 8 * GIB,
      unit: 'bytes',
      defaultText: '8589934592 (8 GiB)',
      comment:
        'Address space that one run of ffmpeg, ffprobe or the packager may take, about twice to three times the memory it uses. A five-rung 1080p ladder takes 2.4 GB, 2160p with x265 or SVT-AV1 about the same.',
    },
    { min: GIB },
  ),
  toolCpuSeconds: integer(
    {
      env: 'TOOL_CPU_SECONDS',
      group: 'Work',
      fallback: 86_400,
      unit: 'seconds',
      comment: 'Processor time over all threads that one run of a tool may take.',
    },
    { min: 60 },
  ),
  maxMasterBytes: integer({
    env: 'MAX_MASTER_BYTES',
    group: 'Work',
    fallback: 200 * GIB,
    unit: 'bytes',
    defaultText: '214748364800 (200 GiB)',
    comment: 'A master larger than this is refused.',
  }),
  maxProgrammeHours: integer({
    env: 'MAX_PROGRAMME_HOURS',
    group: 'Work',
    fallback: 12,
    unit: 'hours',
    comment: 'A programme longer than this is refused.',
  }),
  pullAllowPrivate: hostPorts({
    env: 'PULL_ALLOW_PRIVATE',
    group: 'Work',
    fallback: [],
    defaultText: 'none',
    comment:
      'Private addresses that a source may be pulled from all the same, with credentials over plain http too: storage in your own network, tests.',
    example: '127.0.0.1:9000',
  }),
  pullStallS: integer({
    env: 'PULL_STALL_S',
    group: 'Work',
    fallback: 30,
    unit: 'seconds',
    comment: 'A server that is pulled from may be silent this long; then the transfer is taken up again, or given up.',
  }),
  webhookAllowPrivate: hostPorts({
    env: 'WEBHOOK_ALLOW_PRIVATE',
    group: 'Webhooks',
    fallback: [],
    defaultText: 'none',
    comment: 'Private addresses that events may be sent to all the same, over http too: receivers of your own network.',
    example: 'hooks.internal:8080',
  }),
  webhookAllowLoopback: choice(
    {
      env: 'WEBHOOK_ALLOW_LOOPBACK',
      group: 'Webhooks',
      fallback: 'no',
      comment:
        'Whether events may be sent to any port of the machine that sends them, over http too. For development only: `npm start` says yes, for `npm run headend -- webhooks listen`.',
    },
    ['no', 'yes'],
  ),
  eventDays: integer({
    env: 'EVENT_DAYS',
    group: 'Webhooks',
    fallback: 30,
    unit: 'days',
    comment: 'Events stay in the log, with their deliveries and attempts, for so long; so long they can be replayed.',
  }),

  holdExpiryHours: integer({
    env: 'HOLD_EXPIRY_HOURS',
    group: 'Work',
    fallback: 168,
    unit: 'hours',
    comment: 'A held title that nobody decided on is rejected after this time.',
  }),
  versionGraceHours: integer(
    {
      env: 'VERSION_GRACE_HOURS',
      group: 'Work',
      fallback: 24,
      unit: 'hours',
      comment: 'A replaced version stays this long for those who still watch it.',
    },
    { min: 0 },
  ),
  uploadExpiryHours: integer(
    {
      env: 'UPLOAD_EXPIRY_HOURS',
      group: 'Work',
      fallback: 72,
      unit: 'hours',
      comment: 'An upload that is not complete after this time is given up and its bytes are removed.',
    },
    { min: 1 },
  ),
  uploadUnusedDays: integer(
    {
      env: 'UPLOAD_UNUSED_DAYS',
      group: 'Work',
      fallback: 30,
      unit: 'days',
      comment: 'A complete upload that no order has named is removed after this time.',
    },
    { min: 1 },
  ),
  uploadGraceHours: integer(
    {
      env: 'UPLOAD_GRACE_HOURS',
      group: 'Work',
      fallback: 24,
      unit: 'hours',
      comment:
        'The bytes of an ingested upload are removed this long after its ingest was published; the master stays.',
    },
    { min: 0 },
  ),
  mediaMemoryBytes: integer(
    {
      env: 'MEDIA_MEMORY_BYTES',
      group: 'Playback',
      fallback: 128 * MIB,
      unit: 'bytes',
      defaultText: '134217728 (128 MiB)',
      comment: 'Memory of one API process for segments that many watch at the same time. 0 keeps none, behind a CDN.',
    },
    { min: 0 },
  ),
  uploadMemoryBytes: integer(
    {
      env: 'UPLOAD_MEMORY_BYTES',
      group: 'Work',
      fallback: 192 * MIB,
      unit: 'bytes',
      defaultText: '201326592 (192 MiB)',
      comment: 'Memory of one API process for tus uploads on their way to the store; what does not fit waits.',
    },
    { min: 64 * MIB },
  ),
  workKeptDays: integer(
    {
      env: 'WORK_KEPT_DAYS',
      group: 'Work',
      fallback: 30,
      unit: 'days',
      comment: 'Encoded chunks that no ingest has used for this time are removed; a later ingest encodes them again.',
    },
    { min: 1 },
  ),
  collectEveryS: integer(
    {
      env: 'COLLECT_EVERY_S',
      group: 'Work',
      fallback: 900,
      unit: 'seconds',
      comment: 'Time between two rounds that remove abandoned uploads and used-up intermediates.',
    },
    { min: 1 },
  ),
  shutdownGraceS: integer(
    {
      env: 'SHUTDOWN_GRACE_S',
      group: 'Work',
      fallback: 10,
      unit: 'seconds',
      comment:
        'Time a process gives its running work to end after TERM, before it gives the work up for a retry elsewhere.',
    },
    { min: 0 },
  ),
};
