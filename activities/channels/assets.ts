import { text } from 'node:stream/consumers';
import type { UnreadVersion } from '../../adapters/postgres/channels-port';
import { FAILURES, isHeadendError } from '../../domain/failures';
import { mediaPlaylistsOf, readLinearAsset } from '../../domain/linear/live/asset';
import type { LinearAsset } from '../../domain/linear/types';
import { wishOf } from '../../domain/linear/variant-plan';
import { LAYOUT } from '../../domain/packaging/package-facts';
import type { ChannelActivities } from '../../workflows/channels/contract';
import { type ChannelPorts, channelOf } from './ports';

/** Read the versions that the rules of a channel name and nobody has looked at, each once. */
export const createReadAssets =
  (ports: ChannelPorts): ChannelActivities['readAssets'] =>
  async ({ channelId }) => {
    const channel = await channelOf(ports, channelId);
    const { library } = await ports.channels.planning(channel.tenantId, wishOf(channel));
    const lacking = library.filter(({ asset }) => !asset).map(({ titleId }) => titleId);
    const unread = await ports.channels.unread(channel.tenantId, lacking);
    for (const version of unread) await readOne(ports, version);
    return unread.length;
  };

/**
 * A package as channels carry it.
 *
 * @param read text of a file of it, by its path
 * @throws {RangeError} when it was packaged by somebody else; what `read` throws
 */
export async function readPackage(
  read: (path: string) => Promise<string>,
  { versionId, titleId }: Pick<UnreadVersion, 'versionId' | 'titleId'>,
): Promise<LinearAsset> {
  const master = await read(LAYOUT.master);
  const paths = mediaPlaylistsOf(master);
  const texts = await Promise.all(paths.map(read));
  const mediaPlaylists = new Map(paths.map((path, index) => [path, texts[index] ?? '']));
  return readLinearAsset({ versionId, titleId, master, mediaPlaylists, mpd: await read(LAYOUT.dash) });
}

async function readOne({ channels, store }: ChannelPorts, version: UnreadVersion): Promise<void> {
  const read = async (path: string): Promise<string> => text(await store.get(version.prefix + path));
  try {
    await channels.noteAsset(version, await readPackage(read, version), []);
  } catch (error) {
    // A version that is gone by now, or was packaged by somebody else: said, and not tried again.
    const foreign = error instanceof RangeError;
    const gone = isHeadendError(error) && !FAILURES[error.code].retry;
    if (!foreign && !gone) throw error;
    await channels.noteAsset(version, undefined, [{ code: 'unreadable', message: (error as Error).message }]);
  }
}
