import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { ApiProblem, HeadendClient, type Ingest, type IngestOrderBody } from '../../api/cli/client';
import { makeDemoMaster } from '../../tests/fixtures/demo';
import { resolveFootage } from '../toolchain/resolve';
import type { StackProgress } from './progress';
import { writeFilePrivately } from './secrets';
import type { Stack } from './stack';

/** What run.json tells of the demo title. */
export interface Demo {
  ingest_id: string;
  title_id: string;
}

/** The demo did not become a title. */
export class DemoFailed extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly fix: string,
  ) {
    super(message);
    this.name = 'DemoFailed';
  }
}

const ENDED: readonly Ingest['status'][] = ['published', 'rejected', 'cancelled', 'failed', 'held'];

/**
 * Bring the demo master through the public API, as a partner would, and wait for its title. A data folder where the
 * demo is published already is left as it is; a run that was interrupted is waited for.
 *
 * @throws {DemoFailed} with the failure's code and fix
 */
export async function ingestDemo(stack: Stack, progress: StackProgress, signal?: AbortSignal): Promise<Demo> {
  const client = new HeadendClient({ api: stack.urls.api, key: stack.keys.partner, signal, throughCrashes: true });
  const earlier = await earlierIngest(stack, client);
  if (earlier?.status === 'published') return demoOf(earlier);

  const id = earlier && !ENDED.includes(earlier.status) ? earlier.id : await orderDemo(stack, client, progress);
  await writeFilePrivately(stateFile(stack), { ingest_id: id });
  const ended = await progress.step('Demo: the workflow runs', (report) =>
    client.untilEnded(id, { onChange: telling(report) }),
  );
  if (ended.status === 'published') return demoOf(ended);
  throw await failureOf(ended, client);
}

async function orderDemo(stack: Stack, client: HeadendClient, progress: StackProgress): Promise<string> {
  const folder = path.join(stack.dataDir, 'demo');
  await mkdir(folder, { recursive: true });
  const master = await progress.step('Demo: the master is made', async () =>
    makeDemoMaster(folder, { ffmpeg: stack.tools.ffmpeg.path, bigBuckBunny: await resolveFootage('bigbuckbunny.mp4') }),
  );
  return progress.step('Demo: it is uploaded and ordered', async () => {
    const source = { upload_id: (await client.upload(master.video)).id };
    const sidecars: NonNullable<IngestOrderBody['sidecars']> = [];
    for (const { path: file, ...sidecar } of master.sidecars) {
      sidecars.push({ ...sidecar, source: { upload_id: (await client.upload(file)).id } });
    }
    const order = { external_id: 'demo', title: master.title, credit: master.credit, source, sidecars };
    return (await client.createIngest(order)).id;
  });
}

/** Says where a run is whenever that has changed by a stage or a tenth. */
function telling(report: (detail: string) => void): (ingest: Ingest) => void {
  let said = '';
  return ({ status, stage, progress }) => {
    const saying = `${stage ?? status} ${Math.floor(progress * 10) * 10} %`;
    if (saying !== said && !ENDED.includes(status)) report(saying);
    said = saying;
  };
}

async function failureOf(state: Ingest, client: HeadendClient): Promise<DemoFailed> {
  if (state.failure)
    return new DemoFailed(state.failure.code, `${state.failure.title}. ${state.failure.detail}`, state.failure.fix);
  const { findings } = await client.quality(state.id);
  const serious = findings.filter(({ severity }) => severity === 'reject' || severity === 'hold');
  const [first] = serious;
  const told = serious.map(({ code, message }) => `${code}: ${message}`).join('; ') || 'no finding says why';
  return new DemoFailed(
    first?.code ?? `ingest/${state.status}`,
    `The demo was ${state.status}. ${told}`,
    first?.fix ?? `Look at the run: ${state.workflow.url ?? state.workflow.id}`,
  );
}

async function earlierIngest(stack: Stack, client: HeadendClient): Promise<Ingest | undefined> {
  const kept = await readFile(stateFile(stack), 'utf8').catch(() => undefined);
  if (!kept) return undefined;
  const { ingest_id } = JSON.parse(kept) as { ingest_id: string };
  return client.ingest(ingest_id).catch((error: unknown) => {
    if (error instanceof ApiProblem && error.status === 404) return undefined;
    throw error;
  });
}

function demoOf({ id, title_id, outputs }: Ingest): Demo {
  if (!outputs)
    throw new DemoFailed(
      'internal/unexpected',
      'The demo is published, but its outputs are missing.',
      'Report this with the logs of the API.',
    );
  return { ingest_id: id, title_id };
}

const stateFile = (stack: Stack): string => path.join(stack.dataDir, 'demo.json');
