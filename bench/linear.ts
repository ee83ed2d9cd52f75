import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { liveAnswers } from '../api/channels/live';
import type { LiveChannel } from '../domain/linear/live/channel';
import { livePoller } from '../domain/linear/live/poller';
import { readPlaylist } from '../domain/linear/live/read-playlist';
import { benchChannel, HEIGHTS, LANGUAGES } from './linear-channels';
import { polledInRealTime } from './linear-poll';
import { vodToLiveRate } from './linear-vodtolive';
import { askHard, type LoadReport } from './load';
import { median, printMetric } from './metric';
import { type AudienceReport, playAudience } from './viewers';

const COUNTS = [1, 50, 200] as const;
const PLAYLISTS = 60_000;
/** They take turns with the engine of others, so that a busy moment of the machine is everybody's. */
const ROUNDS = 3;
const SEGMENT_MS = 6_000;
const SIMULATED_MS = 2 * 3_600_000;
const CONNECTIONS = 32;
const WARM_UP_S = 1;
const DEFAULT_S = 3;
/** Each asks for one playlist twice a segment: as many requests as players make that ask for picture and sound once a segment. */
const AUDIENCE = {
  viewers: 20_000,
  connections: 256,
  everyMs: SEGMENT_MS / 2,
  warmUpS: SEGMENT_MS / 1000,
  seconds: 12,
};
const HTTP_CHANNELS = 200;

const RENDITIONS = [
  ...HEIGHTS.map((height) => ['video', `${height}p`] as const),
  ...LANGUAGES.map((language) => ['audio', language] as const),
];

/**
 * Live playlists a second of one node: made anew for each edge at 1, 50 and 200 channels, against Eyevinn's hls-vodtolive making
 * those of the same media; answered from memory; over HTTP on loopback as fast as it goes, and by 20,000 viewers who keep asking. Then the edge against the clock, and the rules of live playlists,
 * over two simulated hours, and the memory of a channel. `--seconds N` changes how long HTTP is asked.
 *
 * `--real-minutes N` measures nothing of that: a poller watches a channel over HTTP for so long in real time, that of `--address URL` (a
 * multivariant playlist, of a running stack for instance) or one of a server of its own.
 */
export async function linear(args: string[]): Promise<void> {
  const minutes = Number(args[args.indexOf('--real-minutes') + 1]);
  if (args.includes('--real-minutes') && minutes > 0) return inRealTime(args, minutes);
  const seconds = Number(args[args.indexOf('--seconds') + 1]) || DEFAULT_S;
  const rates = new Map<number, number[]>(COUNTS.map((count) => [count, []]));
  const others: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    others.push(await vodToLiveRate(PLAYLISTS));
    for (const count of COUNTS) rates.get(count)?.push(await madeRate(count));
  }
  const other = median(others);
  const metric = {
    bench: 'linear',
    baseline: `@eyevinn/hls-vodtolive 4.1.10, same media and window: ${other.toFixed(0)}/s`,
  };
  const made = (count: number): number => median(rates.get(count) ?? []);
  printMetric({ ...metric, metric: 'playlists_per_s', value: made(200), unit: '1/s', goal: '>= 40000' });
  for (const count of [1, 50])
    printMetric({ ...metric, metric: `playlists_per_s_${count}`, value: made(count), unit: '1/s', goal: 'reported' });
  printMetric({ ...metric, metric: 'ratio', value: made(200) / other, unit: 'ratio', goal: '>= 1' });
  printMetric({ ...metric, metric: 'answers_per_s', value: await answeredRate(), unit: '1/s', goal: 'reported' });
  const { http, audience } = await askServer(seconds);
  if (http.failed > 0) throw new Error(`${http.failed} playlists were refused over HTTP.`);
  const rate = http.requests / http.seconds;
  printMetric({ ...metric, metric: 'http_per_s', value: rate, unit: '1/s', goal: 'reported' });
  printMetric({ ...metric, metric: 'http_p99_ms', value: http.p99, unit: 'ms', goal: 'reported' });
  const watched = {
    bench: 'linear',
    baseline: `${(audience.requests / audience.seconds).toFixed(0)} requests/s, ${((100 * audience.unchanged) / audience.requests).toFixed(0)} % unchanged`,
  };
  printMetric({ ...watched, metric: 'viewers_p99_ms', value: audience.p99, unit: 'ms', goal: 'reported' });
  printMetric({ ...watched, metric: 'viewers_p50_ms', value: audience.p50, unit: 'ms', goal: 'reported' });
  const { edgeError, findings } = await simulated();
  const clock = { bench: 'linear', baseline: 'the clock, two simulated hours' };
  printMetric({ ...clock, metric: 'edge_error_segments', value: edgeError, unit: 'segments', goal: '<= 1' });
  printMetric({ ...clock, metric: 'rule_findings', value: findings, unit: 'count', goal: '= 0' });
  printMetric({ ...clock, metric: 'kb_per_channel', value: await memory(), unit: 'kB', goal: 'reported' });
}

const addressOf = ({ versionId }: { versionId: string }): string => `/media/v1.bench.k1.${versionId}/`;

/** A node with so many channels, and its clock. */
function node(count: number, lengthMs: number) {
  const from = Date.UTC(2026, 10, 23);
  const channels = new Map<string, LiveChannel>();
  for (let number = 0; number < count; number++) {
    // Their items begin at different instants.
    const channel = benchChannel(number, from + number * 137, lengthMs);
    channels.set(channel.slug, channel);
  }
  const clock = { now: from + 120_000 };
  const ledger = { channel: async (name: string) => channels.get(name) };
  return { clock, answers: liveAnswers({ ledger, addressOf, now: () => clock.now }), names: [...channels.keys()] };
}

/** Every channel and rendition at every edge, the clock a segment further each time. */
async function madeRate(count: number): Promise<number> {
  const perEdge = count * RENDITIONS.length;
  const edges = Math.ceil(PLAYLISTS / perEdge);
  const { clock, answers, names } = node(count, (edges + 60) * SEGMENT_MS);
  let bytes = 0;
  const began = performance.now();
  for (let edge = 0; edge < edges; edge++) {
    for (const name of names)
      for (const [kind, track] of RENDITIONS) bytes += (await answers.playlist(name, 'ZZ', kind, track)).body.length;
    clock.now += SEGMENT_MS;
  }
  const seconds = (performance.now() - began) / 1000;
  if (bytes < edges * perEdge * 500) throw new Error('Playlists are too short.');
  return (edges * perEdge) / seconds;
}

/** The same playlists again and again between two edges. */
async function answeredRate(): Promise<number> {
  const { answers, names } = node(200, 3_600_000);
  const rounds = 500;
  const began = performance.now();
  for (let round = 0; round < rounds; round++)
    for (const name of names) await answers.playlist(name, 'ZZ', 'video', '720p');
  return (rounds * names.length * 1000) / (performance.now() - began);
}

async function inRealTime(args: string[], minutes: number): Promise<void> {
  const address = args.includes('--address') ? args[args.indexOf('--address') + 1] : undefined;
  if (address) return polledInRealTime(address, minutes);
  const { child, port } = await server(1);
  try {
    await polledInRealTime(`http://127.0.0.1:${port}/live/channel-0/index.m3u8`, minutes);
  } finally {
    child.kill();
  }
}

/** The addresses of so many channels, in a process of its own. */
async function server(channels: number): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(path.join(__dirname, 'linear-server.js'), [], {
    env: { ...process.env, CHANNELS: `${channels}` },
  });
  const { port } = await new Promise<{ port: number }>((resolve, reject) => {
    child.once('message', (message) => resolve(message as { port: number }));
    child.once('error', reject);
  });
  return { child, port };
}

async function askServer(seconds: number): Promise<{ http: LoadReport; audience: AudienceReport }> {
  const { child, port } = await server(HTTP_CHANNELS);
  try {
    const requests = Array.from({ length: HTTP_CHANNELS }, (_, number) => {
      const [kind, track] = RENDITIONS[number % RENDITIONS.length]!;
      const target = `/live/channel-${number}/ZZ/${kind}/${track}.m3u8`;
      return Buffer.from(`GET ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n`);
    });
    const load = { port, requests, connections: CONNECTIONS };
    await askHard({ ...load, seconds: WARM_UP_S });
    const http = await askHard({ ...load, seconds });
    const audience = await playAudience({ ...AUDIENCE, port, pathOf });
    if (audience.failed > 0) throw new Error(`${audience.failed} viewers were refused a playlist.`);
    return { http, audience };
  } finally {
    child.kill();
  }
}

/** One rendition of one of the channels. */
function pathOf(viewer: number): string {
  const [kind, track] = RENDITIONS[Math.floor(viewer / HTTP_CHANNELS) % RENDITIONS.length]!;
  return `/live/channel-${viewer % HTTP_CHANNELS}/ZZ/${kind}/${track}.m3u8`;
}

/** How far the newest segment is from the clock at most, and what a poller finds, over two hours in steps of half a second. */
async function simulated(): Promise<{ edgeError: number; findings: number }> {
  const { clock, answers, names } = node(1, SIMULATED_MS + 600_000);
  const poll = livePoller();
  const end = clock.now + SIMULATED_MS;
  const name = names[0] ?? '';
  let [edgeError, findings] = [0, 0];
  for (let step = 0; clock.now < end; step++, clock.now += 500) {
    const { body } = await answers.playlist(name, 'ZZ', 'video', '720p');
    const last = readPlaylist(body.toString()).segments.at(-1);
    const edge = (last?.at ?? 0) + (last?.duration ?? 0) * 1000;
    edgeError = Math.max(edgeError, Math.floor(Math.abs(clock.now - edge) / SEGMENT_MS));
    if (step % 8 > 0) continue;
    const lists = RENDITIONS.map(async ([kind, track]) => ({
      ...{ name: `${kind}/${track}`, at: clock.now },
      text: (await answers.playlist(name, 'ZZ', kind, track)).body.toString(),
    }));
    findings += poll(await Promise.all(lists)).length;
  }
  return { edgeError, findings };
}

/** Heap of a channel with a day behind it, all its playlists made and zipped. */
async function memory(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const used = async (count: number): Promise<[number, object]> => {
    const made = node(count, 25 * 3_600_000);
    made.clock.now += 24 * 3_600_000;
    for (const name of made.names)
      for (const [kind, track] of RENDITIONS) (await made.answers.playlist(name, 'ZZ', kind, track)).zipped();
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return [heapUsed + external, made];
  };
  const [one] = await used(1);
  const [many, held] = await used(51);
  // Held until here, so that nothing of it was collected.
  return held ? (many - one) / 50 / 1024 : 0;
}
