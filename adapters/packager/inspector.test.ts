import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createProcessRunner } from '../process/runner';
import { createMp4Inspector } from './inspector';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'headend-inspector-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

/** A Bento4 that does this, whatever the file. */
const inspector = async (script: string) => {
  await writeFile(path.join(dir, 'mp4dump'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return createMp4Inspector({ dir, runner: createProcessRunner() });
};

it.each([
  ['prints without end', 'exec yes "[1]"', /printed more than 16777216 bytes/],
  ['prints no JSON', 'echo moov', /not JSON/],
  ['fails', 'exit 1', /cannot read the file/],
])('holds a file for wrong over which the tool %s', async (_what, script, words) => {
  const { dump } = await inspector(script);
  await expect(dump('init.mp4')).rejects.toMatchObject({
    code: 'package/verification',
    message: expect.stringMatching(words),
  });
});

it('gives what the tool tells, and is not there where one of the two tools is missing', async () => {
  const { dump, available } = await inspector('echo \'{"name":"moov"}\'');
  expect(await dump('init.mp4')).toEqual([{ name: 'moov' }]);
  expect(await available()).toBe(false);
});
