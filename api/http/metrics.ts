import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { RequestContext } from './context';

/** Metrics of the API process. */
export interface ApiMetrics {
  registry: Registry;
  observe(
    context: Pick<RequestContext, 'route' | 'failureCode'>,
    method: string,
    status: number,
    seconds: number,
  ): void;
}

/** Request durations by method, route pattern, status and failure code, and the figures of the process. */
export function createMetrics(): ApiMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'headend_http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer.',
    labelNames: ['method', 'route', 'status', 'code'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  return {
    registry,
    observe({ route, failureCode }, method, status, seconds) {
      durations.observe({ method: known(method), route: area(route), status, code: failureCode ?? '' }, seconds);
    },
  };
}

/** Strangers choose methods and paths: only known ones become label values. */
const known = (method: string): string =>
  /^(GET|HEAD|POST|PUT|DELETE|OPTIONS|PATCH)$/.test(method) ? method : 'other';
const AREAS = [
  '/v1',
  '/media',
  '/live',
  '/docs',
  '/assets',
  '/watch',
  '/studio',
  '/healthz',
  '/readyz',
  '/metrics',
  '/',
];
const area = (route: string): string => (route.startsWith('/v1/') || AREAS.includes(route) ? route : 'other');
