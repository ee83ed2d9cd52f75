import { createContext, useContext, useEffect, useRef, useState } from 'react';

/** Where the proxy is and how to move it: shared by the player, the timeline, the curves and the findings. Milliseconds. */
export class Transport {
  private video: HTMLVideoElement | undefined;
  private readonly listeners = new Set<(ms: number) => void>();
  private frame = 0;

  /** Take a video under control. @returns the way to let go of it */
  attach(video: HTMLVideoElement): () => void {
    this.video = video;
    const follow = () => {
      this.announce();
      if (!video.paused) this.frame = requestAnimationFrame(follow);
    };
    const events = ['play', 'pause', 'seeking', 'seeked', 'timeupdate', 'loadeddata', 'durationchange'] as const;
    const start = () => {
      cancelAnimationFrame(this.frame);
      follow();
    };
    for (const name of events) video.addEventListener(name, start);
    return () => {
      cancelAnimationFrame(this.frame);
      for (const name of events) video.removeEventListener(name, start);
      this.video = undefined;
    };
  }

  /** Called with the position whenever it changes, and once at the start. */
  subscribe(listener: (ms: number) => void): () => void {
    this.listeners.add(listener);
    listener(this.now);
    return () => this.listeners.delete(listener);
  }

  get now(): number {
    return (this.video?.currentTime ?? 0) * 1000;
  }

  /** How long the proxy is, as far as the player knows it. */
  get duration(): number | null {
    const seconds = this.video?.duration ?? Number.NaN;
    return Number.isFinite(seconds) && seconds > 0 ? Math.round(seconds * 1000) : null;
  }

  /** Go to a place and stay there, to look at it. */
  look(ms: number): void {
    this.video?.pause();
    this.seek(ms);
  }

  seek(ms: number): void {
    if (this.video) this.video.currentTime = Math.max(0, ms) / 1000;
  }

  step(ms: number): void {
    this.seek(this.now + ms);
  }

  toggle(): void {
    if (!this.video) return;
    if (this.video.paused) this.video.play().catch(() => undefined);
    else this.video.pause();
  }

  private announce(): void {
    for (const listener of this.listeners) listener(this.now);
  }
}

export const TransportContext = createContext<Transport>(new Transport());
export const useTransport = (): Transport => useContext(TransportContext);

/** Run something at every change of the position, without drawing the page again. */
export function useOnPosition(listener: (ms: number) => void): void {
  const transport = useTransport();
  const current = useRef(listener);
  current.current = listener;
  useEffect(() => transport.subscribe((ms) => current.current(ms)), [transport]);
}

/** The length of the proxy; it is drawn again only when that changes. */
export function useProxyDuration(transport: Transport): number | null {
  const [duration, setDuration] = useState<number | null>(null);
  useEffect(() => transport.subscribe(() => setDuration(transport.duration)), [transport]);
  return duration;
}
