import type { RequestListener } from 'node:http';
import compression from 'compression';
import express, { type Express } from 'express';
import type { Logger } from 'pino';
import type { ArtworkMaker } from '../adapters/artwork/port';
import type { ContentKeys, ForeignContentKeys } from '../adapters/content-keys/port';
import type { DrmVendor } from '../adapters/drm-vendors/port';
import type { ObjectStore } from '../adapters/object-store/port';
import type { Repositories } from '../adapters/postgres';
import type { LicenceLedger } from '../adapters/postgres/playback-port';
import type { UploadLocks } from '../adapters/postgres/upload-locks';
import type { SecretBox } from '../adapters/secrets/port';
import type { WorkflowEngine } from '../adapters/temporal/port';
import type { CommonAccessTokens, LicenceTokens, MediaPathTokens } from '../adapters/tokens/port';
import { newWebhookSecret } from '../adapters/webhooks/signature';
import { checkTarget, type TargetOptions } from '../adapters/webhooks/target';
import type { LicencePolicy } from '../domain/drm/policy';
import type { ChannelTemplate } from '../domain/linear/template';
import { webhookEndpointRoutes } from './announce/webhook-endpoints';
import { webhookEventRoutes } from './announce/webhook-events';
import { billingRoutes } from './billing/billing';
import { artworkRoutes } from './catalog/artworks';
import { entryRoutes } from './catalog/entries';
import { layoutRoutes } from './catalog/layouts';
import { catalogListRoutes } from './catalog/lists';
import { titleRoutes } from './catalog/titles';
import { mediaAddressOf } from './channels/addresses';
import { channelRoutes } from './channels/channels';
import { type Guides, guideRoutes, openGuides } from './channels/guide';
import { type LiveAnswers, liveAnswers, liveRouter } from './channels/live';
import { liveDoor } from './channels/live-door';
import { receiverRouter } from './channels/receivers';
import { templateRoutes } from './channels/templates';
import { brandRouter } from './docs/brand';
import { docsRouter } from './docs/router';
import { addressRoutes } from './drm/addresses';
import { spekeRouter } from './drm/speke';
import { feedReportRoutes } from './feeds/report';
import { feedsRouter, keyOfAddress } from './feeds/router';
import { requestContext } from './http/context';
import { corsRules } from './http/cors';
import { healthRouter, type ReadinessChecks } from './http/health';
import { keyLimit, strangerLimit } from './http/limits';
import { type ApiMetrics, createMetrics } from './http/metrics';
import { mountRoutes } from './http/mount';
import type { Route } from './http/operation';
import { notFoundHandler, problemHandler } from './http/problems';
import { securityHeaders } from './http/security';
import { operationsRoutes } from './insight/runs';
import { openApiDocument } from './openapi';
import { type PageOptions, pagesRouter } from './pages';
import type { DeliverySettings } from './playback/delivery';
import { hotSegments } from './playback/hot-segments';
import { rememberedKeys } from './playback/key-memory';
import { LICENCE_PATH, licenceDoor } from './playback/licence-door';
import { createLicenceService } from './playback/licence-service';
import { mediaRouter } from './playback/media';
import { mediaGrants } from './playback/media-tokens';
import { playbackRoutes } from './playback/sessions';
import { STEERING_PATH, steeringRouter } from './playback/steering';
import { availabilityRoutes } from './rights/availability';
import { availsRoutes } from './rights/avails';
import { deskRoutes } from './rights/desk';
import { readinessRoutes } from './rights/readiness';
import { windowRoutes } from './rights/windows';
import { bulkOrderRoutes } from './supply-chain/bulk-orders';
import { scheduleCollection } from './supply-chain/collections';
import type { IngestSettings } from './supply-chain/contract';
import { ingestRoutes } from './supply-chain/ingests';
import { qualityPageRouter } from './supply-chain/quality-page-router';
import { sourceCredentialRoutes } from './supply-chain/source-credentials';
import { type UploadSettings, uploadRoutes } from './supply-chain/uploads/routes';
import { TUS_PATH, tusOptions, tusRouter } from './supply-chain/uploads/tus/router';
import { createSegmentPool } from './supply-chain/uploads/tus/segments';
import { watchFolderRoutes } from './supply-chain/watch-folders';
import { auditRoutes } from './tenancy/audit-entries';
import { keyRoutes } from './tenancy/keys';

/** Everything the API stands on. */
export interface ApiDeps {
  repositories: Repositories;
  store: ObjectStore;
  artworkMaker: ArtworkMaker;
  engine: WorkflowEngine;
  settings: IngestSettings;
  uploads: UploadSettings;
  uploadLocks: UploadLocks;
  /** Content keys, and what licences for them need. */
  playback: {
    contentKeys: ContentKeys & ForeignContentKeys;
    ledger: LicenceLedger;
    tokens: LicenceTokens;
    pathTokens: MediaPathTokens;
    accessTokens?: CommonAccessTokens;
    /** Makes licences for key systems beside Clear Key. */
    vendor?: DrmVendor;
    delivery: DeliverySettings;
    policies: ReadonlyMap<string, LicencePolicy>;
  };
  /** `host:port` entries that a source URL may name although they are private. */
  allowPrivate: readonly string[];
  /** Where events may be sent to. */
  webhookTargets: TargetOptions;
  temporal: { uiUrl: string; namespace: string };
  /** Origin of the object store as browsers reach it. */
  storeOrigin: string;
  /** Origins whose pictures pages may show beside their own. */
  imageOrigins?: readonly string[];
  /** Channels to begin with, by name. */
  channelTemplates: ReadonlyMap<string, ChannelTemplate>;
  pages: Omit<PageOptions, 'temporalUiUrl'>;
  readiness: ReadinessChecks;
  /** Requests per minute and API key. */
  rateLimit: number;
  /** Requests without a good key per minute and address, where it is not the usual number. */
  strangerLimit?: number;
  /** Origins of pages, beside our own, whose scripts may use keys that do more than watch. */
  origins: readonly string[];
  /** Seals secrets at rest. */
  secrets: SecretBox;
  /** Proxies in front whose `X-Forwarded-For` is believed. None when absent. */
  trustProxy?: number;
  log: Logger;
  metrics?: ApiMetrics;
  /** For tests: an answer that does not fit its schema is an error. */
  strictAnswers?: boolean;
}

/** Players ask again where to play from so often. */
const STEERING_TTL_S = 300;

/** Every route of the API with its handler. */
export function apiRoutes(deps: ApiDeps, guides: Guides = openGuides(deps.repositories.channels)): Route[] {
  const { repositories, store, engine, settings, allowPrivate, temporal } = deps;
  const runUrl = (id: string) =>
    `${temporal.uiUrl}/namespaces/${encodeURIComponent(temporal.namespace)}/workflows/${encodeURIComponent(id)}`;
  return [
    ...uploadRoutes({ uploads: repositories.uploads, store, settings: deps.uploads }),
    ...ingestRoutes({
      ...repositories,
      store,
      maxBytes: deps.uploads.maxBytes,
      engine,
      settings,
      allowPrivate,
      runUrl,
    }),
    ...bulkOrderRoutes({ ...repositories, engine }),
    ...watchFolderRoutes({ ...repositories, settings, store, maxBytes: deps.uploads.maxBytes }),
    ...sourceCredentialRoutes({ ...repositories, secrets: deps.secrets, allowPrivate }),
    ...titleRoutes({
      ...repositories,
      contentKeys: deps.playback.contentKeys,
      countryHeader: deps.playback.delivery.countryHeader,
      onSuperseded: (each) => scheduleCollection(engine, each, settings.versionGraceHours * 3_600_000),
    }),
    ...windowRoutes(repositories),
    ...readinessRoutes(repositories),
    ...availabilityRoutes(repositories),
    ...deskRoutes(repositories),
    ...availsRoutes({ ...repositories, engine, store }),
    ...feedReportRoutes({ ...repositories, publicUrl: settings.publicUrl }),
    ...entryRoutes(repositories),
    ...artworkRoutes({ ...repositories, artworkMaker: deps.artworkMaker, store }),
    ...catalogListRoutes(repositories),
    ...layoutRoutes({ ...repositories, countryHeader: deps.playback.delivery.countryHeader }),
    ...channelRoutes({ ...repositories, engine }),
    ...templateRoutes(deps.channelTemplates),
    ...guideRoutes({ guides, countryHeader: deps.playback.delivery.countryHeader }),
    ...billingRoutes({ ...repositories, engine }),
    ...addressRoutes({ ...repositories, engine }),
    ...playbackRoutes({ ...repositories, ...deps.playback }),
    ...webhookEndpointRoutes({
      ...repositories,
      secrets: deps.secrets,
      checkUrl: (url) => checkTarget(url, deps.webhookTargets),
      newSecret: newWebhookSecret,
    }),
    ...webhookEventRoutes(repositories),
    ...keyRoutes(repositories),
    ...auditRoutes(repositories),
    ...operationsRoutes({ engine, settings, secrets: deps.secrets, runUrl }),
  ];
}

/** The Express application. Media comes before the limits of the API: a viewer asks for a segment every few seconds. */
function createApp(deps: ApiDeps, metrics: ApiMetrics, live: LiveAnswers): Express {
  const { repositories, store, settings, log, origins } = deps;
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.set('trust proxy', deps.trustProxy ?? 0);
  app.use(requestContext(log, metrics.observe));
  app.use(
    securityHeaders({
      https: settings.publicUrl.startsWith('https:'),
      connect: [deps.storeOrigin],
      images: deps.imageOrigins ?? [],
    }),
  );
  app.use(healthRouter(deps.readiness, metrics.registry));
  const { delivery, ...grants } = deps.playback;
  const resolveToken = mediaGrants({ mediaTokens: repositories.mediaTokens, ...grants });
  const steering = delivery.pathways.length > 0 ? STEERING_PATH : undefined;
  const media = hotSegments(store, { bytes: delivery.memoryBytes ?? 0 });
  app.use(mediaRouter({ store: media, resolveToken, countryHeader: delivery.countryHeader, steering }));
  app.use(liveRouter({ live, countryHeader: delivery.countryHeader, now: repositories.liveLedger.now }));
  if (steering) app.use(steeringRouter({ pathways: delivery.pathways, ttlS: STEERING_TTL_S }));
  app.use(compression());
  app.use(brandRouter());
  app.use(docsRouter(openApiDocument(), settings.publicUrl, settings.policies));
  app.options([TUS_PATH, `${TUS_PATH}/:id`], tusOptions(deps.uploads.maxBytes));
  const strangers = strangerLimit(deps.strangerLimit);
  app.use('/v1', corsRules(origins), strangers);
  app.use(['/feeds', '/epg.xml', '/channels.m3u'], keyOfAddress, strangers);
  const guides = openGuides(repositories.channels);
  const admission = {
    apiKeys: repositories.apiKeys,
    limit: keyLimit(repositories.rateCounter, deps.rateLimit),
    origins,
  };
  app.use(
    tusRouter({
      admission,
      uploads: repositories.uploads,
      store,
      locks: deps.uploadLocks,
      memory: createSegmentPool(deps.uploads.memoryBytes),
      settings: deps.uploads,
    }),
  );
  app.use(spekeRouter({ admission, contentKeys: deps.playback.contentKeys }));
  app.use(feedsRouter({ admission, feeds: repositories.feeds, publicUrl: settings.publicUrl }));
  app.use(receiverRouter({ admission, guides, publicUrl: settings.publicUrl }));
  app.use(qualityPageRouter({ admission, ingests: repositories.ingests, store }));
  app.use(
    mountRoutes(apiRoutes(deps, guides), {
      ...admission,
      idempotency: repositories.idempotency,
      audit: repositories.records,
      secrets: deps.secrets,
      strictAnswers: deps.strictAnswers,
    }),
  );
  app.use('/v1', notFoundHandler);
  app.use(pagesRouter({ ...deps.pages, temporalUiUrl: deps.temporal.uiUrl }));
  app.use(notFoundHandler);
  app.use(problemHandler);
  return app;
}

/** The whole API as a server listens to it. Licences and live playlists come before all that they do not need. */
export function createApi(deps: ApiDeps): RequestListener {
  const metrics = deps.metrics ?? createMetrics();
  const { liveLedger } = deps.repositories;
  const live = liveAnswers({
    ledger: liveLedger,
    addressOf: mediaAddressOf(liveLedger, deps.playback.pathTokens),
    now: liveLedger.now,
  });
  const app = createApp(deps, metrics, live);
  const { tokens, ledger, contentKeys, policies } = deps.playback;
  const licences = licenceDoor({
    licence: createLicenceService({
      ...{ tokens, ledger, policies, keys: rememberedKeys(contentKeys) },
      channels: liveLedger,
    }),
    proxies: deps.trustProxy ?? 0,
    log: deps.log,
    observe: (status, seconds, failureCode) =>
      metrics.observe({ route: LICENCE_PATH, failureCode }, 'POST', status, seconds),
  });
  const playlists = liveDoor({
    ...{ live, next: app },
    observe: (method, status, seconds) => metrics.observe({ route: '/live' }, method, status, seconds),
  });
  return (request, response) => {
    if (!licences(request, response)) playlists(request, response);
  };
}
