import { useEffect, useRef, useState } from 'react';
import type { HeadendProblem } from '../../shared/api/problem';
import type { Channel, PlaybackSession } from '../../shared/api/types';
import { deviceClaims, type Proofs, unlock } from '../../shared/media/licence';
import { isInterruption, loadShaka, playerProblem } from '../../shared/media/shaka';
import { operator } from '../lib/queries';

interface LivePreviewProps {
  channel: Pick<Channel, 'slug' | 'variants'>;
  /** Territory; the channel's first when left out. */
  variant?: string;
  /** Epoch milliseconds of an instant that was on air; undefined: live. */
  start?: number;
  label: string;
}

/** A channel as viewers get it, silent until somebody turns the sound on. */
export function LivePreview({ channel, variant, start, label }: LivePreviewProps) {
  const { slug } = channel;
  const territory = variant === undefined || variant === channel.variants[0] ? undefined : variant;
  const video = useRef<HTMLVideoElement>(null);
  const closing = useRef<Promise<unknown>>(undefined);
  const [failed, setFailed] = useState<HeadendProblem>();
  const [ready, setReady] = useState(false);

  useEffect(() => {
    const element = video.current!;
    let gone = false;
    let player: { destroy(): Promise<unknown> } | undefined;
    let ended: (() => void) | undefined;
    const broken = (error: unknown) => {
      if (!gone && !isInterruption(error)) setFailed(playerProblem(error, 'Opening the preview'));
    };
    const open = async () => {
      const [shaka, device] = await Promise.all([loadShaka(), deviceClaims()]);
      const session = await operator.playChannel({ channel_id: slug, device, territory });
      const watching = keptAlive(session);
      ended = watching.end;
      if (gone) return watching.end();
      // A player that still lets go of the video would take it from the next one.
      await closing.current;
      if (gone) return;
      const preview = new shaka.Player();
      player = preview;
      preview.configure({ abr: { restrictions: { maxHeight: 480 } }, streaming: { bufferingGoal: 12 } });
      preview.addEventListener('error', (event) => broken((event as Event & { detail?: unknown }).detail));
      await preview.attach(element);
      const { drm, hls, dash } = session;
      // Over DASH a player asks for the licence of each item that comes.
      if (drm) await unlock(preview, { drm, format: 'dash', proofs: watching });
      const from = start === undefined ? '' : `?start=${Math.floor(start / 1000)}`;
      await preview.load(`${drm ? dash : hls}${from}`, start === undefined ? null : new Date(start));
      if (gone) return;
      setReady(true);
      await element.play().catch(() => undefined);
    };
    setFailed(undefined);
    setReady(false);
    open().catch(broken);
    return () => {
      gone = true;
      ended?.();
      closing.current = player?.destroy();
    };
  }, [slug, territory, start]);

  return (
    <div className="live-preview">
      <video ref={video} muted playsInline controls={ready} aria-label={label} />
      {!ready && !failed && (
        <p className="live-preview-words" role="status">
          Opening the picture
        </p>
      )}
      {failed && (
        <p className="live-preview-words" role="alert">
          {failed.message} {failed.fix}
        </p>
      )}
    </div>
  );
}

/** A session that goes on while its picture is looked at, with a licence token for each request. */
function keptAlive(session: PlaybackSession): Proofs & { end(): void } {
  let first = session.drm;
  const beat = () => operator.beat(session);
  const renew = async () => (await beat()).drm ?? session.drm!;
  const proof = async () => {
    const given = first ?? (await renew());
    first = null;
    return given;
  };
  // What is lost on the way is told by the next licence that is refused.
  const timer = setInterval(() => beat().catch(() => undefined), session.heartbeat_s * 1000);
  const end = () => {
    clearInterval(timer);
    operator.endPlay(session).catch(() => undefined);
  };
  return { proof, renew, end };
}
