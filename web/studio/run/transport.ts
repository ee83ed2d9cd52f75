import { createContext, useContext, useEffect, useRef, useState } from 'react';
import type { Rational } from '../../../domain/media/rational';
import { frameAt, frameCentre } from '../../../domain/media/timecode';

/** How a proxy's pictures follow each other: the master's rate, and how many of its frames share one picture. */
export interface Frames {
  rate: Rational;
  perPicture: number;
}

type Listener = (ms: number) => void;

/**
 * Where the proxy is and how to move it: shared by the player, the timeline, the curves and the findings. Milliseconds.
 * Whoever looks at one picture is taken to its middle, counted in frames, so that no number of steps drifts.
 */
export class Transport {
  /** Unknown until the master was inspected. */
  frames: Frames | undefined;
  /** Where the pointer is on the timeline; null when it is elsewhere. */
  private pointer: number | null = null;
  private video: HTMLVideoElement | undefined;
  private readonly listeners = new Set<Listener>();
  private animation = 0;

  /** Take a video under control. @returns the way to let go of it */
  attach(video: HTMLVideoElement): () => void {
    this.video = video;
    const follow = () => {
      this.announce();
      if (!video.paused) this.animation = requestAnimationFrame(follow);
    };
    const events = ['play', 'pause', 'seeking', 'seeked', 'timeupdate', 'loadeddata', 'durationchange'] as const;
    const start = () => {
      cancelAnimationFrame(this.animation);
      follow();
    };
    for (const name of events) video.addEventListener(name, start);
    return () => {
      cancelAnimationFrame(this.animation);
      for (const name of events) video.removeEventListener(name, start);
      this.video = undefined;
    };
  }

  /** Called with the position whenever it or the pointer changes, and once at the start. */
  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    listener(this.now);
    return () => this.listeners.delete(listener);
  }

  get now(): number {
    return (this.video?.currentTime ?? 0) * 1000;
  }

  /** The moment whose values are read: under the pointer, else at the playhead. */
  get read(): number {
    return this.pointer ?? this.now;
  }

  get paused(): boolean {
    return this.video?.paused ?? true;
  }

  /** How long the proxy is, as far as the player knows it. */
  get duration(): number | null {
    const seconds = this.video?.duration ?? Number.NaN;
    return Number.isFinite(seconds) && seconds > 0 ? Math.round(seconds * 1000) : null;
  }

  /** The number of the frame that is shown. */
  get frame(): number | undefined {
    return this.frames && frameAt(this.now / 1000, this.frames.rate);
  }

  /** Go to the frame nearest a place and stay there, to look at it. */
  look(ms: number): void {
    this.video?.pause();
    const { num, den } = this.frames?.rate ?? { num: 0, den: 1 };
    if (num > 0) this.seekFrame(Math.round((ms * num) / (1000 * den)));
    else this.seek(ms);
  }

  /** Stop and go some pictures on, or back when negative. */
  step(pictures: number): void {
    if (!this.frames || this.frame === undefined) return;
    this.video?.pause();
    this.seekFrame(this.frame + pictures * this.frames.perPicture);
  }

  seek(ms: number): void {
    if (!this.video) return;
    this.video.currentTime = Math.max(0, Math.min(ms, this.duration ?? Number.POSITIVE_INFINITY)) / 1000;
  }

  seekBy(ms: number): void {
    this.seek(this.now + ms);
  }

  /** To the last picture, as far as there is one. */
  end(): void {
    if (this.duration !== null) this.look(this.duration - 1);
  }

  point(ms: number | null): void {
    this.pointer = ms;
    this.announce();
  }

  toggle(): void {
    if (!this.video) return;
    if (this.video.paused) this.video.play().catch(() => undefined);
    else this.video.pause();
  }

  private seekFrame(frame: number): void {
    const { rate, perPicture } = this.frames!;
    const last = this.duration === null ? frame : frameAt((this.duration - 1) / 1000, rate);
    const wanted = Math.max(0, Math.min(frame, last));
    this.seek(frameCentre(wanted - (wanted % perPicture), rate, perPicture) * 1000);
  }

  private announce(): void {
    for (const listener of this.listeners) listener(this.now);
  }
}

export const TransportContext = createContext<Transport>(new Transport());
export const useTransport = (): Transport => useContext(TransportContext);

/** Run something at every change of the position, without drawing the page again. */
export function useOnPosition(listener: Listener): void {
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
