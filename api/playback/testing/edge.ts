import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createCdnPurge } from '../../../adapters/cdn/http-purge';
import type { CdnPurge } from '../../../adapters/cdn/port';
import { loadCdnSettings } from '../../../adapters/cdn/settings';
import { repositoryRoot } from '../../../adapters/environment/root';
import type { SigningKey } from '../../../adapters/tokens/port';

const MODULES = ['/usr/lib/nginx/modules', '/usr/share/nginx/modules'].find((folder) =>
  existsSync(path.join(folder, 'ngx_http_js_module.so')),
);
const NGINX = ['/usr/sbin/nginx', '/usr/local/sbin/nginx'].find((file) => existsSync(file));

/** The edge is tested as it is, where this machine has nginx with njs: `apt-get install nginx-light libnginx-mod-http-js`. */
export const withNginx = MODULES && NGINX ? describe : describe.skip;

/** What the edge takes purges by. */
export const EDGE_SECRET = 'a secret of the edge';

/** A running nginx with the configuration of infra/docker/nginx. */
export interface Edge {
  /** Where viewers ask, and where purges are taken. */
  port: number;
  purgePort: number;
  /** Ask for media as a viewer. */
  get(token: string, file: string, headers?: Record<string, string>): Promise<Response>;
  /** As `CDN_PURGE_FILE` configures it. */
  cdn(secret?: string): Promise<CdnPurge>;
  close(): Promise<void>;
}

/** Start nginx in front of an API that listens already. @param ring keys whose tokens it takes */
export async function startEdge(api: AddressInfo, ring: readonly SigningKey[]): Promise<Edge> {
  const folder = await mkdtemp(path.join(tmpdir(), 'headend-edge-'));
  const [port, purgePort] = [await freePort(), await freePort()];
  const source = path.join(repositoryRoot(), 'infra/docker/nginx');
  const values: Record<string, string> = {
    API: `127.0.0.1:${api.port}`,
    LISTEN: `127.0.0.1:${port}`,
    PURGE_LISTEN: `127.0.0.1:${purgePort}`,
    CACHE: folder,
    MODULES: MODULES ?? '',
    SCRIPT: source,
    // A proxy in front of it: an address of this machine that other requests do not come from.
    PROXIES: 'set_real_ip_from 127.0.0.9;',
  };
  const template = await readFile(path.join(source, 'nginx.conf.template'), 'utf8');
  const file = path.join(folder, 'nginx.conf');
  await writeFile(
    file,
    template.replace(/\$\{([A-Z_]+)\}/g, (_all, name: string) => values[name] ?? ''),
  );
  const env = {
    ...process.env,
    PURGE_SECRET: EDGE_SECRET,
    PLAYBACK_KEYS: ring.map(({ id, secret }) => `${id}=${secret.toString('base64')}`).join(','),
  };
  const args = ['-c', file, '-p', folder, '-g', 'daemon off; user root;'];
  execFileSync(NGINX ?? '', ['-t', ...args], { env, stdio: 'pipe' });
  const nginx = spawn(NGINX ?? '', args, { env, stdio: 'inherit' });
  await listening(port);
  return {
    ...{ port, purgePort },
    get: (token, object, headers = {}) => fetch(`http://127.0.0.1:${port}/media/${token}/${object}`, { headers }),
    async cdn(secret = EDGE_SECRET) {
      const [headers, settings] = [path.join(folder, 'headers'), path.join(folder, 'cdns.yaml')];
      await writeFile(headers, `Authorization: Bearer ${secret}\n`);
      await writeFile(
        settings,
        `cdns: [{ name: edge, kind: nginx, url: "http://127.0.0.1:${purgePort}", headers_file: ${headers}, backoff_ms: 1 }]`,
      );
      return createCdnPurge(loadCdnSettings(settings));
    },
    async close() {
      nginx.kill('SIGTERM');
      await new Promise((resolve) => nginx.once('exit', resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listening(port: number): Promise<void> {
  for (let round = 0; round < 100; round++) {
    const up = await fetch(`http://127.0.0.1:${port}/media/v1.x/y`).then(
      () => true,
      () => false,
    );
    if (up) return;
    await wait(50);
  }
  throw new Error('nginx did not start.');
}
