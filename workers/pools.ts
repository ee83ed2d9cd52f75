import type { WorkerOptions } from '@temporalio/worker';
import type { Config } from '../adapters/environment/config';
import { ANNOUNCE_QUEUE } from '../workflows/announce/contract';
import {
  SUPPLY_CHAIN_ENCODE_QUEUE,
  SUPPLY_CHAIN_IO_QUEUE,
  SUPPLY_CHAIN_PULL_QUEUE,
  SUPPLY_CHAIN_QUEUE,
} from '../workflows/supply-chain/contract';
import { deskActivities, encodeActivities, ioActivities, pullActivities, type WorkerPorts } from './supply-chain';

export const POOLS = ['orchestration', 'io', 'encode'] as const;
export type PoolName = (typeof POOLS)[number];

/** A task queue that a pool serves, with slots that fit the shape of its work. */
export interface QueueShape {
  taskQueue: string;
  /** Runs workflow code too. */
  workflows: boolean;
  /** Steps have silent phases, so the guard beats for them. */
  beats: boolean;
  activities(ports: WorkerPorts): object;
  slots(
    config: Config,
  ): Pick<
    WorkerOptions,
    'maxConcurrentActivityTaskExecutions' | 'maxConcurrentWorkflowTaskExecutions' | 'maxCachedWorkflows'
  >;
}

/** Which queues each pool serves. */
export const POOL_SHAPES: Record<PoolName, readonly QueueShape[]> = {
  // Many light slots. The cache is capped: every cached run holds its own context, and growth there ends the process.
  orchestration: [
    {
      taskQueue: SUPPLY_CHAIN_QUEUE,
      workflows: true,
      beats: false,
      activities: deskActivities,
      slots: () => ({
        maxConcurrentActivityTaskExecutions: 40,
        maxConcurrentWorkflowTaskExecutions: 20,
        maxCachedWorkflows: 300,
      }),
    },
    // Its steps are taken by the io pool.
    {
      taskQueue: ANNOUNCE_QUEUE,
      workflows: true,
      beats: false,
      activities: () => ({}),
      slots: () => ({ maxConcurrentWorkflowTaskExecutions: 10, maxCachedWorkflows: 100 }),
    },
  ],
  // Slots that mostly wait for disk and network; those that may wait long for a partner's server are apart.
  io: [
    {
      taskQueue: SUPPLY_CHAIN_IO_QUEUE,
      workflows: false,
      beats: true,
      activities: ioActivities,
      slots: ({ ioSlots }) => ({ maxConcurrentActivityTaskExecutions: ioSlots }),
    },
    {
      taskQueue: SUPPLY_CHAIN_PULL_QUEUE,
      workflows: false,
      beats: true,
      activities: pullActivities,
      slots: ({ pullSlots }) => ({ maxConcurrentActivityTaskExecutions: pullSlots }),
    },
    // Partners' receivers may be slow, and cost nothing but waiting.
    {
      taskQueue: ANNOUNCE_QUEUE,
      workflows: false,
      beats: false,
      activities: ({ announcing }) => announcing?.activities ?? {},
      slots: () => ({ maxConcurrentActivityTaskExecutions: 32 }),
    },
  ],
  // As many slots as encoders fit on the cores, never more.
  encode: [
    {
      taskQueue: SUPPLY_CHAIN_ENCODE_QUEUE,
      workflows: false,
      beats: false,
      activities: encodeActivities,
      slots: ({ encode }) => ({ maxConcurrentActivityTaskExecutions: encode.slots }),
    },
  ],
};
