/** A way to the media beside the address that a session was given: a CDN in front of it. */
export interface Pathway {
  /** As steering documents name it (RFC 8216bis 7.1: letters, digits, `.`, `-`, `_`). */
  id: string;
  /** Host of its media addresses, with its port where it is not the usual one. */
  host: string;
  /** Share of viewers that begin there, against the sum of all; 0 is for emergencies only. */
  weight: number;
}

/** The pathway of manifests that name none (RFC 8216bis 4.4.6.2): the address that a session was given. */
export const OWN_PATHWAY = '.';

/** A steering document (RFC 8216bis 7.1; ETSI TS 103 998 has the same for DASH). */
export interface SteeringDocument {
  VERSION: 1;
  /** Seconds until it is asked for again. */
  TTL: number;
  'RELOAD-URI': string;
  'PATHWAY-PRIORITY': string[];
  /** Every pathway is the own one on another host, so manifests need not know of it. */
  'PATHWAY-CLONES': { 'BASE-ID': string; ID: string; 'URI-REPLACEMENT': { HOST: string } }[];
}

/** @param priority of {@link pathwayPriority} */
export const steeringDocument = (
  pathways: readonly Pathway[],
  priority: string[],
  ttlS: number,
  reloadUri: string,
): SteeringDocument => ({
  VERSION: 1,
  TTL: ttlS,
  'RELOAD-URI': reloadUri,
  'PATHWAY-PRIORITY': [...priority, OWN_PATHWAY],
  'PATHWAY-CLONES': pathways.map(({ id, host }) => ({
    'BASE-ID': OWN_PATHWAY,
    ID: id,
    'URI-REPLACEMENT': { HOST: host },
  })),
});

/** A multivariant playlist or MPD that tells players of the steering document at `uri`. */
export function steered(kind: 'hls' | 'dash', manifest: string, uri: string): string {
  if (kind === 'hls')
    return manifest.replace(
      /^#EXTM3U\r?\n/,
      (first) => `${first}#EXT-X-CONTENT-STEERING:SERVER-URI="${uri}",PATHWAY-ID="${OWN_PATHWAY}"\n`,
    );
  const tags = `<BaseURL serviceLocation="${OWN_PATHWAY}">./</BaseURL><ContentSteering defaultServiceLocation="${OWN_PATHWAY}">${uri}</ContentSteering>`;
  return manifest.replace(/<MPD\b[^>]*>/, (first) => `${first}${tags}`);
}

/**
 * The order in which one viewer shall try the pathways: the first by weight, the same for the same viewer as long as the
 * weights are, the rest as they weigh. Where the viewer's player says that a pathway gives little, it comes last.
 *
 * @param place where the viewer stands among all, from 0 to 1, 1 excluded
 * @param troubled ids of pathways that did not deliver
 */
export function pathwayPriority(
  pathways: readonly Pathway[],
  place: number,
  troubled: ReadonlySet<string> = new Set(),
): string[] {
  const total = pathways.reduce((sum, { weight }) => sum + weight, 0);
  let passed = 0;
  const chosen = pathways.find(({ weight }) => {
    passed += weight;
    return weight > 0 && place * total < passed;
  });
  const rest = pathways.filter((each) => each !== chosen).sort((a, b) => b.weight - a.weight);
  const order = [...(chosen ? [chosen] : []), ...rest].map(({ id }) => id);
  return [...order.filter((id) => !troubled.has(id)), ...order.filter((id) => troubled.has(id))];
}
