import type { Logger } from 'pino';
import { createBillingActivities } from '../activities/billing';
import { createChannelActivities } from '../activities/channels';
import { createAvailsActivities } from '../activities/rights/avails';
import { type CalendarPorts, createCalendarActivities } from '../activities/rights/calendar';
import { createWindowActivities } from '../activities/rights/windows';
import { createAnalyseMaster } from '../activities/supply-chain/analyse-master';
import { createBulkActivities } from '../activities/supply-chain/bulk';
import { createCaptureFindings } from '../activities/supply-chain/capture-findings';
import { createCollectionActivities } from '../activities/supply-chain/collect-uploads';
import { createCollectVersion } from '../activities/supply-chain/collect-version';
import { createDiscardPartial } from '../activities/supply-chain/discard-partial';
import { createEncodeAudio } from '../activities/supply-chain/encode-audio';
import { createEncodeChunk } from '../activities/supply-chain/encode-chunk';
import { createFindRenditions } from '../activities/supply-chain/find-renditions';
import { createInspectAudio } from '../activities/supply-chain/inspect-audio';
import { createInspectMaster } from '../activities/supply-chain/inspect-master';
import { createJoinRendition } from '../activities/supply-chain/join-rendition';
import { createJudgeQuality } from '../activities/supply-chain/judge-quality';
import { createPackageTitle } from '../activities/supply-chain/package-title';
import { createPlanTitle } from '../activities/supply-chain/plan-title';
import { createPrepareCaptions } from '../activities/supply-chain/prepare-captions';
import { createPreviewMaster } from '../activities/supply-chain/preview-master';
import { createPurgeVersion } from '../activities/supply-chain/purge-version';
import { createReadMetadata } from '../activities/supply-chain/read-metadata';
import { createRecallVersion } from '../activities/supply-chain/recall-version';
import { createReceiveMaster, createReceiveSidecars } from '../activities/supply-chain/receive';
import { createReceiveAudio } from '../activities/supply-chain/receive-audio';
import { createRecordActivities, withSavedProbe } from '../activities/supply-chain/records';
import { createRecoverMaster } from '../activities/supply-chain/recover-master';
import { createRenewAddresses } from '../activities/supply-chain/renew-addresses';
import { createVerifyPackage } from '../activities/supply-chain/verify-package';
import { createWatchActivities } from '../activities/supply-chain/watch';
import { createEraseTestData, type TestData } from '../activities/tenancy/erase-test-data';
import { createSharpArtwork } from '../adapters/artwork/sharp-artwork';
import { readAvails } from '../adapters/avails/reader';
import type { CdnPurge } from '../adapters/cdn/port';
import type { ContentKeys } from '../adapters/content-keys/port';
import type { Config } from '../adapters/environment/config';
import type { Ffmpeg, Ffprobe } from '../adapters/ffmpeg/port';
import type { HttpSource } from '../adapters/http-source/port';
import type { LocalCopies } from '../adapters/local-copies/port';
import type { ObjectStore } from '../adapters/object-store/port';
import type { OrderDesk } from '../adapters/order-desk/port';
import type { Mp4Inspector, Packager } from '../adapters/packager/port';
import type { PaymentGateway } from '../adapters/payment/port';
import type { AvailsImports } from '../adapters/postgres/avails-port';
import type { Billing } from '../adapters/postgres/billing-port';
import type { BulkOrders } from '../adapters/postgres/bulk-port';
import type { Channels } from '../adapters/postgres/channels-port';
import type { Conditionings } from '../adapters/postgres/conditioning-port';
import type { Ingests, SupplyChainRecords, Uploads } from '../adapters/postgres/port';
import type { SourceCredentials } from '../adapters/postgres/source-credentials-port';
import type { WatchFolders } from '../adapters/postgres/watch-port';
import type { SecretBox } from '../adapters/secrets/port';
import type { EncodeProfile } from '../domain/media/profile';
import { TEST_KEPT_MS } from '../domain/media/test-mode';
import type { BillingActivities } from '../workflows/billing/contract';
import type { ChannelActivities, ConditioningActivities } from '../workflows/channels/contract';
import type { AvailsActivities, RightsCalendarActivities, WindowActivities } from '../workflows/rights/contract';
import type {
  SupplyChainBulkActivities,
  SupplyChainCollectionActivities,
  SupplyChainDeskActivities,
  SupplyChainEncodeActivities,
  SupplyChainIoActivities,
  SupplyChainPullActivities,
  SupplyChainWatchActivities,
} from '../workflows/supply-chain/contract';
import type { TenancyActivities } from '../workflows/tenancy/contract';
import type { Announcing } from './announce';

/** The outside world as the supply chain's activities reach it. */
export interface WorkerPorts {
  config: Config;
  log: Logger;
  store: ObjectStore;
  copies: LocalCopies;
  records: SupplyChainRecords;
  uploads: Uploads;
  sourceCredentials: SourceCredentials;
  availsImports: AvailsImports;
  channels: Channels;
  conditionings: Conditionings;
  /** What packages for channels are encoded like. */
  linearBase: EncodeProfile;
  billing: Billing;
  gateway: PaymentGateway;
  secrets: SecretBox;
  rights: CalendarPorts;
  testData: TestData;
  contentKeys: ContentKeys;
  cdn: CdnPurge;
  ffmpeg: Ffmpeg;
  ffprobe: Ffprobe;
  packager: Packager;
  inspector: Mp4Inspector;
  http: HttpSource;
  /** Of the io pool only. */
  intake?: IntakePorts;
  /** Of the io pool only. */
  announcing?: Announcing;
}

/** What orders that come in bulk are taken through. */
export interface IntakePorts {
  bulkOrders: BulkOrders;
  watchFolders: WatchFolders;
  ingests: Ingests;
  desk: OrderDesk;
}

const HOUR_US = 3_600_000_000;

export const deskActivities = (ports: WorkerPorts): SupplyChainDeskActivities => ({
  ...createRecordActivities(ports),
  planTitle: createPlanTitle(),
});

export const pullActivities = (ports: WorkerPorts): SupplyChainPullActivities => {
  const receiving = { ...ports, maxBytes: ports.config.maxMasterBytes, artwork: createSharpArtwork() };
  return {
    receiveMaster: createReceiveMaster(receiving),
    receiveSidecars: createReceiveSidecars(receiving),
    receiveAudio: createReceiveAudio(receiving),
  };
};

export const ioActivities = (
  ports: WorkerPorts,
): SupplyChainIoActivities &
  SupplyChainCollectionActivities &
  Partial<SupplyChainBulkActivities & SupplyChainWatchActivities> &
  TenancyActivities &
  AvailsActivities &
  RightsCalendarActivities &
  WindowActivities &
  ChannelActivities &
  ConditioningActivities &
  BillingActivities => ({
  ...pullActivities(ports),
  inspectMaster: withSavedProbe(
    ports.records,
    createInspectMaster({ ...ports, longestUs: ports.config.maxProgrammeHours * HOUR_US }),
  ),
  inspectAudio: createInspectAudio(ports),
  recallVersion: createRecallVersion(ports),
  readMetadata: createReadMetadata(ports),
  findRenditions: createFindRenditions(ports),
  judgeQuality: createJudgeQuality(ports),
  joinRendition: createJoinRendition(ports),
  prepareCaptions: createPrepareCaptions(ports),
  recoverMaster: createRecoverMaster(ports),
  packageTitle: createPackageTitle(ports),
  verifyPackage: createVerifyPackage(ports),
  discardPartial: createDiscardPartial(ports),
  collectVersion: createCollectVersion(ports),
  purgeVersion: createPurgeVersion(ports),
  renewAddresses: createRenewAddresses(ports),
  ...createCollectionActivities(ports),
  ...(ports.intake ? createBulkActivities(ports.intake) : {}),
  ...(ports.intake ? createWatchActivities({ ...ports.intake, store: ports.store }) : {}),
  ...createEraseTestData({ ...ports, keptMs: TEST_KEPT_MS }),
  ...createAvailsActivities({ ...ports, readAvails }),
  ...createCalendarActivities(ports.rights),
  ...createWindowActivities(ports.rights.windowProcesses),
  ...createChannelActivities(ports),
  ...createBillingActivities(ports),
});

export const encodeActivities = (ports: WorkerPorts): SupplyChainEncodeActivities => ({
  previewMaster: createPreviewMaster(ports),
  analyseMaster: createAnalyseMaster(ports),
  captureFindings: createCaptureFindings(ports),
  encodeChunk: createEncodeChunk({ ...ports, threads: ports.config.encode.threads }),
  encodeAudio: createEncodeAudio(ports),
});
