import { availableParallelism } from 'node:os';
import type { Pathway } from '../../domain/delivery/steering';
import type { SigningKey } from '../tokens/port';
import { FIELDS, type LOG_LEVELS, type PACKAGER_KINDS } from './fields';
import type { Environment, Field, ProcessKind } from './kinds';

export type { Environment, ProcessKind } from './kinds';
export { repositoryRoot } from './root';

/** How loud the structured logs are. */
export type LogLevel = (typeof LOG_LEVELS)[number];
/** The packager behind the Packager port. */
export type PackagerKind = (typeof PACKAGER_KINDS)[number];

/** Everything a process knows from its environment. Field by field: docs/configuration.md. */
export interface Config {
  readonly database: { readonly url: string; readonly poolSize: number };
  readonly objectStore: {
    readonly endpoint: string;
    /** The endpoint that partners reach; presigned URLs are signed for it. */
    readonly publicEndpoint: string;
    readonly accessKey: string;
    readonly secretKey: string;
    readonly region: string;
    readonly bucket: string;
  };
  /** Keys of 32 bytes for secrets at rest: the first one seals, all of them open. */
  readonly secretsKeys: readonly Buffer[];
  /** Path of the ring of key encryption keys. */
  readonly kekFile?: string;
  /** The key provider of somebody else that new content keys are taken from; absent when they are made here. */
  readonly speke?: { readonly url: string; readonly headersFile?: string; readonly recipientFile?: string };
  /** Sign licence tokens and media addresses: the first one signs, all of them check. */
  readonly playbackKeys: readonly SigningKey[];
  /** Sign Common Access Tokens; without any, none are given or taken. */
  readonly catKeys: readonly SigningKey[];
  /** Path of the file of the cloud service for licences. */
  readonly drmVendorFile?: string;
  /** A title without any rights window is closed. */
  readonly rightsRequired: boolean;
  /** How media addresses are handed out. */
  readonly delivery: {
    readonly token: 'path' | 'cat';
    readonly tokenHours: number;
    readonly binding: readonly ('country' | 'network')[];
    readonly countryHeader?: string;
    readonly pathways: readonly Pathway[];
    /** Path of the file of CDNs that are purged. */
    readonly cdnPurgeFile?: string;
    /** Bytes of segments that one API process keeps for many viewers. */
    readonly memoryBytes: number;
  };
  readonly temporal: {
    /** `host:port` of the frontend. */
    readonly address: string;
    readonly namespace: string;
    readonly uiUrl: string;
    /** Paths of PEM files; absent without mTLS. */
    readonly tls?: { readonly cert: string; readonly key: string };
    readonly apiKey?: string;
  };
  readonly http: {
    readonly host: string;
    readonly port: number;
    readonly publicUrl: string;
    /** Requests per minute and API key. */
    readonly rateLimit: number;
    /** Proxies in front of the API. */
    readonly trustProxy: number;
    /** Origins of pages, beside our own, that may use partner and operator keys. */
    readonly corsOrigins: readonly string[];
    /** Origins, beside our own, whose pictures our pages may show. */
    readonly imageOrigins: readonly string[];
    /** JSON of keys for the pages on the same machine; absent outside the local stack. */
    readonly localKeys?: string;
  };
  readonly logLevel: LogLevel;
  /** Ports of a worker; `sdkPort` 0 means off. */
  readonly metrics: { readonly host: string; readonly port: number; readonly sdkPort: number };
  readonly scratchDir: string;
  readonly cache: { readonly dir: string; readonly bytes: number };
  /** Paths given by the environment; the toolchain finds those that are absent. */
  readonly tools: {
    readonly ffmpeg?: string;
    readonly ffprobe?: string;
    readonly packager?: string;
    readonly packagerKind: PackagerKind;
    readonly bento4Dir?: string;
    readonly temporal?: string;
    readonly weed?: string;
    readonly chromium?: string;
  };
  readonly encode: { readonly threads: number; readonly slots: number };
  readonly ioSlots: number;
  readonly pullSlots: number;
  /** What one run of an external tool may use. */
  readonly toolLimits: { readonly memoryBytes: number; readonly cpuSeconds: number };
  readonly maxMasterBytes: number;
  readonly maxProgrammeHours: number;
  readonly pull: { readonly allowPrivate: readonly string[]; readonly stallS: number };
  readonly webhooks: {
    readonly allowPrivate: readonly string[];
    readonly allowLoopback: boolean;
    /** How long events stay in the log. */
    readonly eventDays: number;
  };
  readonly holdExpiryHours: number;
  readonly versionGraceHours: number;
  readonly uploads: {
    readonly expiryHours: number;
    readonly unusedDays: number;
    readonly graceHours: number;
    /** Bytes of tus uploads that one API process holds at once. */
    readonly memoryBytes: number;
    /** Days that encoded chunks stay after their last use. */
    readonly workKeptDays: number;
    /** Seconds between two rounds of collection. */
    readonly collectEveryS: number;
  };
  readonly shutdownGraceS: number;
}

/** The environment does not make a configuration. One line per variable, each with its fix. */
export class ConfigurationError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The configuration is not right:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigurationError';
  }
}

/**
 * The configuration of one process, read once at its start.
 *
 * What only another process needs may be absent and is then its default; `local` brings its own database, store and
 * Temporal, so the fields of those are empty texts there.
 *
 * @throws {ConfigurationError} naming every wrong or missing variable and how to put it right
 */
export function readConfig(kind: ProcessKind, env: Environment = process.env): Config {
  const problems: string[] = [];
  const read = <T>(field: Field<T>): T => readField(field, kind, env, problems);

  const host = read(FIELDS.host);
  const port = read(FIELDS.port);
  const endpoint = read(FIELDS.s3Endpoint);
  const threads = read(FIELDS.encodeThreads);
  const cert = read(FIELDS.temporalTlsCert);
  const key = read(FIELDS.temporalTlsKey);
  if (Boolean(cert) !== Boolean(key)) {
    problems.push('TEMPORAL_TLS_CERT and TEMPORAL_TLS_KEY belong together: set both, or neither.');
  }

  const config: Config = {
    database: { url: read(FIELDS.databaseUrl), poolSize: read(FIELDS.databasePoolSize) },
    objectStore: {
      endpoint,
      publicEndpoint: read(FIELDS.s3PublicEndpoint) ?? endpoint,
      accessKey: read(FIELDS.s3AccessKey),
      secretKey: read(FIELDS.s3SecretKey),
      region: read(FIELDS.s3Region),
      bucket: read(FIELDS.s3Bucket),
    },
    secretsKeys: read(FIELDS.secretsKeys),
    kekFile: read(FIELDS.kekFile),
    speke: spekeOf(read, problems),
    playbackKeys: read(FIELDS.playbackKeys),
    drmVendorFile: read(FIELDS.drmVendorFile),
    catKeys: read(FIELDS.catKeys),
    rightsRequired: read(FIELDS.rightsDefault) === 'closed',
    delivery: {
      token: read(FIELDS.mediaToken),
      tokenHours: read(FIELDS.mediaTokenHours),
      binding: (['country', 'network'] as const).filter((what) => read(FIELDS.mediaBinding).includes(what)),
      countryHeader: read(FIELDS.countryHeader),
      pathways: read(FIELDS.cdnPathways),
      cdnPurgeFile: read(FIELDS.cdnPurgeFile),
      memoryBytes: read(FIELDS.mediaMemoryBytes),
    },
    temporal: {
      address: read(FIELDS.temporalAddress),
      namespace: read(FIELDS.temporalNamespace),
      uiUrl: read(FIELDS.temporalUiUrl),
      tls: cert && key ? { cert, key } : undefined,
      apiKey: read(FIELDS.temporalApiKey),
    },
    http: {
      host,
      port,
      publicUrl: read(FIELDS.publicUrl) ?? `http://${reachable(host)}:${port}`,
      rateLimit: read(FIELDS.rateLimit),
      trustProxy: read(FIELDS.trustProxy),
      corsOrigins: read(FIELDS.corsOrigins),
      imageOrigins: read(FIELDS.imageOrigins),
      localKeys: read(FIELDS.localKeys),
    },
    logLevel: read(FIELDS.logLevel),
    metrics: { host, port: read(FIELDS.metricsPort), sdkPort: read(FIELDS.sdkMetricsPort) },
    scratchDir: read(FIELDS.scratchDir),
    cache: { dir: read(FIELDS.cacheDir), bytes: read(FIELDS.cacheBytes) },
    tools: {
      ffmpeg: read(FIELDS.ffmpeg),
      ffprobe: read(FIELDS.ffprobe),
      packager: read(FIELDS.packager),
      packagerKind: read(FIELDS.packagerKind),
      bento4Dir: read(FIELDS.bento4Dir),
      temporal: read(FIELDS.temporalServer),
      weed: read(FIELDS.weed),
      chromium: read(FIELDS.chromium),
    },
    encode: {
      threads,
      slots: read(FIELDS.encodeSlots) ?? Math.max(1, Math.floor(availableParallelism() / threads)),
    },
    ioSlots: read(FIELDS.ioSlots),
    pullSlots: read(FIELDS.pullSlots),
    toolLimits: { memoryBytes: read(FIELDS.toolMemoryBytes), cpuSeconds: read(FIELDS.toolCpuSeconds) },
    maxMasterBytes: read(FIELDS.maxMasterBytes),
    maxProgrammeHours: read(FIELDS.maxProgrammeHours),
    pull: { allowPrivate: read(FIELDS.pullAllowPrivate), stallS: read(FIELDS.pullStallS) },
    webhooks: {
      allowPrivate: read(FIELDS.webhookAllowPrivate),
      allowLoopback: read(FIELDS.webhookAllowLoopback) === 'yes',
      eventDays: read(FIELDS.eventDays),
    },
    holdExpiryHours: read(FIELDS.holdExpiryHours),
    versionGraceHours: read(FIELDS.versionGraceHours),
    uploads: {
      expiryHours: read(FIELDS.uploadExpiryHours),
      unusedDays: read(FIELDS.uploadUnusedDays),
      graceHours: read(FIELDS.uploadGraceHours),
      memoryBytes: read(FIELDS.uploadMemoryBytes),
      workKeptDays: read(FIELDS.workKeptDays),
      collectEveryS: read(FIELDS.collectEveryS),
    },
    shutdownGraceS: read(FIELDS.shutdownGraceS),
  };
  if (kind === 'api') problems.push(...accessTokenProblems(config, env));
  if (problems.length > 0) throw new ConfigurationError(problems);
  return config;
}

/** Keys in the clear go over TLS, or stay on the machine. */
function spekeOf(read: <T>(field: Field<T>) => T, problems: string[]): Config['speke'] {
  const [url, headersFile, recipientFile] = [
    read(FIELDS.spekeUrl),
    read(FIELDS.spekeHeaders),
    read(FIELDS.spekeRecipient),
  ];
  if (read(FIELDS.keyProvider) !== 'speke') return undefined;
  if (!url) problems.push(`SPEKE_URL is missing: KEY_PROVIDER=speke needs ${wanted(FIELDS.spekeUrl)}.`);
  else if (!/^https:|^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?:[:/]|$)/.test(url) && !recipientFile)
    problems.push('SPEKE_URL must be https, or SPEKE_RECIPIENT_FILE set: content keys would travel in the clear.');
  return { url: url ?? '', headersFile, recipientFile };
}

function accessTokenProblems({ catKeys, delivery }: Config, env: Environment): string[] {
  if (catKeys.length === 0) return delivery.token === 'cat' ? ['MEDIA_TOKEN=cat needs CAT_KEYS: set both.'] : [];
  return [
    ...(catKeys.every(({ algorithm }) => algorithm === 'HS256') ? [] : ['CAT_KEYS must be secrets, not es256: keys.']),
    ...(env.DEBUG ? ['DEBUG is set beside CAT_KEYS: unset it, the library of these tokens would print keys.'] : []),
  ];
}

function readField<T>(field: Field<T>, kind: ProcessKind, env: Environment, problems: string[]): T {
  const given = env[field.env]?.trim();
  if (!given) {
    if (field.required?.includes(kind)) problems.push(`${field.env} is missing: set it to ${wanted(field)}.`);
    return field.fallback;
  }
  try {
    return field.parse(given);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    problems.push(`${field.env}${field.secret ? '' : `=${given}`} ${why}${advice(field)}.`);
    return field.fallback;
  }
}

const wanted = (field: Field<unknown>): string =>
  `${lowerFirst(field.comment).replace(/\.$/, '')}${field.example ? `, such as ${field.example}` : ''}`;

const advice = (field: Field<unknown>): string => (field.example ? `, such as ${field.example}` : '');

const lowerFirst = (sentence: string): string => sentence.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());

const reachable = (host: string): string => (host === '0.0.0.0' || host === '::' ? 'localhost' : host);
