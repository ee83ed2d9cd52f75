import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** The metrics of one worker process. */
export interface PoolMetrics {
  registry: Registry;
  /** Seconds per activity attempt, by activity, result (`done`, `failed`, `cancelled`) and failure code. */
  activitySeconds: Histogram<'activity' | 'result' | 'code'>;
  /** Attempts at webhook deliveries, by cause (`dispatcher`, `retry`, `replay`) and failure code or `delivered`. */
  webhookAttempts: Counter<'cause' | 'code'>;
  /** Purges of one version in one CDN, by CDN and result (`purged`, `failed`). */
  cdnPurges: Counter<'cdn' | 'result'>;
  /** Windows that the last hourly comparison found otherwise than the gate says. */
  rightsDrift: Gauge;
}

export function createPoolMetrics(pool: string): PoolMetrics {
  const registry = new Registry();
  registry.setDefaultLabels({ pool });
  collectDefaultMetrics({ register: registry });
  const activitySeconds = new Histogram({
    name: 'headend_activity_seconds',
    help: 'Seconds per activity attempt',
    labelNames: ['activity', 'result', 'code'] as const,
    buckets: [0.01, 0.05, 0.2, 1, 5, 15, 60, 300, 1800],
    registers: [registry],
  });
  const webhookAttempts = new Counter({
    name: 'headend_webhook_attempts_total',
    help: 'Attempts at webhook deliveries',
    labelNames: ['cause', 'code'] as const,
    registers: [registry],
  });
  const cdnPurges = new Counter({
    name: 'headend_cdn_purges_total',
    help: 'Purges of a version in a CDN',
    labelNames: ['cdn', 'result'] as const,
    registers: [registry],
  });
  const rightsDrift = new Gauge({
    name: 'headend_rights_drift_windows',
    help: 'Windows that the last hourly comparison found otherwise than the gate says',
    registers: [registry],
  });
  return { registry, activitySeconds, webhookAttempts, cdnPurges, rightsDrift };
}
