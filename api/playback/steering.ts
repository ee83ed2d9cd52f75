import { createHash } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { type Pathway, pathwayPriority, steeringDocument } from '../../domain/delivery/steering';

/** Path of the steering document. */
export const STEERING_PATH = '/steering';

export interface SteeringSettings {
  pathways: readonly Pathway[];
  /** Seconds until players ask again. */
  ttlS: number;
}

/**
 * Serves `GET /steering`: which pathway a player shall use now, for HLS and DASH alike. The viewer's address decides its
 * place, so that a player moves only when the weights do, or when it says that a pathway gives little (`_HLS_pathway` and
 * `_HLS_throughput`, `_DASH_pathway` and `_DASH_throughput`).
 */
export function steeringRouter({ pathways, ttlS }: SteeringSettings): Router {
  const router = Router({ caseSensitive: true });
  router.get(STEERING_PATH, (request: Request, response: Response) => {
    const priority = pathwayPriority(pathways, placeOf(request.ip ?? ''), troubledBy(request));
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Cache-Control', 'no-store');
    response.type('application/json').send(JSON.stringify(steeringDocument(pathways, priority, ttlS, STEERING_PATH)));
  });
  return router;
}

/** Below so many bits per second no picture of any title plays. */
const TOO_LITTLE = 300_000;

function troubledBy({ query }: Request): ReadonlySet<string> {
  const pathway = query._HLS_pathway ?? query._DASH_pathway;
  const throughput = query._HLS_throughput ?? query._DASH_throughput;
  const little = typeof throughput === 'string' && /^\d{1,15}$/.test(throughput) && Number(throughput) < TOO_LITTLE;
  return new Set(little && typeof pathway === 'string' ? [pathway.replaceAll('"', '')] : []);
}

/** Where an address stands among all, from 0 to 1. */
const placeOf = (address: string): number => createHash('sha256').update(address).digest().readUInt32BE(0) / 2 ** 32;
