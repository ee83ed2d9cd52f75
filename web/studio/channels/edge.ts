import { readPlaylist } from '../../../domain/linear/live/read-playlist';

/** Where a channel's playlist ends, as any player would see it. */
export interface Edge {
  /** End of the last segment, epoch milliseconds. */
  at: number;
  /** Media sequence number of the last segment. */
  msn: number;
}

/**
 * Read the live edge of a channel from its playlists.
 *
 * @param hls path of the multivariant playlist
 * @throws {Error} in words, when a playlist is not there or tells no time
 */
export async function readEdge(hls: string, signal?: AbortSignal): Promise<Edge> {
  const [top, base] = await playlist(new URL(hls, location.href), signal);
  const first = top.split('\n').find((line) => line.trim() !== '' && !line.startsWith('#'));
  if (!first) throw new Error('The channel has no rendition.');
  const [text] = await playlist(new URL(first.trim(), base), signal);
  return edgeOf(text);
}

/** @throws {Error} when no segment tells its time */
export function edgeOf(text: string): Edge {
  const last = readPlaylist(text).segments.at(-1);
  if (last?.at === undefined) throw new Error('The playlist tells no time.');
  return { at: last.at + last.duration * 1000, msn: last.msn };
}

async function playlist(address: URL, signal?: AbortSignal): Promise<[text: string, base: string]> {
  const reply = await fetch(address, { signal, cache: 'no-store' });
  if (!reply.ok)
    throw new Error(reply.status === 404 ? 'Nothing is on air.' : `The playlist answered ${reply.status}.`);
  return [await reply.text(), reply.url];
}

/** A new segment is there a target duration after the last one, and a little; who waits for two in vain is late. */
export function freshness(ageMs: number, targetSeconds: number): 'fresh' | 'late' | 'stale' {
  const targets = (ageMs - 2_000) / (targetSeconds * 1000);
  return targets <= 1.5 ? 'fresh' : targets <= 3 ? 'late' : 'stale';
}
