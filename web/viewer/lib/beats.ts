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
  /** A licence token that a licence request may be sent with now: a heartbeat renews one that has ended or was used up. */
  proof(): Promise<PlaybackDrm>;
  /** The address under the newest token that a heartbeat brought, of one under the token that the film was opened with. */
  address(url: string): string;
  /** Renew the licence token, whatever it was. */
  renew(): Promise<PlaybackDrm>;
  /** Ends the session: its stream is free for another device at once. */
  stop(): void;
}

/** Sessions about to end. React may take an effect back and run it again at once: the film goes on with the same session. */
const ending = new Map<string, ReturnType<typeof setTimeout>>();
/** The last licence token of each session that heartbeats brought: the film that goes on goes on with it. */
const renewed = new Map<string, PlaybackDrm>();
/** Likewise the folder that its media lies under, whose name is its token. */
const addresses = new Map<string, string>();
/** Tokens that licence requests were sent with. */
const sent = new Set<string>();

/** The folder that both manifests lie under: `/media/{token}/`. */
function folderOf({ hls, dash }: Pick<PlaybackSession, 'hls' | 'dash'>): string {
  const [one, other] = [hls.split('/'), dash.split('/')];
  const differs = one.findIndex((part, at) => part !== other[at]);
  return `${one.slice(0, differs).join('/')}/`;
}

/** Does a token serve one request only? It says so itself. */
function servesOnce(token: string): boolean {
  const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
  try {
    return JSON.parse(atob(payload)).once === true;
  } catch {
    return false;
  }
}

const isSpent = ({ token, expires_at }: PlaybackDrm): boolean =>
  Date.parse(expires_at) <= Date.now() || (sent.has(token) && servesOnce(token));

/** @param onOver called once when the session may not go on; a heartbeat that is lost on the way is none of that */
export function keepAlive(session: PlaybackSession, onOver: (problem: HeadendProblem) => void): Beats {
  clearTimeout(ending.get(session.id));
  const current = () => (renewed.get(session.id) ?? session.drm) as PlaybackDrm;
  let beatAt = Date.now();
  const renew = async () => {
    const { drm, ...media } = await viewer.beat(session);
    beatAt = Date.now();
    if (drm) renewed.set(session.id, drm);
    addresses.set(session.id, folderOf(media));
    return current();
  };
  const folder = folderOf(session);
  const address = (url: string) => url.replace(folder, addresses.get(session.id) ?? folder);
  // A computer that slept has missed its heartbeats, and with them its stream.
  const isLate = () => Date.now() > beatAt + 2 * session.heartbeat_s * 1000;
  const proof = async () => {
    const drm = isLate() || isSpent(current()) ? await renew() : current();
    sent.add(drm.token);
    return drm;
  };
  const timer = setInterval(() => {
    renew().catch((error: unknown) => {
      if (!isOver(error)) return;
      clearInterval(timer);
      onOver(error);
    });
  }, session.heartbeat_s * 1000);
  const end = () => {
    clearInterval(timer);
    ending.delete(session.id);
    renewed.delete(session.id);
    addresses.delete(session.id);
    viewer.endPlay(session).catch(() => undefined);
  };
  // A page that comes back from the back-forward cache finds its session ended, and begins another.
  const back = (event: PageTransitionEvent) => event.persisted && location.reload();
  window.addEventListener('pagehide', end);
  window.addEventListener('pageshow', back);
  const stop = () => {
    clearInterval(timer);
    window.removeEventListener('pagehide', end);
    window.removeEventListener('pageshow', back);
    ending.set(session.id, setTimeout(end));
  };
  return { proof, renew, address, stop };
}
