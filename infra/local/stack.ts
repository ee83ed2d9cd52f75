import { mkdir, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { seedTenant } from '../../adapters/postgres/seed';
import { type ResolvedTool, resolveAll, type ToolName } from '../toolchain/resolve';
import { apiProcess, headendPorts, POOLS, type Pool, workerProcess } from './headend-processes';
import { LogFile } from './log-file';
import { migrate } from './migrate';
import { BUCKET, ensureBucket, objectStorePorts, objectStoreProcess } from './object-store';
import { endLeftovers, takeDataDir } from './pids';
import { holdPort, pickPorts, releasePorts } from './ports';
import { databaseUrl, ensureDatabase, postgresProcess } from './postgres';
import { type StackProgress, silentProgress } from './progress';
import { ensureKekFile, kekFile, type StackSecrets, stackSecrets, writeFilePrivately } from './secrets';
import { type ProcessSpec, Supervised } from './supervised';
import { NAMESPACE, temporalPorts, temporalProcess } from './temporal-server';

/** The tools of a stack, found by the toolchain. */
export type StackTools = Record<ToolName, ResolvedTool>;

/** How to start a stack. */
export interface StackOptions {
  /** Holds everything the stack keeps; made when missing. One supervisor at a time. */
  dataDir: string;
  /** Port the API would like; the next free one is taken when it is busy. Absent: any. */
  port?: number;
  /** Start the API. Default true. */
  withApi?: boolean;
  /** Start the worker pools: all, none, or those named. Default true. */
  withWorkers?: boolean | readonly Pool[];
  /** Environment for API and workers on top of the stack's own. */
  env?: NodeJS.ProcessEnv;
  /** Ends a start that still runs: everything begun is stopped again and startStack rejects. */
  signal?: AbortSignal;
  /** Tools already found. */
  tools?: StackTools;
  progress?: StackProgress;
}

/** Where a stack is reached. */
export interface StackUrls {
  api: string;
  watch: string;
  studio: string;
  docs: string;
  temporalUi: string;
  /** `host:port` of the Temporal frontend. */
  temporal: string;
  s3: string;
  database: string;
}

/** A running stack. */
export interface Stack {
  readonly dataDir: string;
  readonly urls: StackUrls;
  /** The environment of API and workers: what readConfig needs. */
  readonly env: Record<string, string>;
  /** API keys of the demo tenant. */
  readonly keys: StackSecrets['keys'];
  readonly tools: StackTools;
  /** Every process with its number now; no number between two lives. */
  readonly processes: { name: string; pid: number | undefined; restarts: number }[];
  /** Kill a process with its group, as a crash would. It is started again. @throws {Error} for an unknown name */
  kill(name: string, signal?: NodeJS.Signals): void;
  /** Kill a process and keep it down for so long, as a host that is away. Resolves when it serves again. @throws {Error} for an unknown name */
  away(name: string, ms: number): Promise<void>;
  /** Resolve when every process serves. */
  waitReady(timeoutMs?: number): Promise<void>;
  /** Stop everything in reverse order and give the data folder back. */
  stop(): Promise<void>;
}

/** The tenant that `npm start` works for. */
export const DEMO_TENANT = { id: 'demo', name: 'Demo Studio' };

/**
 * Start the whole local stack on a data folder and wait until it serves.
 *
 * @throws {DataDirInUse} when another supervisor has the folder
 * @throws {ProcessFailed} when a process does not come up; everything started is stopped again
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  await mkdir(options.dataDir, { recursive: true });
  const dataDir = await realpath(options.dataDir);
  const giveBack = await takeDataDir(dataDir);
  const builder = new StackBuilder({ ...options, dataDir }, giveBack);
  const abort = () => void builder.stop();
  options.signal?.addEventListener('abort', abort);
  try {
    return await builder.start();
  } catch (error) {
    await builder.stop();
    throw error;
  } finally {
    options.signal?.removeEventListener('abort', abort);
  }
}

/** Starts the parts in order and remembers them for the way back. */
class StackBuilder {
  readonly #layers: Supervised[][] = [];
  readonly #progress: StackProgress;
  readonly #logs: string;
  readonly #pids: string;
  readonly #abandon = () => {
    for (const one of this.#all()) one.abandon();
  };
  #ports: Record<string, number> = {};
  /** Another stack that starts meanwhile must not take the API's port before the API is up. */
  #letApiPortGo: () => Promise<void> = async () => undefined;
  #stopped: Promise<void> | undefined;

  constructor(
    private readonly options: StackOptions,
    private readonly giveBack: () => Promise<void>,
  ) {
    this.#progress = options.progress ?? silentProgress;
    this.#logs = path.join(options.dataDir, 'logs');
    this.#pids = path.join(options.dataDir, 'pids');
  }

  async start(): Promise<Stack> {
    process.once('exit', this.#abandon);
    const { dataDir } = this.options;
    const leftovers = await endLeftovers(this.#pids);
    if (leftovers.length > 0) this.#progress.note(`Ended what an earlier run left behind: ${leftovers.join(', ')}`);

    const tools = this.options.tools ?? (await this.#findTools());
    const secrets = await stackSecrets(dataDir);
    await ensureKekFile(dataDir);
    this.#ports = await this.#choosePorts();
    const urls = urlsOf(this.#ports, secrets);
    const env = environmentOf(dataDir, this.#ports, urls, secrets, tools);

    await this.#startInfrastructure(tools, secrets);
    await this.#prepareData(urls.database, tools, secrets);
    await this.#startHeadend({ ...process.env, ...env, ...this.options.env }, secrets.keys);
    return this.#stack(urls, env, secrets, tools);
  }

  /** Stop in reverse order; a second call waits for the first. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stopAll();
    return this.#stopped;
  }

  async #stopAll(): Promise<void> {
    for (const layer of this.#layers.toReversed()) await Promise.all(layer.map((one) => one.stop()));
    process.removeListener('exit', this.#abandon);
    await this.#letApiPortGo();
    releasePorts(Object.values(this.#ports));
    await this.giveBack();
  }

  #findTools(): Promise<StackTools> {
    return this.#progress.step('Tools', (report) => resolveAll({ onProgress: (_tool, doing) => report(doing) }));
  }

  async #choosePorts(): Promise<Record<string, number>> {
    const { dataDir, port } = this.options;
    const file = path.join(dataDir, 'ports.json');
    const remembered = JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as Record<string, number>;
    const wishes = [...headendPorts(port), { name: 'postgres' }, ...objectStorePorts, ...temporalPorts];
    for (;;) {
      const { ports, moved } = await pickPorts(wishes, dataDir, remembered);
      const letGo = await holdPort(portOf(ports, 'api'));
      if (!letGo) {
        releasePorts(Object.values(ports));
        continue;
      }
      this.#letApiPortGo = letGo;
      for (const { name, wanted, got } of moved) {
        this.#progress.note(`Port ${wanted} is busy: the ${name} listens on ${got}`);
      }
      await writeFilePrivately(file, ports);
      return ports;
    }
  }

  async #startInfrastructure(tools: StackTools, secrets: StackSecrets): Promise<void> {
    const { dataDir } = this.options;
    const ports = this.#ports;
    const note = (line: string) => this.#progress.note(line);
    const store = storeOptions(dataDir, ports, secrets, tools);
    const database = {
      dataDir,
      id: secrets.id,
      port: portOf(ports, 'postgres'),
      password: secrets.databasePassword,
      note,
    };
    await this.#startLayer([
      ['PostgreSQL', () => postgresProcess(database)],
      ['Object store', () => objectStoreProcess(store)],
      ['Temporal', () => temporalProcess({ dataDir, temporal: tools.temporal.path, ports })],
    ]);
  }

  async #prepareData(database: string, tools: StackTools, secrets: StackSecrets): Promise<void> {
    const { dataDir } = this.options;
    await this.#progress.step('Database and bucket', async (report) => {
      await ensureBucket(storeOptions(dataDir, this.#ports, secrets, tools));
      await ensureDatabase({ port: portOf(this.#ports, 'postgres'), password: secrets.databasePassword });
      const applied = await migrate(database, new LogFile(this.#logs, 'migrate'));
      report(`${applied} migrations applied`);
      await seedTenant({ databaseUrl: database, tenant: DEMO_TENANT, keys: secrets.keys });
    });
  }

  async #startHeadend(env: NodeJS.ProcessEnv, keys: StackSecrets['keys']): Promise<void> {
    const { dataDir, withApi = true, withWorkers = true } = this.options;
    const pools = withWorkers === true ? POOLS : withWorkers || [];
    // The pages of one's own machine need no log-in; the API hands these to loopback only.
    const { viewer, operator } = keys;
    const localKeys = { HEADEND_LOCAL_KEYS: JSON.stringify({ viewer, operator }) };
    const api = async () => apiProcess({ ...localKeys, ...env }, portOf(this.#ports, 'api'));
    const worker = (pool: Pool) => async () => workerProcess(pool, env, this.#ports, dataDir);
    await this.#letApiPortGo();
    await this.#startLayer([
      ...(withApi ? [['API', api] as const] : []),
      ...pools.map((pool) => [`Workers: ${pool}`, worker(pool)] as const),
    ]);
  }

  /** Start the processes of one layer side by side; the first failure is thrown when all have settled. */
  async #startLayer(parts: (readonly [title: string, describe: () => Promise<ProcessSpec>])[]): Promise<void> {
    if (this.#stopped) throw new Error('The stack was stopped while it started.');
    const layer: Supervised[] = [];
    this.#layers.push(layer);
    const outcomes = await Promise.allSettled(
      parts.map(([title, describe]) =>
        this.#progress.step(title, async () => {
          const spec = await describe();
          const log = new LogFile(this.#logs, spec.name);
          const supervised = new Supervised(spec, log, this.#pids, (what) => this.#progress.note(what));
          layer.push(supervised);
          if (this.#stopped) throw new Error('The stack was stopped while it started.');
          await supervised.start();
        }),
      ),
    );
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
  }

  #stack(urls: StackUrls, env: Record<string, string>, secrets: StackSecrets, tools: StackTools): Stack {
    const all = () => this.#all();
    return {
      dataDir: this.options.dataDir,
      urls,
      env,
      keys: secrets.keys,
      tools,
      get processes() {
        return all().map(({ name, pid, restarts }) => ({ name, pid, restarts }));
      },
      kill: (name, signal) => this.#named(name).kill(signal),
      away: async (name, ms) => this.#named(name).away(ms),
      waitReady: async (timeoutMs) => {
        await Promise.all(all().map((one) => one.waitReady(timeoutMs)));
      },
      stop: () => this.stop(),
    };
  }

  #named(name: string): Supervised {
    const found = this.#all().find((one) => one.name === name);
    if (found) return found;
    const names = this.#all().map((one) => one.name);
    throw new Error(`No process ${name}; there are ${names.join(', ')}`);
  }

  #all(): Supervised[] {
    return this.#layers.flat();
  }
}

const storeOptions = (dataDir: string, ports: Record<string, number>, secrets: StackSecrets, tools: StackTools) => ({
  dataDir,
  weed: tools.weed.path,
  ports,
  accessKey: secrets.s3AccessKey,
  secretKey: secrets.s3SecretKey,
});

function urlsOf(ports: Record<string, number>, secrets: StackSecrets): StackUrls {
  const api = `http://127.0.0.1:${portOf(ports, 'api')}`;
  return {
    api,
    watch: `${api}/`,
    studio: `${api}/studio/`,
    docs: `${api}/docs`,
    temporalUi: `http://127.0.0.1:${portOf(ports, 'temporal-ui')}`,
    temporal: `127.0.0.1:${portOf(ports, 'temporal')}`,
    s3: `http://127.0.0.1:${portOf(ports, 's3')}`,
    database: databaseUrl({ port: portOf(ports, 'postgres'), password: secrets.databasePassword }),
  };
}

const environmentOf = (
  dataDir: string,
  ports: Record<string, number>,
  urls: StackUrls,
  secrets: StackSecrets,
  tools: StackTools,
): Record<string, string> => ({
  DATABASE_URL: urls.database,
  S3_ENDPOINT: urls.s3,
  S3_ACCESS_KEY: secrets.s3AccessKey,
  S3_SECRET_KEY: secrets.s3SecretKey,
  S3_REGION: 'us-east-1',
  SECRETS_KEY: secrets.secretsKey,
  KEK_FILE: kekFile(dataDir),
  PLAYBACK_KEYS: secrets.playbackKeys,
  WEBHOOK_ALLOW_LOOPBACK: 'yes',
  S3_BUCKET: BUCKET,
  TEMPORAL_ADDRESS: urls.temporal,
  TEMPORAL_NAMESPACE: NAMESPACE,
  TEMPORAL_UI_URL: urls.temporalUi,
  HOST: '127.0.0.1',
  PORT: String(portOf(ports, 'api')),
  PUBLIC_URL: urls.api,
  HEADEND_SCRATCH_DIR: path.join(dataDir, 'scratch', 'other'),
  HEADEND_CACHE_DIR: path.join(dataDir, 'cache'),
  HEADEND_FFMPEG: tools.ffmpeg.path,
  HEADEND_FFPROBE: tools.ffprobe.path,
  HEADEND_PACKAGER: tools.packager.path,
  HEADEND_BENTO4_DIR: path.dirname(tools.mp4info.path),
});

function portOf(ports: Readonly<Record<string, number>>, name: string): number {
  const port = ports[name];
  if (port === undefined) throw new Error(`No port was chosen for ${name}`);
  return port;
}
