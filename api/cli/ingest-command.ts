import path from 'node:path';
import type { Screen } from '../../adapters/terminal/live-region';
import type { HeadendClient, Ingest, IngestOrderBody } from './client';
import { createDisplay, type Display } from './display';
import type { UploadMemory } from './upload-memory';

export interface IngestOptions {
  title?: string;
  externalId?: string;
  profile?: string;
  policy?: string;
  /** `en=file.srt` each. */
  captions: string[];
  poster?: string;
  priority?: number;
  credit?: string;
  watch?: boolean;
}

/** A wrong argument; the message says which. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Upload a file with its sidecars, order the ingest and, with `watch`, follow it to its end.
 *
 * @param globals options before the command that the next one needs too, with a blank at the end
 * @returns exit code: 0 ordered or published, 1 anything else
 */
export async function ingestFile(
  client: HeadendClient,
  file: string,
  options: IngestOptions,
  screen: Screen,
  memory?: UploadMemory,
  globals = '',
): Promise<number> {
  const display = createDisplay(screen);
  const captions = options.captions.map(captionOf);
  const order = await orderOf(client, file, options, captions, display, memory);
  const ingest = await client.createIngest(order);
  display.done();
  screen.write(`Ingest ${ingest.id} of ${ingest.title}\n`);
  if (!options.watch) {
    screen.write(`Follow it: npm run headend -- ${globals}status ${ingest.id} --watch\n`);
    return 0;
  }
  return follow(client, ingest.id, screen);
}

/** Upload a file without ordering anything. @returns exit code */
export async function uploadOnly(
  client: HeadendClient,
  file: string,
  screen: Screen,
  memory: UploadMemory,
): Promise<number> {
  const display = createDisplay(screen);
  const name = path.basename(file);
  const { id } = await client.upload(file, (sent, total) => display.step(name, total ? sent / total : 1), memory);
  display.step(name, 1, 'uploaded');
  display.done();
  screen.write(`Upload ${id}\n`);
  return 0;
}

/** Follow an ingest to its end and tell how it ended. @returns exit code */
export async function follow(client: HeadendClient, id: string, screen: Screen): Promise<number> {
  const display = createDisplay(screen);
  const ended = await client.untilEnded(id, { onChange: (ingest) => display.stages(ingest) });
  display.done();
  for (const line of await ending(client, ended)) screen.write(`${line}\n`);
  return ended.status === 'published' ? 0 : 1;
}

/** How an ingest ended, in lines: where to watch, or what is the matter and what to do. */
export async function ending(client: HeadendClient, ingest: Ingest): Promise<string[]> {
  if (ingest.status === 'published' && ingest.outputs) {
    const { watch, hls, dash } = ingest.outputs;
    const lines = ['', `Published: ${ingest.title}`, `Watch  ${client.resolve(watch)}`];
    if (hls && dash) return [...lines, `HLS    ${client.resolve(hls)}`, `DASH   ${client.resolve(dash)}`];
    return [...lines, 'Encrypted: HLS and DASH addresses come with a playback session, POST /v1/playback-sessions'];
  }
  const lines = ['', `${ingest.title} is ${ingest.status}.`];
  const { failure } = ingest;
  if (failure) lines.push(`${failure.code}: ${failure.title}. ${failure.detail}`, `  → ${failure.fix}`);
  const { findings } = await client.quality(ingest.id);
  for (const { severity, code, message, fix, track, range } of findings.filter((each) => each.severity !== 'info')) {
    const where = [track, range && `${seconds(range.start_ms)} to ${seconds(range.end_ms)}`].filter(Boolean).join(', ');
    lines.push(`${severity}  ${code}${where ? ` (${where})` : ''}: ${message}`, `  → ${fix}`);
  }
  if (ingest.workflow.url) lines.push(`Run    ${ingest.workflow.url}`);
  return lines;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

function captionOf(given: string): { language: string; file: string } {
  const [, language, file] = /^([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)=(.+)$/.exec(given) ?? [];
  if (!language || !file) throw new UsageError(`--captions ${given} is not LANGUAGE=FILE, such as en=film.srt.`);
  return { language, file };
}

async function orderOf(
  client: HeadendClient,
  file: string,
  options: IngestOptions,
  captions: { language: string; file: string }[],
  display: Display,
  memory?: UploadMemory,
): Promise<IngestOrderBody> {
  const send = async (each: string) => {
    const name = path.basename(each);
    const { id } = await client.upload(each, (sent, total) => display.step(name, total ? sent / total : 1), memory);
    display.step(name, 1, 'uploaded');
    return { upload_id: id };
  };
  const base = path.basename(file, path.extname(file));
  const sidecars: NonNullable<IngestOrderBody['sidecars']> = [];
  const source = await send(file);
  for (const { language, file: text } of captions)
    sidecars.push({ role: 'subtitles', language, source: await send(text) });
  if (options.poster) sidecars.push({ role: 'poster', source: await send(options.poster) });
  return {
    external_id: options.externalId ?? base.slice(0, 200),
    title: options.title ?? base,
    source,
    sidecars,
    profile: options.profile,
    quality_policy: options.policy,
    priority: options.priority,
    credit: options.credit,
  };
}
