import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { transformFileSync } from '@swc/core';
import { isProcessFailed } from './port';
import { createProcessRunner } from './runner';

const sh = (script: string) => ({ command: '/bin/sh', args: ['-c', script], stallMs: 5000 });
const runner = createProcessRunner({ killGraceMs: 300 });
const failing = (work: Promise<unknown>) =>
  work.then(
    () => {
      throw new Error('It succeeded.');
    },
    (error: unknown) =>
      error as Error & { code?: string; exitCode?: number; stderrTail?: string; failure?: { retry: boolean } },
  );
const gone = async (pid: number) => {
  for (let turn = 0; turn < 40; turn++) {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'stat=', '-p', String(pid)]).catch(() => ({
      stdout: '',
    }));
    if (!stdout.trim() || stdout.trim().startsWith('Z')) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
};

describe('the process runner', () => {
  let scratch: string;
  beforeAll(async () => {
    scratch = await mkdtemp(path.join(tmpdir(), 'headend-runner-'));
  });
  afterAll(() => rm(scratch, { recursive: true, force: true }));

  it('reports a good end with what was said on standard error', async () => {
    const out: Buffer[] = [];
    const report = await runner.run({ ...sh('echo out; echo err >&2'), onStdout: (chunk) => void out.push(chunk) });
    expect(Buffer.concat(out).toString()).toBe('out\n');
    expect(report).toMatchObject({ exitCode: 0, stderrTail: 'err\n' });
  });

  it('hands over file descriptor 3 as a side channel', async () => {
    let said = '';
    await runner.run({ ...sh('echo frame=1 >&3'), onControl: (chunk) => (said += chunk.toString()) });
    expect(said).toBe('frame=1\n');
  });

  it('holds the tool back while an observer is busy', async () => {
    let open = 0;
    let seen = 0;
    await runner.run({
      ...sh('head -c 3000000 /dev/zero'),
      onStdout: async (chunk) => {
        expect(++open).toBe(1);
        await new Promise((resolve) => setTimeout(resolve, 2));
        seen += chunk.length;
        open--;
      },
    });
    expect(seen).toBe(3_000_000);
  });

  it('stops the tool and passes the error on when an observer fails', async () => {
    const error = await failing(
      runner.run({ ...sh('echo x; sleep 30'), onStdout: () => Promise.reject(new Error('observer broke')) }),
    );
    expect(error.message).toBe('observer broke');
  });

  it('tells an unsuccessful end with its exit code and last words, without folders', async () => {
    const error = await failing(runner.run(sh('echo "cannot open /srv/secret/place/film.mp4" >&2; exit 7')));
    expect(isProcessFailed(error)).toBe(true);
    expect(error.exitCode).toBe(7);
    expect(error.stderrTail).toBe('cannot open film.mp4\n');
  });

  it.each([
    ['encode/disk-full', 'echo "av_interleaved_write_frame(): No space left on device" >&2; exit 1'],
    ['encode/out-of-memory', 'echo "Cannot allocate memory" >&2; exit 1'],
    ['encode/out-of-memory', 'kill -KILL $$'],
  ])('reads %s from how it ended', async (code, script) => {
    expect((await failing(runner.run(sh(script)))).code).toBe(code);
  });

  it('says which tool is missing', async () => {
    const error = await failing(runner.run({ command: '/nowhere/ffmpeg', args: [], stallMs: 1000 }));
    expect(error).toMatchObject({ code: 'tool/missing' });
    expect(error.message).not.toContain('/nowhere');
  });

  it('keeps only the last 4 kB of standard error', async () => {
    const error = await failing(runner.run(sh('head -c 20000 /dev/zero | tr "\\0" x >&2; echo END >&2; exit 1')));
    expect(error.stderrTail).toHaveLength(4096);
    expect(error.stderrTail).toMatch(/END\n$/);
  });

  it('takes silence for a stall', async () => {
    const started = Date.now();
    const error = await failing(runner.run({ ...sh('sleep 30'), stallMs: 300 }));
    expect(error.code).toBe('encode/stalled');
    expect(Date.now() - started).toBeLessThan(3000);
  });

  it('takes chatter without a beat for a stall when the caller judges progress', async () => {
    const chatter = 'while true; do echo same; sleep 0.05; done';
    const error = await failing(runner.run({ ...sh(chatter), stallMs: 400, onStart: () => {} }));
    expect(error.code).toBe('encode/stalled');
  });

  it('goes on as long as the caller beats', async () => {
    let beat = () => {};
    const report = await runner.run({
      ...sh('for i in 1 2 3 4 5 6 7 8; do echo $i; sleep 0.1; done'),
      stallMs: 400,
      onStart: (running) => {
        beat = running.beat;
      },
      onStdout: () => beat(),
    });
    expect(report.exitCode).toBe(0);
  });

  it('ends a run that takes too long altogether', async () => {
    const error = await failing(runner.run({ ...sh('while true; do echo x; sleep 0.05; done'), timeoutMs: 300 }));
    expect(error).toMatchObject({ code: 'encode/stalled', message: expect.stringContaining('longer than') });
  });

  it('cancels by TERM, then KILL, for the whole group, and waits until all is closed', async () => {
    const cancel = new AbortController();
    const pids: number[] = [];
    const script = 'trap "" TERM; sleep 60 & echo $!; echo $$; while true; do sleep 60; done';
    const run = runner.run({
      ...sh(script),
      signal: cancel.signal,
      onStdout: (chunk) => {
        pids.push(...chunk.toString().trim().split(/\s+/).map(Number));
        if (pids.length === 2) cancel.abort(new Error('operator cancelled'));
      },
    });
    expect((await failing(run)).message).toBe('operator cancelled');
    expect(pids).toHaveLength(2);
    for (const pid of pids) expect(await gone(pid)).toBe(true);
  });

  it('gives a tool that obeys TERM the time to end by itself', async () => {
    const mark = path.join(scratch, 'tidy');
    const cancel = new AbortController();
    const run = runner.run({
      ...sh(`trap 'echo tidy > ${mark}; exit 255' TERM; echo ready; while true; do sleep 0.05; done`),
      signal: cancel.signal,
      onStdout: () => cancel.abort(),
    });
    await failing(run);
    expect(await readFile(mark, 'utf8')).toBe('tidy\n');
  });

  it('does not start what is cancelled already', async () => {
    const mark = path.join(scratch, 'never');
    await failing(runner.run({ ...sh(`echo x > ${mark}`), signal: AbortSignal.abort() }));
    expect(existsSync(mark)).toBe(false);
  });

  const limiting = existsSync('/usr/bin/prlimit') ? it : it.skip;

  limiting(
    'ends a tool that wants more memory than it may have, by a code that is not tried again',
    async () => {
      const limited = createProcessRunner({ limits: { memoryBytes: 64 * 1024 ** 2 } });
      // tail keeps in memory what it is to repeat
      const greedy = { command: '/bin/sh', args: ['-c', 'head -c 200000000 /dev/zero | tail -c 150000000 || exit 3'] };
      const job = { ...greedy, stallMs: 30_000, onStdout: () => undefined };
      await expect(runner.run(job)).resolves.toMatchObject({ exitCode: 0 });
      const error = await failing(limited.run(job));
      expect(error).toMatchObject({ code: 'encode/over-limit', failure: { retry: false } });
    },
    40_000,
  );

  limiting('takes the smaller of its own and the job’s limit', async () => {
    const limited = createProcessRunner({ limits: { memoryBytes: 4 * 1024 ** 3 } });
    const report = async (memoryBytes?: number) => {
      let said = '';
      await limited.run({
        ...sh('ulimit -v'),
        memoryBytes,
        onStdout: (chunk) => {
          said += chunk;
        },
      });
      return said.trim();
    };
    expect(await report()).toBe(String(4 * 1024 ** 2));
    expect(await report(1024 ** 3)).toBe(String(1024 ** 2));
    expect(await report(8 * 1024 ** 3)).toBe(String(4 * 1024 ** 2));
  });

  limiting(
    'ends a tool that burns more processor time than it may',
    async () => {
      const limited = createProcessRunner({ limits: { cpuSeconds: 1 } });
      const error = await failing(limited.run({ ...sh('while :; do :; done'), stallMs: 30_000 }));
      expect(error).toMatchObject({ code: 'encode/over-limit' });
    },
    40_000,
  );

  it('leaves no orphan when the worker itself is killed', async () => {
    if (!existsSync('/usr/bin/setpriv')) return;
    const worker = path.join(scratch, 'worker.js');
    for (const name of ['runner', 'port', 'stderr', 'observed', 'private-file'])
      await writeCompiled(
        path.join(scratch, `${name}.js`),
        transformFileSync(path.join(__dirname, `${name}.ts`), SWC).code,
      );
    await writeCompiled(
      worker,
      `require('./runner').createProcessRunner().run({command:'/bin/sleep',args:['120'],stallMs:60000,onStart(){console.log('up')}});`,
    );
    const child = spawn(process.execPath, [worker], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const sleeper = await childOf(child.pid);
    expect(sleeper).toBeGreaterThan(0);
    child.kill('SIGKILL');
    expect(await gone(sleeper)).toBe(true);
  }, 20_000);
});

/** The first child of a process, once it has become what it was started for. */
async function childOf(pid: number | undefined): Promise<number> {
  for (let turn = 0; turn < 100; turn++) {
    const list = await promisify(execFile)('ps', ['-o', 'pid=,comm=', '--ppid', String(pid)]).catch(() => ({
      stdout: '',
    }));
    const line = list.stdout.split('\n').find((each) => each.includes('sleep'));
    if (line) return Number(line.trim().split(/\s+/)[0]);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return 0;
}

const SWC = {
  swcrc: false,
  jsc: { parser: { syntax: 'typescript' as const }, target: 'es2022' as const },
  module: { type: 'commonjs' as const },
};

/** Stand-alone copy: the failure vocabulary is loaded by absolute name. */
async function writeCompiled(file: string, code: string): Promise<void> {
  await writeFile(
    file,
    code.replace(/require\("\.\.\/\.\.\/domain\/failures"\)/g, '{ HeadendError: class extends Error {} }'),
  );
}
