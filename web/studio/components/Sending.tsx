import { Button } from '@mantine/core';
import { percent } from '../../shared/format';
import type { UploadProgress } from '../lib/upload';
import { Bar } from './Bar';

/** An upload under way: which file, how far, and the way to stop it. */
export const Sending = ({ progress, onStop }: { progress: UploadProgress | undefined; onStop: () => void }) => (
  <div className="sending" role="status">
    <p>
      {words(progress)}
      <b className="mono">{percent(progress?.share ?? 0)}</b>
    </p>
    <Bar share={progress?.share ?? 0} label="Upload" />
    <Button variant="default" size="xs" onClick={onStop}>
      Stop
    </Button>
  </div>
);

function words(progress: UploadProgress | undefined): string {
  if (!progress) return 'Asking for a place to send to';
  const { file, index, count } = progress;
  return count > 1 ? `Sending ${file}, file ${index + 1} of ${count}` : `Sending ${file}`;
}
