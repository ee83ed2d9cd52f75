import { createHash } from 'node:crypto';
import type { Ingest } from '../support/partner';

/** What two publications of the same master must agree on. */
export interface Fingerprint {
  /** SHA-256 over every playlist and every media segment. */
  digest: string;
  /** Playlists and segments, for people. */
  summary: string;
}

/** Read a published title as a player would and hash everything it is made of. @throws {Error} when an object is missing */
export async function fingerprint(api: string, ingest: Ingest): Promise<Fingerprint> {
  if (!ingest.outputs?.hls) throw new Error(`${ingest.id} has no outputs in the clear.`);
  const master = new URL(ingest.outputs.hls, api);
  const multivariant = await text(master);
  const playlists = [...multivariant.matchAll(/^(?!#)(\S+\.m3u8)$|URI="([^"]+\.m3u8)"/gm)].map(
    ([, line, uri]) => line ?? uri ?? '',
  );
  const hash = createHash('sha256').update(multivariant);
  let segments = 0;
  let bytes = 0;
  for (const playlist of [...new Set(playlists)].sort()) {
    const address = new URL(playlist, master);
    const media = await text(address);
    hash.update(media);
    const names = [...media.matchAll(/^(?!#)(\S+)$|URI="([^"]+)"/gm)].map(([, line, uri]) => line ?? uri ?? '');
    for (const name of new Set(names)) {
      const body = await read(new URL(name, address));
      hash.update(withoutClock(body));
      segments += 1;
      bytes += body.length;
    }
  }
  return { digest: hash.digest('hex'), summary: `${playlists.length} playlists, ${segments} objects, ${bytes} bytes` };
}

/** Headers carry the moment of packaging (mvhd, tkhd, mdhd); everything else must be equal. */
function withoutClock(body: Buffer): Buffer {
  const copy = Buffer.from(body);
  for (const box of ['mvhd', 'tkhd', 'mdhd', 'prft']) {
    for (let at = copy.indexOf(box); at >= 0; at = copy.indexOf(box, at + 4))
      copy.fill(0, at + 8, Math.min(at + 24, copy.length));
  }
  return copy;
}

async function read(url: URL): Promise<Buffer> {
  const reply = await fetch(url);
  if (!reply.ok) throw new Error(`${url.pathname} answered ${reply.status}.`);
  return Buffer.from(await reply.arrayBuffer());
}

const text = async (url: URL): Promise<string> => (await read(url)).toString('utf8');
