import type shaka from 'shaka-player/dist/shaka-player.ui-es2021';
import { HeadendProblem } from '../api/problem';

let loaded: Promise<typeof shaka> | undefined;

/** The player library, fetched the first time something plays. */
export const loadShaka = (): Promise<typeof shaka> => {
  loaded ??= import('shaka-player/dist/shaka-player.ui-es2021').then(({ default: library }) => {
    library.polyfill.installAll();
    return library;
  });
  return loaded;
};

const isShakaError = (error: unknown): error is shaka.util.Error =>
  typeof error === 'object' && error !== null && 'category' in error && 'code' in error;

/** Numbers of `shaka.util.Error.Category`. */
const NETWORK = 1;
const MEDIA_DECODE = 3;
const MANIFEST = 4;
/** `BAD_HTTP_STATUS` carries the status as its second datum. */
const BAD_HTTP_STATUS = 1001;
/** Numbers of `shaka.util.Error.Code` that say the browser lacks the codec. */
const UNSUPPORTED = new Set([4032, 3016, 4011, 3019]);
/** An operation that a newer one replaced; nothing is wrong. */
const INTERRUPTED = new Set([7000, 7001, 7002, 7003]);

/** True for the errors a player throws when it is simply told to stop. */
export const isInterruption = (error: unknown): boolean => isShakaError(error) && INTERRUPTED.has(error.code);

/** `LICENSE_REQUEST_FAILED` carries the error of its request, and that the body of the answer. */
const LICENSE_REQUEST_FAILED = 6007;
/** No key came for any rendition; the browser has no Encrypted Media Extensions here. */
const ALL_RESTRICTED = 4012;
const NO_DRM = new Set([6000, 6001, 6010]);

/** `REQUEST_FILTER_ERROR` carries what a filter of ours threw, such as the refusal of a heartbeat. */
const REQUEST_FILTER_ERROR = 1006;

/** The problem that the licence service or a heartbeat before it answered; undefined when there was no answer in words. */
function licenceProblem(error: shaka.util.Error): HeadendProblem | undefined {
  const [cause] = error.data as [shaka.util.Error | undefined];
  if (isShakaError(cause) && cause.code === REQUEST_FILTER_ERROR && cause.data[0] instanceof HeadendProblem)
    return cause.data[0];
  const text = isShakaError(cause) && cause.code === BAD_HTTP_STATUS ? String(cause.data[2]) : '';
  try {
    const body = JSON.parse(text);
    return body.code ? new HeadendProblem(body) : undefined;
  } catch {
    return undefined;
  }
}

/** A player error in words for people; its number stays visible for support. */
export function playerProblem(error: unknown, doing: string): HeadendProblem {
  if (error instanceof HeadendProblem) return error;
  if (!isShakaError(error)) return HeadendProblem.of('playback/media', `${doing}: ${String(error)}`);
  if (error.code === LICENSE_REQUEST_FAILED)
    return licenceProblem(error) ?? HeadendProblem.of('playback/network', `${doing}: no licence came.`);
  if (error.code === ALL_RESTRICTED)
    return HeadendProblem.of('playback/no-key-allowed', `${doing} (player error ${error.code}).`);
  if (NO_DRM.has(error.code))
    return HeadendProblem.of('playback/drm-unsupported', `${doing} (player error ${error.code}).`);
  const status = error.code === BAD_HTTP_STATUS ? Number(error.data[1]) : undefined;
  const where = `${doing} (player error ${error.code}${status ? `, HTTP ${status}` : ''}).`;
  if (status === 401 || status === 403 || status === 410) return HeadendProblem.of('playback/session-expired', where);
  if (UNSUPPORTED.has(error.code)) return HeadendProblem.of('playback/unsupported', where);
  if (error.category === NETWORK && status === undefined) return HeadendProblem.of('playback/network', where);
  if (error.category === NETWORK || error.category === MANIFEST || error.category === MEDIA_DECODE) {
    return HeadendProblem.of('playback/media', where);
  }
  return HeadendProblem.of('playback/media', where);
}
