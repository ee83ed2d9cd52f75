import { ANNOUNCE_OPERATIONS } from './announce/specs';
import { BILLING_OPERATIONS } from './billing/specs';
import { CATALOG_OPERATIONS } from './catalog/specs';
import { CHANNEL_OPERATIONS } from './channels/specs';
import { DRM_OPERATIONS } from './drm/specs';
import { FEED_OPERATIONS } from './feeds/report';
import type { OperationSpec } from './http/operation';
import { INSIGHT_OPERATIONS } from './insight/specs';
import { PLAYBACK_OPERATIONS } from './playback/specs';
import { AVAILABILITY_OPERATIONS } from './rights/availability-specs';
import { AVAILS_OPERATIONS } from './rights/avails-specs';
import { DESK_OPERATIONS } from './rights/desk-specs';
import { READINESS_OPERATIONS } from './rights/readiness-specs';
import { WINDOW_OPERATIONS } from './rights/window-specs';
import { SUPPLY_CHAIN_OPERATIONS } from './supply-chain/specs';
import { TENANCY_OPERATIONS } from './tenancy/specs';

/** Every operation of the API, in the order of its document. */
export const OPERATIONS = [
  ...SUPPLY_CHAIN_OPERATIONS,
  ...CATALOG_OPERATIONS,
  ...WINDOW_OPERATIONS,
  ...READINESS_OPERATIONS,
  ...AVAILABILITY_OPERATIONS,
  ...DESK_OPERATIONS,
  ...AVAILS_OPERATIONS,
  ...FEED_OPERATIONS,
  ...CHANNEL_OPERATIONS,
  ...BILLING_OPERATIONS,
  ...DRM_OPERATIONS,
  ...PLAYBACK_OPERATIONS,
  ...ANNOUNCE_OPERATIONS,
  ...TENANCY_OPERATIONS,
  ...INSIGHT_OPERATIONS,
] as OperationSpec[];
