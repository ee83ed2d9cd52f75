import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HeadendError } from '../../domain/failures';
import { createFfprobe } from './ffprobe';

describe('ffprobe on a file that asks for too much', () => {
  let dir: string;
  let file: string;
  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'headend-ffprobe-'));
    file = path.join(dir, 'master');
    await writeFile(file, Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1'));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  const describing = (code: 'encode/over-limit' | 'encode/out-of-memory') => {
    const run = () => Promise.reject(new HeadendError(code, 'ffprobe ended with 1: Cannot allocate memory'));
    return createFfprobe({ path: 'ffprobe', runner: { run } }).describe(file);
  };

  it('blames the file when the tool was stopped by its own limit', async () => {
    await expect(describing('encode/over-limit')).rejects.toMatchObject({ code: 'master/undecodable' });
  });

  it('does not blame the file when the machine had no memory left', async () => {
    await expect(describing('encode/out-of-memory')).rejects.toMatchObject({ code: 'encode/out-of-memory' });
  });
});
