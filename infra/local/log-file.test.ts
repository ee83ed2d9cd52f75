import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LogFile } from './log-file';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'headend-log-test-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('LogFile', () => {
  it('puts time and name before each whole line', async () => {
    const log = new LogFile(folder, 'api');
    log.write('one\ntw');
    log.write(Buffer.from('o\n\nrest'));
    const text = await readFile(log.file, 'utf8');
    expect(text).toMatch(/^\d{4}-\S+Z api \| one\n\d{4}-\S+Z api \| two\n$/);
    expect(log.tail()).toEqual(['one', 'two']);
  });

  it('sets full files aside and keeps only so many', async () => {
    const log = new LogFile(folder, 'api', { maxBytes: 100, keep: 2 });
    for (let line = 0; line < 20; line++) log.write(`line number ${line}\n`);
    expect((await readdir(folder)).sort()).toEqual(['api.log', 'api.log.1', 'api.log.2']);
    expect(await readFile(path.join(folder, 'api.log'), 'utf8')).toContain('line number 19');
  });

  it('takes letters that were cut in two, and lines that never end', async () => {
    const log = new LogFile(folder, 'odd');
    const bytes = Buffer.from('Zürich\n');
    log.write(bytes.subarray(0, 2));
    log.write(bytes.subarray(2));
    log.write('x'.repeat(70_000));
    expect(log.tail()).toEqual(['Zürich', 'x'.repeat(70_000)]);
  });

  it('goes on when nothing can be written', async () => {
    const log = new LogFile(path.join(folder, 'gone'), 'lost');
    await rm(path.join(folder, 'gone'), { recursive: true });
    log.lines(['said all the same']);
    expect(log.tail()).toEqual(['said all the same']);
  });
});
