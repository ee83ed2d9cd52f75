import type shaka from 'shaka-player/dist/shaka-player.ui-es2021';
import { HeadendProblem } from '../api/problem';
import type { PlaybackDrm, PlaybackOrder } from '../api/types';

const CLEAR_KEY = 'org.w3.clearkey';

/** Licence tokens of a session. */
export interface Proofs {
  /** One that a licence request may be sent with now. */
  proof(): Promise<PlaybackDrm>;
  /** Another one, whatever the last was. */
  renew(): Promise<PlaybackDrm>;
}

/** What this browser says of itself when it asks to play. */
export async function deviceClaims(): Promise<NonNullable<PlaybackOrder['device']>> {
  // Encrypted Media Extensions are there on https and on localhost only.
  const media = { initDataTypes: ['cenc'], videoCapabilities: [{ contentType: 'video/mp4; codecs="avc1.42E01E"' }] };
  const able = await navigator
    .requestMediaKeySystemAccess?.(CLEAR_KEY, [media])
    .then(() => true)
    .catch(() => false);
  return { family: 'web', drm_systems: able ? [CLEAR_KEY] : [] };
}

/** Refusals of licences that another token of the same session does not meet. */
const MENDED_BY_HEARTBEAT = new Set(['licence/token-used', 'licence/token-expired', 'licence/session-silent']);

/** The licence of a session as the players of HLS take it: keys by key id, both hex. @throws {HeadendProblem} `licence/…` */
async function clearKeys(drm: PlaybackDrm): Promise<Record<string, string>> {
  const kids = drm.key_ids.map((kid) => base64Url(kid.replaceAll('-', '')));
  const answer = await fetch(drm.license_url, {
    method: 'POST',
    headers: { authorization: `Bearer ${drm.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ kids, type: 'temporary' }),
  }).catch(() => undefined);
  if (!answer) throw HeadendProblem.of('playback/network', 'The licence service did not answer.');
  const body = await answer.json().catch(() => undefined);
  if (!answer.ok) throw body?.code ? new HeadendProblem(body) : HeadendProblem.of('playback/media', 'No licence came.');
  const { keys } = body as { keys: { kid: string; k: string }[] };
  return Object.fromEntries(keys.map(({ kid, k }) => [hexOf(kid), hexOf(k)]));
}

/**
 * Let a player open what is encrypted. DASH names the Clear Key system, so the player asks for its licence itself; HLS has no
 * word for it, so the keys are fetched and given.
 *
 * @param proofs the session's tokens, which are renewed while the film plays
 * @throws {HeadendProblem} `licence/…`
 */
export async function unlock(
  player: shaka.Player,
  { drm, format, proofs }: { drm: PlaybackDrm; format: 'hls' | 'dash'; proofs: Proofs },
): Promise<void> {
  // Over HLS a player learns which key a rendition needs only when it has begun with it, and stands still without.
  if (drm.max_height) player.configure({ restrictions: { maxHeight: drm.max_height } });
  if (format === 'hls') {
    const keys = await clearKeys(await proofs.proof()).catch(async (error: unknown) => {
      if (!(error instanceof HeadendProblem) || !MENDED_BY_HEARTBEAT.has(error.code)) throw error;
      return clearKeys(await proofs.renew());
    });
    player.configure({ drm: { clearKeys: keys } });
    return;
  }
  player.configure({ drm: { servers: { [CLEAR_KEY]: new URL(drm.license_url, location.href).href } } });
  player.getNetworkingEngine()?.registerRequestFilter(async (type, request) => {
    if (type === LICENSE_REQUEST) request.headers.authorization = `Bearer ${(await proofs.proof()).token}`;
  });
}

/** `shaka.net.NetworkingEngine.RequestType.LICENSE`. */
const LICENSE_REQUEST = 2;

const base64Url = (hex: string): string =>
  btoa(String.fromCharCode(...(hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const hexOf = (text: string): string =>
  [...atob(text.replaceAll('-', '+').replaceAll('_', '/'))]
    .map((character) => character.charCodeAt(0).toString(16).padStart(2, '0'))
    .join('');
