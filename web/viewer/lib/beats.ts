import { api } from '../../shared/api/client';
import { HeadendProblem } from '../../shared/api/problem';
import type { PlaybackDrm, PlaybackSession } from '../../shared/api/types';

const viewer = api('viewer');

/** Refusals that are about the moment, not about the session (RFC 9110, 15.5.9; RFC 8470, 5.2; RFC 6585, 4). */
const PASSING = new Set([408, 425, 429]);

/** Does nothing go on after this answer to a heartbeat? What says that the server is in trouble, or nothing, says no such thing. */
export const isOver = (error: unknown): error is HeadendProblem =>
  error instanceof HeadendProblem && error.status >= 400 && error.status < 500 && !PASSING.has(error.status);

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
    viewer.beat(session).then(
      (beat) => {
        drm = beat.drm ?? drm;
      },
      (error: unknown) => {
        if (!isOver(error)) return;
        clearInterval(timer);
        onOver(error);
      },
    );
  }, session.heartbeat_s * 1000);
  const end = () => {
    clearInterval(timer);
    ending.delete(session.id);
    viewer.endPlay(session).catch(() => undefined);
  };
  window.addEventListener('pagehide', end);
  const stop = () => {
    clearInterval(timer);
    window.removeEventListener('pagehide', end);
    ending.set(session.id, setTimeout(end));
  };
  return { drm: () => drm as PlaybackDrm, stop };
}
