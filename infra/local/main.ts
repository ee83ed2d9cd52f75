import path from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../../adapters/environment/config';
import { repositoryRoot } from '../../adapters/environment/root';
import { ApiProblem, HeadendClient } from '../../api/cli/client';
import { clearKeyLicence } from './clear-key';
import { type Demo, DemoFailed, ingestDemo } from './demo';
import { bringDemoSlate, type DemoChannel, startDemoChannel } from './demo-channel';
import { checkPlayback } from './playback-check';
import { defaultProgress, type StackProgress } from './progress';
import { writeFilePrivately } from './secrets';
import { type Stack, startStack } from './stack';

/** What `npm start` was asked for. */
export interface StartRequest {
  /** Do the main job, verify it, stop. */
  once: boolean;
  dataDir: string;
  /** Port the API would like. */
  port: number;
  demo: boolean;
}

const USAGE = 'npm start -- [--once] [--data-dir DIR] [--port N] [--no-demo]';

/** Read the arguments. @throws {Error} that ends with the usage */
export function readRequest(args: string[], env: NodeJS.ProcessEnv = process.env): StartRequest {
  try {
    const { values } = parseArgs({
      args,
      options: {
        once: { type: 'boolean', default: false },
        'data-dir': { type: 'string' },
        port: { type: 'string' },
        'no-demo': { type: 'boolean', default: false },
      },
    });
    const { http } = readConfig('local', values.port ? { ...env, PORT: values.port } : env);
    // npm runs scripts in the repository; INIT_CWD is where the person stood.
    const from = env.INIT_CWD ?? process.cwd();
    const dataDir = values['data-dir']
      ? path.resolve(from, values['data-dir'])
      : path.join(repositoryRoot(), '.headend');
    return { once: values.once, dataDir, port: http.port, demo: !values['no-demo'] };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\nUsage: ${USAGE}`);
  }
}

/** Start the stack, bring in the demo, and stay up until told to stop; with `once`, verify and stop. @returns exit code */
export async function main(args: string[]): Promise<number> {
  const request = readRequest(args);
  // A closed pipe (npm start | head) is no reason to fall over.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const progress = defaultProgress();
  const stopping = new AbortController();
  const stopAsked = listenForStop(stopping, progress);
  let stack: Stack | undefined;
  try {
    stack = await startStack({ ...request, progress, signal: stopping.signal });
    const demo = await bringDemo(request, stack, progress, stopping.signal);
    console.log(greeting(stack, demo, request.once));
    if (request.once) return 0;
    await stopAsked;
    return 0;
  } catch (error) {
    if (stopping.signal.aborted) return request.once ? 130 : 0;
    console.error(explain(error));
    return 1;
  } finally {
    if (stack) await progress.step('Everything is stopped', () => stack?.stop() ?? Promise.resolve());
  }
}

async function bringDemo(
  request: StartRequest,
  stack: Stack,
  progress: StackProgress,
  signal: AbortSignal,
): Promise<Demo | null> {
  await writeRunFile(stack, null);
  if (!request.demo) return null;
  try {
    const slate = bringDemoSlate(stack, signal);
    // Whoever waits for it is told; nobody does when the title fails first.
    slate.catch(() => undefined);
    const demo = await ingestDemo(stack, progress, signal);
    await writeRunFile(stack, demo);
    if (request.once)
      await progress.step('Demo: the title plays', (report) => verifyPlays(stack, demo, report, signal));
    await writeRunFile(stack, demo, await startDemoChannel(stack, demo, slate, progress, signal));
    return demo;
  } catch (error) {
    if (request.once || signal.aborted) throw error;
    progress.note(`The stack is up, but the demo is not: ${explain(error)}`);
    return null;
  }
}

/** Ask for playback as a viewer does, and play what the answer names. */
async function verifyPlays(
  stack: Stack,
  demo: Demo,
  report: (detail: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const viewer = new HeadendClient({ api: stack.urls.api, key: stack.keys.viewer, signal });
  const { hls, dash, drm } = await viewer.play(demo.title_id);
  const absolute = (address: string) => new URL(address, stack.urls.api).href;
  const seen = await checkPlayback({
    hls: absolute(hls),
    dash: absolute(dash),
    ffmpeg: stack.tools.ffmpeg.path,
    ...(drm ? { licence: clearKeyLicence(stack.urls.api, drm) } : {}),
    onProgress: report,
    signal,
  });
  report(
    `${seen.seconds.toFixed(1)} s decoded in ${seen.decoded.length} renditions, ${seen.dashFiles} DASH files present`,
  );
}

const writeRunFile = (stack: Stack, demo: Demo | null, channel: DemoChannel | null = null): Promise<void> =>
  writeFilePrivately(path.join(stack.dataDir, 'run.json'), {
    api: stack.urls.api,
    studio: stack.urls.studio,
    watch: stack.urls.watch,
    temporal_ui: stack.urls.temporalUi,
    s3: stack.urls.s3,
    database_url: stack.urls.database,
    keys: stack.keys,
    demo,
    channel,
  });

function greeting({ urls, dataDir, keys }: Stack, demo: Demo | null, once: boolean): string {
  const rows = [
    ['Watch', urls.watch],
    ['Studio', urls.studio],
    ['API docs', urls.docs],
    ['Temporal UI', urls.temporalUi],
    ['Operator key', keys.operator],
    ['Data', dataDir],
    ...(demo ? [['Demo title', demo.title_id]] : []),
  ];
  const opening =
    once && demo
      ? 'Headend works: the demo title plays. It is reached while the stack is up (npm start).'
      : 'Headend is up.';
  return `\n${opening}\n${rows.map(([name, value]) => `  ${name?.padEnd(13)} ${value}`).join('\n')}\n`;
}

function explain(error: unknown): string {
  if (error instanceof DemoFailed) return `${error.code}: ${error.message}\n  Fix: ${error.fix}`;
  if (error instanceof ApiProblem) {
    const { code, detail, fix } = error.problem;
    return `${code}: ${detail}${fix ? `\n  Fix: ${fix}` : ''}`;
  }
  return error instanceof Error ? error.message : String(error);
}

/** Resolves at the first Ctrl-C, TERM or hang-up, and aborts what runs; a second one ends this process at once. */
function listenForStop(stopping: AbortController, progress: StackProgress): Promise<void> {
  return new Promise((resolve) => {
    let passingOn = false;
    const stop = (signal: NodeJS.Signals) => {
      if (passingOn) return;
      if (stopping.signal.aborted) process.exit(signal === 'SIGINT' ? 130 : 143);
      progress.note('Stopping. Once more ends everything at once.');
      stopping.abort();
      resolve();
      passingOn = endHelpers();
      setTimeout(() => {
        passingOn = false;
      }, 500).unref();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  });
}

/** End the short-lived helpers of this process (downloads, migrations, the demo's encoder): they share its group. */
function endHelpers(): boolean {
  try {
    return process.kill(-process.pid, 'SIGTERM');
  } catch {
    return false;
  }
}

if (require.main === module) {
  main(process.argv.slice(2)).then(
    (code) => process.exit(code),
    (error: unknown) => {
      console.error(explain(error));
      process.exit(1);
    },
  );
}
