import { Button } from '@mantine/core';
import { CirclePause, CirclePlay } from 'lucide-react';
import { useState } from 'react';
import { bytes, percent, runtime } from '../../shared/format';
import type { Transfer } from '../lib/transfer';
import type { UploadProgress } from '../lib/upload';
import { Bar } from './Bar';

/** An upload under way: which file, how far, how fast, and the ways to pause or stop it. */
export function Sending({
  progress,
  transfer,
}: {
  progress: UploadProgress | undefined;
  transfer: Transfer | undefined;
}) {
  const [paused, setPaused] = useState(false);
  const turn = () => {
    if (paused) transfer?.resume();
    else transfer?.pause();
    setPaused(!paused);
  };
  return (
    <div className="sending" role="status">
      <p>
        {words(progress)}
        <b className="mono">{percent(progress?.share ?? 0)}</b>
      </p>
      <Bar share={progress?.share ?? 0} label="Upload" tone={paused || progress?.waiting ? 'idle' : 'busy'} />
      <small data-sending={paused ? 'paused' : progress?.waiting ? 'waiting' : 'moving'}>
        {pace(progress, paused)}
      </small>
      <div className="sending-actions">
        <Button
          variant="default"
          size="xs"
          leftSection={
            paused ? <CirclePlay size={14} aria-hidden="true" /> : <CirclePause size={14} aria-hidden="true" />
          }
          onClick={turn}
        >
          {paused ? 'Resume' : 'Pause'}
        </Button>
        <Button variant="default" size="xs" onClick={() => transfer?.stop()}>
          Stop
        </Button>
      </div>
    </div>
  );
}

function words(progress: UploadProgress | undefined): string {
  if (!progress) return 'Asking for a place to send to';
  const { file, index, count } = progress;
  return count > 1 ? `Sending ${file}, file ${index + 1} of ${count}` : `Sending ${file}`;
}

/** `96 MB of 200 MB · 12.1 MB/s · 9 s left`. */
function pace(progress: UploadProgress | undefined, paused: boolean): string {
  if (!progress) return '';
  const { sent, bytes: all, rate, waiting, share } = progress;
  const far = `${bytes(sent)} of ${bytes(all)}`;
  if (paused) return `${far} · paused`;
  if (share >= 1) return `${far} · all sent`;
  if (waiting) return `${far} · the connection broke, trying again`;
  if (!rate) return far;
  return `${far} · ${bytes(rate)}/s · ${runtime(((all - sent) / rate) * 1000)} left`;
}
