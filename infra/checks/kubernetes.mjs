import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../run/prepare.mjs';

const run = promisify(execFile);
const FOLDER = 'infra/kubernetes';
const WORKLOADS = ['Deployment', 'StatefulSet', 'Job'];

/**
 * The manifests parse, are listed in kustomization.yaml, refer to things that exist, and their pods keep to the
 * restricted profile. Built with `kubectl kustomize` too, where kubectl exists.
 * @throws {Error} listing what is wrong
 */
export async function checkKubernetes() {
  const { parseAllDocuments, parse } = await import('yaml');
  const folder = path.join(root, FOLDER);
  const files = (await readdir(folder)).filter((name) => name.endsWith('.yaml') && name !== 'kustomization.yaml');
  const kustomization = parse(await readFile(path.join(folder, 'kustomization.yaml'), 'utf8'));
  const unlisted = files.filter((name) => !kustomization.resources.includes(name) && !name.startsWith('example-'));
  const problems = unlisted.map((name) => `${name} is not listed in kustomization.yaml`);
  const manifests = [];
  for (const name of files) {
    for (const document of parseAllDocuments(await readFile(path.join(folder, name), 'utf8'))) {
      problems.push(...document.errors.map((error) => `${name}: ${error.message}`));
      manifests.push(document.toJS());
    }
  }
  const { FIELDS } = createRequire(import.meta.url)(path.join(root, 'dist/adapters/environment/fields.js'));
  const read = Object.values(FIELDS).map(({ env }) => env);
  problems.push(...manifestProblems(manifests), ...unreadNames(manifests, read));
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const built = await kustomize();
  return `${manifests.length} manifests${built ? ', kubectl kustomize' : ''}`;
}

async function kustomize() {
  const here = await run('kubectl', ['version', '--client']).then(
    () => true,
    () => false,
  );
  if (here) await run('kubectl', ['kustomize', FOLDER], { cwd: root, maxBuffer: 16 * 1024 * 1024 });
  return here;
}

/** Variables that the manifests give our processes and none of them reads, one line each. */
export function unreadNames(manifests, read) {
  const named = manifests.flatMap((manifest) => {
    const containers = manifest?.spec?.template?.spec?.containers ?? [];
    const names = manifest?.kind === 'ConfigMap' ? Object.keys(manifest.data ?? {}) : [];
    return [...names, ...containers.flatMap(({ env = [] }) => env.map(({ name }) => name))].map((name) => ({
      name,
      label: `${manifest.kind}/${manifest.metadata.name}`,
    }));
  });
  return named
    .filter(({ name }) => !read.includes(name))
    .map(({ name, label }) => `${label}: ${name} is read by no process`);
}

/** What is wrong with a set of manifests, one line each; empty when they are right. */
export function manifestProblems(manifests) {
  const named = (kind) => manifests.filter((one) => one.kind === kind).map((one) => one.metadata.name);
  const known = { ConfigMap: named('ConfigMap'), Secret: [...named('Secret')], Workload: WORKLOADS.flatMap(named) };
  return manifests.flatMap((manifest) => {
    const label = `${manifest?.kind ?? '?'}/${manifest?.metadata?.name ?? '?'}`;
    return [
      ...(manifest?.apiVersion && manifest?.kind && manifest?.metadata?.name ? [] : ['lacks apiVersion, kind or name']),
      ...(WORKLOADS.includes(manifest?.kind) ? workloadProblems(manifest, known) : []),
      ...targetProblems(manifest, manifests),
    ].map((problem) => `${label}: ${problem}`);
  });
}

function workloadProblems({ kind, spec }, known) {
  const pod = spec.template.spec;
  const say = (wrong, problem) => (wrong ? [problem] : []);
  return [
    ...say(pod.securityContext?.runAsNonRoot !== true, 'runAsNonRoot must be true'),
    ...say(pod.automountServiceAccountToken !== false, 'automountServiceAccountToken must be false'),
    ...pod.containers.flatMap((container) => [
      ...say(!/:[\w.-]*\d+\.\d+[\w.-]*$/.test(container.image ?? ''), `image ${container.image} is not pinned`),
      ...say(!container.resources?.requests || !container.resources?.limits?.memory, 'resources are missing'),
      ...say(container.securityContext?.readOnlyRootFilesystem !== true, 'readOnlyRootFilesystem must be true'),
      ...say(container.securityContext?.allowPrivilegeEscalation !== false, 'allowPrivilegeEscalation must be false'),
      ...say(kind !== 'Job' && (!container.readinessProbe || !container.livenessProbe), 'probes are missing'),
      ...(container.envFrom ?? [])
        .filter((source) => source.configMapRef && !known.ConfigMap.includes(source.configMapRef.name))
        .map((source) => `ConfigMap ${source.configMapRef.name} does not exist`),
      ...(container.env ?? [])
        .filter(({ name, value }) => value !== undefined && /(PASSWORD|SECRET|_KEY$|TOKEN|DATABASE_URL)/.test(name))
        .map(({ name }) => `${name} must come from a Secret`),
    ]),
  ];
}

/** Selectors and scale targets must meet a workload of the set. */
function targetProblems({ kind, spec }, manifests) {
  const workloads = manifests.filter((one) => WORKLOADS.includes(one?.kind));
  const selector =
    kind === 'Service' ? spec.selector : kind === 'PodDisruptionBudget' ? spec.selector.matchLabels : undefined;
  const matches = ({ spec: { template } }) =>
    Object.entries(selector).every(([key, value]) => template.metadata.labels?.[key] === value);
  if (selector && !workloads.some(matches)) return ['its selector meets no pod'];
  if (kind !== 'HorizontalPodAutoscaler') return [];
  const { kind: targetKind, name } = spec.scaleTargetRef;
  return workloads.some((one) => one.kind === targetKind && one.metadata.name === name)
    ? []
    : [`${name} does not exist`];
}
