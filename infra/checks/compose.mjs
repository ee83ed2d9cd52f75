import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../run/prepare.mjs';

const run = promisify(execFile);
const FILE = 'docker-compose.yml';

/** Services of our own image; each runs as a user without rights on a read-only file system. */
const OWN = ['migrate', 'api', 'worker-orchestration', 'worker-io', 'worker-encode'];
/** Services that `docker compose up --scale` may multiply: no fixed name, no port of the host. */
const SCALABLE = ['worker-orchestration', 'worker-io', 'worker-encode'];
/** One-shot services: they end, so they have no health. */
const ONE_SHOT = ['migrate', 'temporal-namespace', 'temporal-schema'];
/** What infra/docker/prepare.mjs reads beside the configuration. */
const MIGRATION_VARIABLES = [
  'HEADEND_TENANT',
  'HEADEND_TENANT_NAME',
  'HEADEND_OPERATOR_KEY',
  'HEADEND_PARTNER_KEY',
  'HEADEND_VIEWER_KEY',
];
const CONDITIONS = ['service_started', 'service_healthy', 'service_completed_successfully'];
const SERVICE_KEYS = [
  ...['image', 'build', 'command', 'entrypoint', 'environment', 'env_file', 'depends_on', 'healthcheck', 'ports'],
  ...['volumes', 'restart', 'deploy', 'read_only', 'tmpfs', 'user', 'stop_grace_period', 'init', 'networks'],
  ...[
    'security_opt',
    'cap_drop',
    'cap_add',
    'expose',
    'configs',
    'secrets',
    'container_name',
    'ulimits',
    'shm_size',
    'profiles',
  ],
];

/**
 * docker-compose.yml describes the stack: by `docker compose config` where that command exists, and always by the
 * rules of {@link composeProblems}.
 * @throws {Error} listing what is wrong
 */
export async function checkCompose() {
  const { parse } = await import('yaml');
  const compose = parse(await readFile(path.join(root, FILE), 'utf8'), { merge: true });
  const { FIELDS } = createRequire(import.meta.url)(path.join(root, 'dist/adapters/environment/fields.js'));
  const problems = [
    ...composeProblems(compose),
    ...OWN.flatMap((name) => unreadVariables(name, compose.services?.[name]?.environment ?? {}, Object.values(FIELDS))),
  ];
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const rendered = await dockerCompose();
  return rendered ? 'rules and docker compose config' : 'rules; docker compose is not here';
}

async function dockerCompose() {
  const here = await run('docker', ['compose', 'version']).then(
    () => true,
    () => false,
  );
  if (!here) return false;
  const env = { ...process.env, ...Object.fromEntries(await exampleVariables()) };
  await run('docker', ['compose', '--file', FILE, 'config', '--quiet'], { cwd: root, env });
  return true;
}

/**
 * Variables that a service of ours gets and nothing reads, or lacks and must have, one line each.
 *
 * @param {{ env: string, required?: string[] }[]} fields of the typed configuration
 */
export function unreadVariables(name, environment, fields) {
  const kind = name.startsWith('worker-') ? 'worker' : name;
  const known = [...fields.map(({ env }) => env), ...(name === 'migrate' ? MIGRATION_VARIABLES : [])];
  const strange = Object.keys(environment).filter((key) => !known.includes(key));
  const missing = fields.filter(({ env, required }) => required?.includes(kind) && !(env in environment));
  return [
    ...strange.map((key) => `services.${name}: ${key} is read by no process`),
    ...missing.map(({ env }) => `services.${name}: ${env} is missing`),
  ];
}

/** Name and value of each variable in the example of .env. */
export async function exampleVariables() {
  const text = await readFile(path.join(root, 'infra/docker/env.example'), 'utf8');
  return text
    .split('\n')
    .filter((line) => /^[A-Z]/.test(line))
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1) || 'example']);
}

/** What is wrong with a parsed compose file, one line each; empty when it is right. */
export function composeProblems(compose) {
  const services = compose?.services ?? {};
  const missing = OWN.filter((name) => !services[name]).map((name) => `services.${name} is missing`);
  const volumes = Object.keys(compose?.volumes ?? {});
  const each = Object.entries(services).flatMap(([name, service]) =>
    serviceProblems(name, service, { services, volumes }).map((problem) => `services.${name}: ${problem}`),
  );
  return [...missing, ...each];
}

function serviceProblems(name, service, { services, volumes }) {
  const say = (wrong, problem) => (wrong ? [problem] : []);
  const limits = service.deploy?.resources?.limits ?? {};
  return [
    ...Object.keys(service).flatMap((key) => say(!SERVICE_KEYS.includes(key), `${key} is not a key we know`)),
    ...say(!service.build && !pinned(service.image), `image ${service.image} is not pinned to a version`),
    ...say(service.build && !service.build.target, 'build.target is missing'),
    ...dependencyProblems(service, services),
    ...volumeProblems(service, volumes),
    ...environmentProblems(service),
    ...say(!ONE_SHOT.includes(name) && !service.healthcheck && !service.build, 'has no healthcheck'),
    ...say(!limits.memory || !limits.cpus, 'deploy.resources.limits needs cpus and memory'),
    ...say(OWN.includes(name) && service.read_only !== true, 'read_only must be true'),
    ...say(OWN.includes(name) && !service.cap_drop?.includes('ALL'), 'cap_drop must hold ALL'),
    ...say(SCALABLE.includes(name) && 'container_name' in service, 'container_name stands in the way of --scale'),
    ...say(SCALABLE.includes(name) && 'ports' in service, 'a port of the host stands in the way of --scale'),
    ...(service.ports ?? []).flatMap((port) =>
      say(
        !/^(127\.0\.0\.1|\$\{[A-Z_]+:-127\.0\.0\.1\}):/.test(String(port)),
        `port ${port} is open beyond this machine`,
      ),
    ),
  ];
}

/** A tag of two numbers or more, or a digest. */
const pinned = (image) => /:[\w.-]*\d+\.\d+[\w.-]*$|@sha256:[0-9a-f]{64}$/.test(image ?? '');

const dependencyProblems = (service, services) =>
  Object.entries(service.depends_on ?? {}).flatMap(([other, { condition } = {}]) => {
    if (!services[other]) return [`depends on ${other}, which is not a service`];
    if (!CONDITIONS.includes(condition)) return [`depends on ${other} without a known condition`];
    const healthy = services[other].healthcheck || services[other].build;
    return condition === 'service_healthy' && !healthy ? [`waits for the health of ${other}, which has none`] : [];
  });

const volumeProblems = (service, volumes) =>
  (service.volumes ?? [])
    .map((mount) => (typeof mount === 'string' ? mount.split(':')[0] : mount.source))
    .filter((source) => source && !source.startsWith('.') && !source.startsWith('/') && !volumes.includes(source))
    .map((source) => `volume ${source} is not declared`);

const environmentProblems = (service) =>
  Object.entries(service.environment ?? {})
    .filter(([key]) => /(PASSWORD|SECRET|PWD|_KEY|TOKEN)/.test(key))
    .filter(([, value]) => !/^\$\{[A-Z_][A-Z0-9_]*(:[?-].*)?\}$/.test(String(value)))
    .map(([key]) => `${key} holds a secret in the file; take it from the environment`);
