import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from './compile.mjs';
import { hashOf, hashOfFolders } from './hash.mjs';
import { withLock } from './lock.mjs';

/** The repository root. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

const stateDir = path.join(root, '.headend-build');
const modules = path.join(root, 'node_modules');
const inRoot = (...parts) => path.join(root, ...parts);

/**
 * `generate` wants to download a query engine that the client (engineType "client") never loads. It is content
 * with any file that exists, so it is shown its own package.json.
 */
const PRISMA_ENV = {
  PRISMA_QUERY_ENGINE_LIBRARY: inRoot('node_modules/prisma/package.json'),
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
  CHECKPOINT_DISABLE: '1',
};

const STEPS = { install, generate, compile: () => compile(root), bundle, web };

/**
 * Bring the steps up to date, in the order given. Every step is stamped by the content it depends on, so a second
 * run does nothing. One run at a time works; others wait.
 * @param {('install'|'generate'|'compile'|'bundle'|'web')[]} steps
 * @param {string} [asBuilt] a program that may run as it was last built while somebody else is building
 */
export async function prepare(steps, asBuilt) {
  await mkdir(stateDir, { recursive: true });
  const usable = asBuilt !== undefined && existsSync(asBuilt) && existsSync(stampFile('install'));
  const work = async () => {
    for (const step of steps) await STEPS[step]();
  };
  if (!(await withLock(path.join(stateDir, 'lock'), work, !usable)))
    say('Another build in this folder is under way; this runs with what was built before');
}

async function install() {
  if (await installedMatchesLock()) return;
  say('Installing packages (npm ci)');
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const options = ['--no-audit', '--no-fund', '--loglevel=error'];
  try {
    await runQuietly([...npm, 'ci', ...options], 'npm ci failed');
  } catch (error) {
    // A lock file made where the registry lacks the binaries of other platforms does not list them, and `npm ci`
    // refuses it. `npm install --no-save` takes the same versions and lets those optional packages be missing.
    if (!error.message.includes('EUSAGE')) throw error;
    say('Installing packages (npm install: the lock file does not list every platform)');
    await runQuietly([...npm, 'install', '--no-save', ...options], 'npm install failed');
  }
  await writeStamp('install', hashOf(await readFile(inRoot('package-lock.json'), 'utf8')));
}

/** npm keeps what it installed in node_modules/.package-lock.json; compare that with what package-lock.json asks for. */
async function installedMatchesLock() {
  const lock = await readFile(inRoot('package-lock.json'), 'utf8');
  const stamp = hashOf(lock);
  if ((await readStamp('install')) === stamp && existsSync(inRoot('node_modules/.package-lock.json'))) return true;
  const installed = await readFile(inRoot('node_modules/.package-lock.json'), 'utf8').catch(() => undefined);
  if (!installed || !sameVersions(JSON.parse(lock).packages, JSON.parse(installed).packages)) return false;
  await writeStamp('install', stamp);
  return true;
}

function sameVersions(wanted, present) {
  return Object.entries(wanted).every(([where, entry]) => {
    if (where === '' || entry.link) return true;
    const has = present[where];
    return has
      ? has.version === entry.version
      : Boolean(
          entry.optional || entry.devOptional || entry.peer || (entry.dev && process.env.NODE_ENV === 'production'),
        );
  });
}

async function generate() {
  const schema = await readFile(inRoot('prisma/schema.prisma'), 'utf8').catch(() => undefined);
  if (!schema) return;
  const version = JSON.parse(await readFile(inRoot('node_modules/prisma/package.json'), 'utf8')).version;
  const stamp = hashOf(schema, version);
  const output = /^\s*output\s*=\s*"([^"]+)"/m.exec(schema)?.[1];
  const made = output ? path.resolve(root, 'prisma', output) : path.join(modules, '.prisma/client/index.js');
  if ((await readStamp('generate')) === stamp && existsSync(made)) return;
  say('Generating the database client');
  await runQuietly(
    [process.execPath, inRoot('node_modules/prisma/build/index.js'), 'generate'],
    'prisma generate failed',
  );
  await writeStamp('generate', stamp);
}

async function bundle() {
  const script = inRoot('dist/infra/build/bundle-workflows.js');
  if (!existsSync(script)) return;
  const stamp = await hashOfFolders(root, ['dist/workflows', 'dist/domain', 'dist/infra/build', 'package-lock.json']);
  if ((await readStamp('bundle')) === stamp && existsSync(inRoot('dist/workflow-bundle.js'))) return;
  say('Bundling the workflows');
  await runQuietly([process.execPath, script], 'The workflow bundle could not be made');
  await writeStamp('bundle', stamp);
}

async function web() {
  const pages = ['web/viewer/index.html', 'web/studio/index.html'];
  if (![...pages, 'web/vite.config.ts'].every((file) => existsSync(inRoot(file)))) return;
  const stamp = await hashOfFolders(root, ['web', 'api/openapi.json', 'package-lock.json'], (name) =>
    name.startsWith('dist'),
  );
  const target = inRoot('web/dist');
  if ((await readStamp('web')) === stamp && existsSync(target)) return;
  say('Building the web pages');
  const fresh = inRoot(`web/dist.${process.pid}`);
  const vite = [process.execPath, inRoot('node_modules/vite/bin/vite.js'), 'build', inRoot('web')];
  try {
    await runQuietly(
      [...vite, '--config', inRoot('web/vite.config.ts'), '--outDir', fresh, '--emptyOutDir'],
      'vite build failed',
      // Pages never depend on who builds them: Jest says NODE_ENV=test, and React takes that for development.
      { NODE_ENV: 'production' },
    );
    await rm(target, { recursive: true, force: true });
    await rename(fresh, target);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  await writeStamp('web', stamp);
}

const stampFile = (step) =>
  path.join(step === 'install' || step === 'generate' ? modules : stateDir, `.headend-${step}`);

const readStamp = (step) => readFile(stampFile(step), 'utf8').catch(() => undefined);

async function writeStamp(step, stamp) {
  const partial = `${stampFile(step)}.${process.pid}`;
  await writeFile(partial, stamp);
  await rename(partial, stampFile(step));
}

const say = (line) => console.error(`· ${line}`);

function runQuietly([program, ...args], what, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...PRISMA_ENV, ...env },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        output += chunk;
      });
    child.on('error', (error) => reject(new Error(`${what}: ${error.message}`)));
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`${what} (exit ${code})\n${output}`))));
  });
}
