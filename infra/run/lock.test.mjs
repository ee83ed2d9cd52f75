import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { withLock } from './lock.mjs';

const folder = await mkdtemp(path.join(tmpdir(), 'headend-lock-'));
const file = path.join(folder, 'lock');
after(() => rm(folder, { recursive: true, force: true }));

test('who may not wait goes on at once while somebody else builds, and does not build', async () => {
  const did = [];
  let end = () => undefined;
  const building = new Promise((resolve) => {
    end = resolve;
  });
  const first = withLock(file, () => {
    did.push('first');
    return building;
  });
  while (did.length === 0) await new Promise(setImmediate);
  assert.equal(await withLock(file, () => did.push('second'), false), false);
  end();
  assert.equal(await first, true);
  assert.equal(await withLock(file, () => did.push('third'), false), true);
  assert.deepEqual(did, ['first', 'third']);
});

test('the lock of somebody who died holds up nobody', async () => {
  await writeFile(file, String(2 ** 22 + 1));
  assert.equal(await withLock(file, () => undefined, false), true);
});
