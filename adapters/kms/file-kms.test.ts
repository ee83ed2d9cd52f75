import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createFileKms } from './file-kms';

const line = (version: string): string => `${version} ${randomBytes(32).toString('base64')}`;
const KID = '01234567-89ab-4cde-8f01-23456789abcd';
const OTHER = 'c0ffee00-dead-4bee-8fee-1dea5c0de000';
const first = line('2026-1');
const key = randomBytes(16);

let directory: string;
let file: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'headend-kek-'));
  file = path.join(directory, 'kek.txt');
  await writeFile(file, `# the first one\n${first}\n`);
});
afterEach(() => rm(directory, { recursive: true, force: true }));

describe('the file of key encryption keys', () => {
  it('opens what it wrapped, for the same key id only', async () => {
    const kms = createFileKms(file);
    const wrapped = await kms.wrap(key, KID);
    expect(wrapped.kekVersion).toBe('2026-1');
    expect(Buffer.from(await kms.unwrap(wrapped, KID))).toEqual(key);
    await expect(kms.unwrap(wrapped, OTHER)).rejects.toMatchObject({ code: 'drm/key-unreadable' });
  });

  it('never wraps a key the same way twice, nor shows a byte of it', async () => {
    const kms = createFileKms(file);
    const [one, two] = [await kms.wrap(key, KID), await kms.wrap(key, KID)];
    expect(one.sealed).not.toEqual(two.sealed);
    expect(Buffer.from(one.sealed).includes(key)).toBe(false);
  });

  it('notices every changed byte, and what is cut short', async () => {
    const kms = createFileKms(file);
    const { sealed, kekVersion } = await kms.wrap(key, KID);
    for (let at = 0; at < sealed.length; at++) {
      const changed = Uint8Array.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(kms.unwrap({ sealed: changed, kekVersion }, KID)).rejects.toThrow(/does not open/);
      const short = sealed.subarray(0, at);
      await expect(kms.unwrap({ sealed: short, kekVersion }, KID)).rejects.toThrow(/does not open/);
    }
  });

  it('reads the file anew when a version is not known, so that a new key serves at once', async () => {
    const [old, other] = [createFileKms(file), createFileKms(file)];
    await old.current();
    await writeFile(file, `${line('2026-2')}\n${first}\n`);
    const wrapped = await other.wrap(key, KID);
    expect(wrapped.kekVersion).toBe('2026-2');
    expect(Buffer.from(await old.unwrap(wrapped, KID))).toEqual(key);
    expect(await old.current()).toBe('2026-2');
  });

  it('says which version is missing', async () => {
    const wrapped = await createFileKms(file).wrap(key, KID);
    await writeFile(file, line('2026-2'));
    await expect(createFileKms(file).unwrap(wrapped, KID)).rejects.toThrow('KEK_FILE has no version 2026-1');
  });

  it.each([
    ['nothing', '', 'has no key'],
    ['a short key', '1 c2hvcnQ=', 'Line 1'],
    ['a version twice', `${first}\n${line('2026-1')}`, 'twice'],
  ])('refuses a file with %s, and shows none of it', async (_, text, why) => {
    await writeFile(file, text);
    const error = await createFileKms(file)
      .current()
      .catch((caught: Error) => caught);
    expect(error).toMatchObject({ code: 'drm/kek-missing', message: expect.stringContaining(why) });
    expect(String(error)).not.toContain('c2hvcnQ=');
  });

  it('fails when there is no file, or none is configured', async () => {
    for (const path_ of [undefined, path.join(directory, 'nowhere')])
      await expect(createFileKms(path_).current()).rejects.toMatchObject({ code: 'drm/kek-missing' });
  });
});
