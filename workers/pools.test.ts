import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readConfig } from '../adapters/environment/config';
import { repositoryRoot } from '../adapters/environment/root';
import { ANNOUNCE_QUEUE } from '../workflows/announce/contract';
import {
  SUPPLY_CHAIN_ENCODE_QUEUE,
  SUPPLY_CHAIN_IO_QUEUE,
  SUPPLY_CHAIN_PULL_QUEUE,
  SUPPLY_CHAIN_QUEUE,
} from '../workflows/supply-chain/contract';
import { POOL_SHAPES, type PoolName, type QueueShape } from './pools';
import type { WorkerPorts } from './supply-chain';

const ENVIRONMENT = {
  DATABASE_URL: 'postgresql://x',
  S3_ENDPOINT: 'http://x',
  S3_ACCESS_KEY: 'a',
  S3_SECRET_KEY: 'b',
  TEMPORAL_ADDRESS: 'x:1',
  SECRETS_KEY: Buffer.alloc(32).toString('base64'),
};
const shapes = Object.values(POOL_SHAPES).flat();
const slots = (queue: string, more: Record<string, string>) =>
  (shapes.find(({ taskQueue }) => taskQueue === queue) as QueueShape).slots(
    readConfig('worker', { ...ENVIRONMENT, ...more }),
  ).maxConcurrentActivityTaskExecutions;

describe('the pools', () => {
  it('serve every queue of the supply chain, each in one place', () => {
    const queues = [SUPPLY_CHAIN_QUEUE, SUPPLY_CHAIN_IO_QUEUE, SUPPLY_CHAIN_PULL_QUEUE, SUPPLY_CHAIN_ENCODE_QUEUE];
    const served = shapes.map(({ taskQueue }) => taskQueue).filter((queue) => queue !== ANNOUNCE_QUEUE);
    expect(served.sort()).toEqual(queues.sort());
  });

  it('run the workflows of the announcements beside the others, and their deliveries where waiting costs nothing', () => {
    const serving = (pool: PoolName) => POOL_SHAPES[pool].find(({ taskQueue }) => taskQueue === ANNOUNCE_QUEUE);
    expect([serving('orchestration')?.workflows, serving('io')?.workflows, serving('encode')]).toEqual([
      ...[true, false, undefined],
    ]);
  });

  it('give pulls slots of their own and nothing but pulls, so that servers that stall hold up no packaging', () => {
    const given = { IO_SLOTS: '3', PULL_SLOTS: '5' };
    expect(slots(SUPPLY_CHAIN_IO_QUEUE, given)).toBe(3);
    expect(slots(SUPPLY_CHAIN_PULL_QUEUE, given)).toBe(5);
    const pull = shapes.find(({ taskQueue }) => taskQueue === SUPPLY_CHAIN_PULL_QUEUE);
    const ports = { config: readConfig('worker', ENVIRONMENT) } as WorkerPorts;
    expect(Object.keys(pull?.activities(ports) ?? {}).sort()).toEqual([
      'receiveAudio',
      'receiveMaster',
      'receiveSidecars',
    ]);
  });

  it('beat for steps with silent phases, and let encoders beat with their frames', () => {
    const beating = shapes.filter(({ beats }) => beats).map(({ taskQueue }) => taskQueue);
    expect(beating).toEqual([SUPPLY_CHAIN_IO_QUEUE, SUPPLY_CHAIN_PULL_QUEUE]);
  });

  it('serve every step on the queue that its process sends it to', () => {
    const announcing = { activities: { attemptDelivery: () => undefined } };
    const ports = {
      config: readConfig('worker', ENVIRONMENT),
      rights: {},
      intake: {},
      announcing,
    } as unknown as WorkerPorts;
    const served = new Map(shapes.map(({ taskQueue }) => [taskQueue, new Set<string>()]));
    for (const { taskQueue, activities } of shapes)
      for (const name of Object.keys(activities(ports))) served.get(taskQueue)?.add(name);
    const sent = histories().flatMap(stepsOf);
    expect(sent.length).toBeGreaterThan(100);
    expect(new Set(sent.filter(([queue, step]) => !served.get(queue)?.has(step)).map(String))).toEqual(new Set());
  });
});

/** Of a time when the steps of the calendar and of windows were sent to a queue that did not serve them. */
const ASTRAY = ['rights-calendar', 'rights-calendar-2', 'window-held', 'window-opened', 'window-withdrawn'];
const WORKFLOWS = path.join(repositoryRoot(), 'workflows');

interface History {
  events: { activityTaskScheduledEventAttributes?: { activityType: { name: string }; taskQueue: { name: string } } }[];
}

const histories = (): History[] =>
  readdirSync(WORKFLOWS, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json') && !ASTRAY.includes(path.basename(file, '.json')))
    .map((file) => JSON.parse(readFileSync(path.join(WORKFLOWS, file), 'utf8')) as History);

/** Queue and name of every step that a run asked for. */
const stepsOf = ({ events }: History): [string, string][] =>
  events.flatMap(({ activityTaskScheduledEventAttributes: step }) =>
    step ? [[step.taskQueue.name, step.activityType.name] as [string, string]] : [],
  );
