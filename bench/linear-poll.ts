import { setTimeout as sleep } from 'node:timers/promises';
import { mediaPlaylistsOf } from '../domain/linear/live/asset';
import { livePoller, type PolledPlaylist } from '../domain/linear/live/poller';
import { readPlaylist } from '../domain/linear/live/read-playlist';
import { printMetric } from './metric';

/** What was seen of a channel in real time. */
interface PollReport {
  /** Rounds of all its playlists. */
  rounds: number;
  /** Playlists in a round. */
  playlists: number;
  /** Segments of the first playlist that came while it was polled, and joins of items. */
  segments: number;
  joins: number;
  /** Rules that were broken, each with an example; how often. */
  findings: ReadonlyMap<string, { count: number; example: string }>;
}

/**
 * Ask for all media playlists of a channel twice in each target duration, as its players do, and hold them against the rules of live
 * playlists.
 *
 * @param address of its multivariant playlist
 * @throws {Error} when a playlist is refused
 */
async function pollChannel(address: string, lengthMs: number): Promise<PollReport> {
  const master = await textOf(address);
  const names = mediaPlaylistsOf(master).filter(Boolean);
  // The picture first: the others are compared with it.
  names.sort((a, b) => Number(b.includes('/video/')) - Number(a.includes('/video/')));
  const check = livePoller();
  const findings = new Map<string, { count: number; example: string }>();
  const seen = new Set<number>();
  const ordinals = new Set<number>();
  let rounds = 0;
  for (const end = Date.now() + lengthMs; Date.now() < end; rounds++) {
    const round = await Promise.all(
      names.map(async (name): Promise<PolledPlaylist> => {
        const text = await textOf(new URL(name, address).href);
        return { name, at: Date.now(), text };
      }),
    );
    for (const { rule, name, message } of check(round)) {
      const known = findings.get(rule);
      findings.set(rule, { count: (known?.count ?? 0) + 1, example: known?.example ?? `${name}: ${message}` });
    }
    const list = readPlaylist(round[0]?.text ?? '');
    if (rounds > 0) {
      seen.add(list.segments.at(-1)?.msn ?? 0);
      ordinals.add(list.segments.at(-1)?.dsn ?? 0);
    }
    await sleep(((list.targetDuration ?? 6) * 1000) / 2);
  }
  return { rounds, playlists: names.length, segments: seen.size, joins: Math.max(0, ordinals.size - 1), findings };
}

async function textOf(address: string): Promise<string> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return answer.text();
}

/** Poll a channel for some minutes and print what broke a rule. */
export async function polledInRealTime(address: string, minutes: number): Promise<void> {
  const { findings, rounds, playlists, segments, joins } = await pollChannel(address, minutes * 60_000);
  for (const [rule, { count, example }] of findings) process.stdout.write(`${rule} (${count}): ${example}\n`);
  const baseline = `${minutes} real minutes, ${rounds} rounds of ${playlists} playlists, ${segments} new segments, ${joins} joins`;
  const value = [...findings.values()].reduce((sum, { count }) => sum + count, 0);
  printMetric({ bench: 'linear', metric: 'real_rule_findings', value, unit: 'count', goal: '= 0', baseline });
}
