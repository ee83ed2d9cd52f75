import type { ChannelActivities, ConditioningActivities } from '../../workflows/channels/contract';
import { createReadAssets } from './assets';
import { createConditioningActivities } from './conditioning';
import { createChannelEdits } from './edits';
import { createPlanChannel } from './planning';
import type { ConditioningPorts } from './ports';
import { createSealChannel } from './sealing';

/** Steps of a channel's process, and of making packages for channels. */
export const createChannelActivities = (ports: ConditioningPorts): ChannelActivities & ConditioningActivities => ({
  readAssets: createReadAssets(ports),
  planChannel: createPlanChannel(ports),
  sealChannel: createSealChannel(ports),
  ...createChannelEdits(ports),
  ...createConditioningActivities(ports),
});
