import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'minio';
import type { PortWish } from './ports';
import type { ProcessSpec } from './supervised';

/** What the embedded SeaweedFS needs to know. */
export interface ObjectStoreOptions {
  dataDir: string;
  /** Path of `weed`. */
  weed: string;
  ports: Readonly<Record<string, number>>;
  accessKey: string;
  secretKey: string;
}

/** The bucket of the local stack. */
export const BUCKET = 'headend';

/** The admin server's gRPC port cannot be chosen: its own worker dials the admin port plus this. */
const ADMIN_GRPC_DISTANCE = 10_000;

const SERVERS = ['master', 'volume', 'filer', 's3'] as const;

/** Every port `weed mini` opens. */
export const objectStorePorts: PortWish[] = [
  ...SERVERS.flatMap((server) => [{ name: server }, { name: `${server}.grpc` }]),
  { name: 'weed-admin', alsoAt: ADMIN_GRPC_DISTANCE, highest: 22_000 },
];

/** Write the keys of the store and describe how to run it: all servers in one process, on loopback only. */
export async function objectStoreProcess(options: ObjectStoreOptions): Promise<ProcessSpec> {
  const folder = path.join(options.dataDir, 'objects');
  const keys = path.join(options.dataDir, 'object-store.json');
  await mkdir(folder, { recursive: true });
  await writeFile(keys, JSON.stringify(identities(options)), { mode: 0o600 });
  const client = storeClient(options);
  return {
    name: 'object-store',
    command: options.weed,
    args: ['mini', ...flags(options.ports, folder, keys)],
    env: { PATH: process.env.PATH, HOME: options.dataDir },
    cwd: folder,
    beforeStart: () => removeSockets(options.ports),
    afterStop: () => removeSockets(options.ports),
    isReady: () => client.listBuckets().then(() => true),
  };
}

/** Make Headend's bucket when it is not there yet. A store that has just come up may still choose its leader. */
export async function ensureBucket(options: ObjectStoreOptions): Promise<void> {
  const client = storeClient(options);
  if (!(await client.bucketExists(BUCKET))) await client.makeBucket(BUCKET, 'us-east-1');
}

/** An S3 client of the local store. */
export const storeClient = ({ ports, accessKey, secretKey }: ObjectStoreOptions): Client =>
  new Client({ endPoint: '127.0.0.1', port: ports.s3, useSSL: false, region: 'us-east-1', accessKey, secretKey });

function flags(ports: ObjectStoreOptions['ports'], folder: string, keys: string): string[] {
  return [
    `-dir=${folder}`,
    '-ip=127.0.0.1',
    '-ip.bind=127.0.0.1',
    ...SERVERS.flatMap((server) => [
      `-${server}.port=${ports[server]}`,
      `-${server}.port.grpc=${ports[`${server}.grpc`]}`,
    ]),
    `-admin.port=${ports['weed-admin']}`,
    `-s3.config=${keys}`,
    '-s3.port.iceberg=0',
    '-s3.port.lance=0',
    '-webdav=false',
    '-admin.ui=false',
    '-master.telemetry=false',
  ];
}

const identities = ({ accessKey, secretKey }: ObjectStoreOptions) => ({
  identities: [
    {
      name: 'headend',
      credentials: [{ accessKey, secretKey }],
      actions: ['Admin', 'Read', 'Write', 'List', 'Tagging'],
    },
  ],
});

/** `weed` leaves Unix sockets named by port, a killed one all of them, and would not listen over them. */
async function removeSockets(ports: ObjectStoreOptions['ports']): Promise<void> {
  const admin = ports['weed-admin'] ?? 0;
  const named = SERVERS.flatMap((server) => [
    `${server}-${ports[server]}`,
    `${server}-grpc-${ports[`${server}.grpc`]}`,
  ]);
  const sockets = [...named, `admin-${admin}`, `admin-grpc-${admin + ADMIN_GRPC_DISTANCE}`];
  await Promise.all(sockets.map((socket) => rm(`/tmp/seaweedfs-${socket}.sock`, { force: true })));
}
