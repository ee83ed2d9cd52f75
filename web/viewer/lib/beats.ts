import { api } from '../../shared/api/client';
import { HeadendProblem } from '../../shared/api/problem';
import type { PlaybackDrm, PlaybackSession } from '../../shared/api/types';

const viewer = api('viewer');

/** Answers to a heartbeat after which nothing goes on. */
const OVER = new Set(['playback/session-expired', 'playback/not-published', 'playback/not-now', 'request/not-found']);

/** Keeps a session alive while its film is open. */
export interface Beats {
  /** The session's licence token, as the last heartbeat renewed it. */
  drm(): PlaybackDrm;
  /** Ends the session: its stream is free for another device at once. */
  stop(): void;
}

/** Sessions about to end. React may take an effect back and run it again at once: the film goes on with the same session. */
const ending = new Map<string, ReturnType<typeof setTimeout>>();

/** @param onOver called once when the session may not go on; a heartbeat that is lost on the way is none of that */
export function keepAlive(session: PlaybackSession, onOver: (problem: HeadendProblem) => void): Beats {
  let { drm } = session;
  clearTimeout(ending.get(session.id));
  const timer = setInterval(() => {
    viewer.beat(session.id).then(
      (beat) => {
        drm = beat.drm ?? drm;
      },
      (error: unknown) => {
        if (!(error instanceof HeadendProblem) || !OVER.has(error.code)) return;
        clearInterval(timer);
        onOver(error);
      },
    );
  }, session.heartbeat_s * 1000);
  const end = () => {
    clearInterval(timer);
    ending.delete(session.id);
    viewer.endPlay(session.id).catch(() => undefined);
  };
  window.addEventListener('pagehide', end);
  const stop = () => {
    clearInterval(timer);
    window.removeEventListener('pagehide', end);
    ending.set(session.id, setTimeout(end));
  };
  return { drm: () => drm as PlaybackDrm, stop };
}
