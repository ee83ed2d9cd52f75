import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { HeadendClient, type Ingest } from '../../api/cli/client';
import { answerOf, once } from '../../api/client/client';
import { makeDemoSlate } from '../../tests/fixtures/demo';
import { type Demo, DemoFailed } from './demo';
import type { StackProgress } from './progress';
import type { Stack } from './stack';

/** What run.json tells of the demo channel. */
export interface DemoChannel {
  channel_id: string;
  /** Path of its multivariant playlist. */
  hls: string;
  dash: string;
}

const SLUG = 'meadow';

/**
 * Bring the slate of the demo channel into the library, while the demo title is still being made: the channel is on air so much
 * sooner after it.
 *
 * @returns undefined when the channel is there already
 */
export async function bringDemoSlate(stack: Stack, signal?: AbortSignal): Promise<Ingest | undefined> {
  const client = clientOf(stack, signal);
  return (await channelThere(client)) ? undefined : ingestSlate(stack, client);
}

const clientOf = (stack: Stack, signal?: AbortSignal): HeadendClient =>
  new HeadendClient({ api: stack.urls.api, key: stack.keys.operator, signal, throughCrashes: true });

async function channelThere({ api }: HeadendClient) {
  const { data } = await answerOf(api.GET('/v1/channels', {}));
  return data.find(({ slug }) => slug === SLUG);
}

/**
 * Put a channel on air that shows the demo title round the clock, through the public API, as a scheduler would. What is there
 * already is left as it is.
 */
export async function startDemoChannel(
  stack: Stack,
  demo: Demo,
  slateComing: Promise<Ingest | undefined>,
  progress: StackProgress,
  signal?: AbortSignal,
): Promise<DemoChannel> {
  const client = clientOf(stack, signal);
  const there = await channelThere(client);
  if (there) return onAir(stack, told(there), progress, signal);
  const slate = await progress.step(
    'Demo: the slate of the channel',
    async () => (await slateComing) ?? ingestSlate(stack, client),
  );
  const channel = await progress.step('Demo: the channel is made', async () => {
    const made = await answerOf(
      client.api.POST('/v1/channels', { params: { header: once() }, body: channelOf(demo, slate) }),
    );
    const params = { path: { id: made.id }, header: once() };
    await answerOf(client.api.POST('/v1/channels/{id}/state', { params, body: { state: 'on_air' } }));
    return told(made);
  });
  return onAir(stack, channel, progress, signal);
}

/** Wait until players can begin. @throws {DemoFailed} `channels/off-air` */
async function onAir(
  { urls }: Stack,
  channel: DemoChannel,
  progress: StackProgress,
  signal?: AbortSignal,
): Promise<DemoChannel> {
  return progress.step('Demo: the channel is on air', async () => {
    const deadline = Date.now() + PATIENCE_MS;
    while (!(await fetch(new URL(channel.hls, urls.api), { signal })).ok) {
      if (Date.now() > deadline)
        throw new DemoFailed(
          'channels/off-air',
          'The demo channel is not on air.',
          'Look at its process in Temporal UI.',
        );
      await sleep(LOOK_EVERY_MS, undefined, { signal });
    }
    return channel;
  });
}

const PATIENCE_MS = 90_000;
const LOOK_EVERY_MS = 500;

const told = ({ id, hls, dash }: { id: string; hls: string; dash: string }): DemoChannel => ({
  ...{ channel_id: id, hls, dash },
});

async function ingestSlate(stack: Stack, client: HeadendClient): Promise<Ingest> {
  const folder = path.join(stack.dataDir, 'demo');
  await mkdir(folder, { recursive: true });
  const file = await makeDemoSlate(folder, { ffmpeg: stack.tools.ffmpeg.path });
  const source = { upload_id: (await client.upload(file)).id };
  const order = { external_id: 'demo-slate', title: 'Meadow TV', source, profile: 'house', priority: 5 };
  const { id } = await client.createIngest(order);
  const slate = await client.untilEnded(id);
  // Nobody looks for it in the catalogue; a slate needs no publication to air.
  const params = { path: { id: slate.title_id }, header: once() };
  await answerOf(client.api.POST('/v1/titles/{id}/unpublish', { params }));
  return slate;
}

const channelOf = (demo: Demo, slate: Ingest) => ({
  ...{ slug: SLUG, name: 'Meadow TV', number: 1, category: 'Nature', time_zone: 'Europe/Berlin' },
  description: 'The demo film, round the clock.',
  format: {
    rungs: [
      { name: '720p', height: 720 },
      { name: '540p', height: 540 },
      { name: '360p', height: 360 },
    ],
    ...{ audio: ['en', 'es'], captions: ['en', 'es'] },
  },
  schedule: {
    blocks: [
      {
        ...{ name: 'Round the clock', from: '00:00', until: '24:00', bumper_after: slate.title_id },
        pick: { titles: [demo.title_id] },
      },
    ],
  },
  slate_id: slate.title_id,
});
