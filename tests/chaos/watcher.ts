import { setTimeout as sleep } from 'node:timers/promises';
import { livePoller, type PollFinding } from '../../domain/linear/live/poller';
import { type ReadSegment, readPlaylist } from '../../domain/linear/live/read-playlist';

/** A span in which no node answered, epoch milliseconds. */
export interface Outage {
  from: number;
  until: number;
  why: string;
}

/** A segment as it was published, under its media sequence number. */
export interface Published extends Pick<ReadSegment, 'uri' | 'duration' | 'dsn' | 'discontinuity'> {
  keys: string;
  map?: string;
  at: number;
}

/** What players saw while things were killed. */
export interface Watched {
  rounds: number;
  findings: PollFinding[];
  outages: Outage[];
  /** Answers that were no playlist, by status, although the node was up. */
  refusals: Map<string, number>;
  /** By playlist and media sequence number. */
  published: Map<string, Map<number, Published>>;
  /** Numbers that came to stand for something else. */
  changed: string[];
}

/** Segments of one number may be told to air so much apart by rounding, milliseconds. */
const SAME_MS = 2;
const TIMEOUT_MS = 5_000;

/**
 * Read every playlist of a channel throughout, as a player behind a load balancer would: each round from the next node, or from
 * another one when that does not answer.
 *
 * @param nodes origins of API nodes
 * @param paths of media playlists
 */
export function watch(nodes: readonly string[], paths: readonly string[], everyMs: number) {
  const poller = livePoller();
  const watched: Watched = {
    ...{ rounds: 0, findings: [], outages: [], refusals: new Map(), published: new Map(), changed: [] },
  };
  const ending = new AbortController();
  let out: Outage | undefined;

  async function round(turn: number): Promise<void> {
    const at = Date.now();
    let why = '';
    for (const offset of nodes.keys()) {
      const node = nodes[(turn + offset) % nodes.length] ?? '';
      try {
        const texts = await Promise.all(paths.map((path) => playlist(new URL(path, node))));
        const lists = texts.map((text, place) => ({ name: paths[place] ?? '', at, text }));
        if (ending.signal.aborted) return;
        watched.findings.push(...poller(lists));
        for (const { name, text } of lists) note(watched, name, text);
        if (out) watched.outages.push({ ...out, until: at });
        out = undefined;
        watched.rounds++;
        return;
      } catch (error) {
        why = error instanceof Error ? error.message : String(error);
        if (error instanceof Refused) watched.refusals.set(why, (watched.refusals.get(why) ?? 0) + 1);
      }
    }
    out ??= { from: at, until: at, why };
  }

  const running = (async () => {
    for (let turn = 0; !ending.signal.aborted; turn++) {
      const begun = Date.now();
      await round(turn);
      await sleep(Math.max(0, begun + everyMs - Date.now()), undefined, { signal: ending.signal }).catch(
        () => undefined,
      );
    }
    if (out) watched.outages.push({ ...out, until: Date.now() });
  })();

  return {
    watched,
    /** Stop watching. */
    async end(): Promise<Watched> {
      ending.abort();
      await running;
      return watched;
    },
  };
}

/** The node answered, and not with a playlist. */
class Refused extends Error {}

async function playlist(url: URL): Promise<string> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  const text = await answer.text();
  if (answer.ok) return text;
  const code = /"code":"([^"]+)"/.exec(text)?.[1] ?? '';
  throw new Refused(`${answer.status} ${code}`.trim());
}

/** What was published under a number stays. */
function note({ published, changed }: Watched, name: string, text: string): void {
  const known = published.get(name) ?? new Map<number, Published>();
  published.set(name, known);
  const { segments } = readPlaylist(text);
  segments.forEach(({ msn, uri, duration, dsn, discontinuity, keys, map, at = 0 }, place) => {
    const is: Published = { uri, duration, dsn, discontinuity, keys: keys.join(), map, at };
    const was = known.get(msn);
    if (!was) known.set(msn, is);
    else if (differs(was, is, place === 0))
      changed.push(`${name} ${msn}: ${JSON.stringify(was)} is ${JSON.stringify(is)}`);
  });
}

const differs = (was: Published, is: Published, first: boolean): boolean =>
  was.uri !== is.uri ||
  was.duration !== is.duration ||
  was.dsn !== is.dsn ||
  was.keys !== is.keys ||
  was.map !== is.map ||
  (was.discontinuity !== is.discontinuity && !first) ||
  Math.abs(was.at - is.at) > SAME_MS;
