import type { ChannelActivities } from '../../workflows/channels/contract';
import { createReadAssets } from './assets';
import { createChannelEdits } from './edits';
import { createPlanChannel } from './planning';
import type { ChannelPorts } from './ports';
import { createSealChannel } from './sealing';

/** Steps of a channel's process. */
export const createChannelActivities = (ports: ChannelPorts): ChannelActivities => ({
  readAssets: createReadAssets(ports),
  planChannel: createPlanChannel(ports),
  sealChannel: createSealChannel(ports),
  ...createChannelEdits(ports),
});
