import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Connection } from '@temporalio/client';
import type { PortWish } from './ports';
import type { ProcessSpec } from './supervised';

/** What the Temporal dev server needs to know. */
export interface TemporalOptions {
  dataDir: string;
  /** Path of the Temporal CLI. */
  temporal: string;
  ports: Readonly<Record<string, number>>;
}

/** The namespace of the local stack. */
export const NAMESPACE = 'default';

/** The search attributes every Headend workflow carries. */
export const SEARCH_ATTRIBUTES = {
  TenantId: 'Keyword',
  TitleId: 'Keyword',
  IngestId: 'Keyword',
  EndpointId: 'Keyword',
  Stage: 'Keyword',
  Verdict: 'Keyword',
  Profile: 'Keyword',
  FailureCode: 'Keyword',
  Priority: 'Int',
} as const;

/** The ports of the dev server. */
export const temporalPorts: PortWish[] = [
  { name: 'temporal' },
  { name: 'temporal-http' },
  { name: 'temporal-ui' },
  { name: 'temporal-metrics' },
];

/** Describe how to run the dev server over a SQLite file in the data folder. */
export async function temporalProcess({ dataDir, temporal, ports }: TemporalOptions): Promise<ProcessSpec> {
  const folder = path.join(dataDir, 'temporal');
  await mkdir(folder, { recursive: true });
  return {
    name: 'temporal',
    command: temporal,
    args: [
      ...['server', 'start-dev', '--ip', '127.0.0.1', '--ui-ip', '127.0.0.1'],
      ...['--port', `${ports.temporal}`, '--http-port', `${ports['temporal-http']}`],
      ...['--ui-port', `${ports['temporal-ui']}`, '--metrics-port', `${ports['temporal-metrics']}`],
      ...['--db-filename', path.join(folder, 'temporal.db')],
      // Four times the workflows a second of SQLite's defaults, and no step lost over SIGKILLs.
      ...['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=normal'],
      ...['--namespace', NAMESPACE, '--log-level', 'warn', '--ui-disable-news-fetch'],
      // Urgent titles first, tenants in turn: off unless switched on.
      ...['--dynamic-config-value', 'matching.useNewMatcher=true'],
      ...['--dynamic-config-value', 'matching.enableFairness=true'],
      ...Object.entries(SEARCH_ATTRIBUTES).flatMap(([name, type]) => ['--search-attribute', `${name}=${type}`]),
    ],
    env: { PATH: process.env.PATH, HOME: folder },
    cwd: folder,
    isReady: () => servesNamespace(`127.0.0.1:${ports.temporal}`),
  };
}

async function servesNamespace(address: string): Promise<boolean> {
  const connection = await Connection.connect({ address, connectTimeout: 2000 });
  try {
    await connection.withDeadline(Date.now() + 2000, () =>
      connection.workflowService.describeNamespace({ namespace: NAMESPACE }),
    );
    const { customAttributes } = await connection.withDeadline(Date.now() + 2000, () =>
      connection.operatorService.listSearchAttributes({ namespace: NAMESPACE }),
    );
    return Object.keys(SEARCH_ATTRIBUTES).every((name) => name in (customAttributes ?? {}));
  } finally {
    await connection.close();
  }
}
