import { Pause, Play } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { unlock } from '../../shared/media/licence';
import { isInterruption, loadShaka } from '../../shared/media/shaka';
import { useSession } from '../lib/queries';

/** Nobody is shown moving pictures who asked for less motion or less data, or who is on a phone. */
const wantsPreview = (): boolean => {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  return (
    !matchMedia('(prefers-reduced-motion: reduce)').matches &&
    !connection?.saveData &&
    matchMedia('(min-width: 768px)').matches
  );
};

/** How long the picture stands before it begins to move, milliseconds. */
const CALM_MS = 1200;

/** The film itself, silent, behind its name. Falls back to the picture without a word. */
export function HeroPreview({ titleId }: { titleId: string }) {
  const [ready, setReady] = useState(false);
  const [moving, setMoving] = useState(false);
  const [paused, setPaused] = useState(false);
  const video = useRef<HTMLVideoElement>(null);
  const { data: session } = useSession(titleId, 0, ready);

  useEffect(() => {
    if (!wantsPreview()) return;
    const timer = setTimeout(() => setReady(true), CALM_MS);
    return () => clearTimeout(timer);
  }, []);

  useEffect(() => {
    const element = video.current;
    if (!session || !element) return;
    let player: { destroy(): Promise<unknown> } | undefined;
    let gone = false;
    const start = async () => {
      const shaka = await loadShaka();
      if (gone) return;
      const silent = new shaka.Player();
      player = silent;
      silent.configure({
        manifest: { disableAudio: true, disableText: true },
        abr: { restrictions: { maxHeight: 720 } },
      });
      await silent.attach(element);
      const { drm } = session;
      if (drm) await unlock(silent, { drm, format: 'hls', proofs: { proof: async () => drm, renew: async () => drm } });
      await silent.load(session.hls);
      await element.play();
      setMoving(true);
    };
    start().catch((error) => {
      if (!isInterruption(error)) setMoving(false);
    });
    return () => {
      gone = true;
      player?.destroy();
    };
  }, [session]);

  const toggle = () => {
    const element = video.current!;
    if (element.paused) element.play().catch(() => undefined);
    else element.pause();
    setPaused(element.paused);
  };

  return (
    <>
      <video
        ref={video}
        className="hero-video"
        data-shown={moving}
        muted
        playsInline
        tabIndex={-1}
        aria-hidden="true"
        onEnded={() => setMoving(false)}
      />
      {moving && (
        <button
          type="button"
          className="hero-pause"
          onClick={toggle}
          aria-label={paused ? 'Play the preview' : 'Pause the preview'}
        >
          {paused ? <Play size={18} aria-hidden="true" /> : <Pause size={18} aria-hidden="true" />}
        </button>
      )}
    </>
  );
}
