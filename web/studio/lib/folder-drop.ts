import { sendBytes } from '../../shared/api/client';
import { HeadendProblem } from '../../shared/api/problem';
import { operator } from './queries';

/** A file on its way into a watch folder. */
export interface DroppedFile {
  id: string;
  name: string;
  bytes: number;
  state: 'waiting' | 'sending' | 'sent' | 'refused';
  /** Bytes sent, 0..1. */
  share: number;
  problem?: HeadendProblem;
}

/** What changed of a file. */
export type Change = Partial<Pick<DroppedFile, 'state' | 'share' | 'problem'>>;

/** Ask for the place of a file and send its bytes there. Tells what becomes of it; never throws. */
export async function sendIntoFolder(
  folderId: string,
  file: File,
  tell: (change: Change) => void,
  signal: AbortSignal,
): Promise<void> {
  tell({ state: 'sending' });
  try {
    // A size of nothing is no size: the folder refuses an empty file itself.
    if (file.size === 0) throw HeadendProblem.of('watch/empty-file', `${file.name} has no bytes.`);
    const { put_url } = await operator.placeForFile(folderId, file.name, file.size);
    await sendBytes(put_url, file, (sent) => tell({ share: sent / file.size }), signal);
    tell({ state: 'sent', share: 1 });
  } catch (error) {
    if (!signal.aborted) tell({ state: 'refused', problem: HeadendProblem.from(error) });
  }
}
