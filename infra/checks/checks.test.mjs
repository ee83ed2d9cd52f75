import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { compile } from '../run/compile.mjs';
import { root } from '../run/prepare.mjs';
import { composeProblems, unreadVariables } from './compose.mjs';
import { anchorsOf, linksOf } from './documents.mjs';
import { codesIn } from './findings.mjs';
import { dashboardProblems, prometheusProblems, unknownMetrics } from './grafana.mjs';
import { manifestProblems, unreadNames } from './kubernetes.mjs';
import { runProgram } from './program.mjs';
import { Report, Skipped } from './report.mjs';
import { runbookPage } from './runbook.mjs';
import { problemsOfLine } from './tree.mjs';

describe('the report', () => {
  it('ends with the counts alone on the last line and goes on after a failure', async () => {
    const lines = [];
    const report = new Report((line) => lines.push(line));
    await report.check('first', async () => {
      throw new Error('broken');
    });
    await report.check('second', async () => 'fine');
    await report.check('third', async () => {
      throw new Skipped('no such tool here');
    });
    report.add({ passed: 40, failed: 2, skipped: 1 });
    report.close();
    assert.equal(lines.at(-1), '41 passed, 3 failed, 2 skipped');
    assert.ok(lines.some((line) => line.includes('broken')));
    assert.ok(lines.some((line) => line.includes('no such tool here')));
    assert.equal(report.failed, 3);
  });
});

describe('a program', () => {
  it('fails with its output when it exits with an error', async () => {
    const run = runProgram([process.execPath, '-e', 'console.log("why"); process.exit(3)']);
    await assert.rejects(run, /why/);
  });

  it('is given up after its limit, with what it started', async () => {
    const script = 'require("child_process").spawn("sleep", ["60"], { stdio: "inherit" }); setTimeout(() => {}, 60000)';
    const started = Date.now();
    await assert.rejects(runProgram([process.execPath, '-e', script], { limitMs: 300 }), /Gave up after 0.3 s/);
    assert.ok(Date.now() - started < 10_000);
  });
});

describe('committed text', () => {
  const home = ['', 'home', 'ann', 'clip.mp4'].join('/');
  it('may not name a folder of a machine', () => {
    assert.deepEqual(problemsOfLine(`open ${home}`), ['a path of a home folder']);
    assert.deepEqual(problemsOfLine(`${root}/dist`), ['a path of this machine']);
  });

  it('may not hold a secret', () => {
    assert.equal(problemsOfLine(`key: ${'AK'}IA${'ABCDEFGH12345678'}`).length, 1);
    assert.equal(problemsOfLine(`postgresql://headend:${'swordfish'}9@db:5432/headend`).length, 1);
    assert.equal(problemsOfLine(`Bearer hk_${'a'.repeat(40)}`).length, 1);
  });

  it('may speak of variables, placeholders and system folders', () => {
    const lines = [
      'postgresql://headend:$' + '{POSTGRES_PASSWORD}@postgres:5432/headend',
      'Authorization: Bearer hk_…',
      '/usr/bin/ffmpeg',
      '/var/lib/headend/scratch',
    ];
    for (const line of lines) assert.deepEqual(problemsOfLine(line), [], line);
  });
});

describe('a compose file', () => {
  const own = () => ({
    build: { context: '.', target: 'worker' },
    read_only: true,
    cap_drop: ['ALL'],
    deploy: { resources: { limits: { cpus: '1', memory: '1g' } } },
  });
  const compose = () => ({
    services: Object.fromEntries(
      ['migrate', 'api', 'worker-orchestration', 'worker-io', 'worker-encode'].map((name) => [name, own()]),
    ),
    volumes: { scratch: {} },
  });

  it('passes when every rule is kept', () => assert.deepEqual(composeProblems(compose()), []));

  const broken = {
    'a missing service': (file) => delete file.services.api,
    'a floating image': (file) => {
      file.services.db = { ...own(), build: undefined, image: 'postgres:latest', healthcheck: {} };
    },
    'a name that stands in the way of scaling': (file) => {
      file.services['worker-encode'].container_name = 'encode';
    },
    'a dependency that is not there': (file) => {
      file.services.api.depends_on = { nobody: { condition: 'service_healthy' } };
    },
    'a volume that is not declared': (file) => {
      file.services.api.volumes = ['media:/media'];
    },
    'a literal password': (file) => {
      file.services.api.environment = { S3_SECRET_KEY: 'swordfish' };
    },
    'a port open to the world': (file) => {
      file.services.api.ports = ['8080:8080'];
    },
    'a misspelt key': (file) => {
      file.services.api.enviroment = {};
    },
    'no limits': (file) => {
      delete file.services.api.deploy;
    },
  };
  for (const [what, breakIt] of Object.entries(broken)) {
    it(`is refused with ${what}`, () => {
      const file = compose();
      breakIt(file);
      assert.equal(composeProblems(file).length, 1, JSON.stringify(composeProblems(file)));
    });
  }
});

describe('Kubernetes manifests', () => {
  const container = () => ({
    name: 'api',
    image: 'ghcr.io/headend/api:0.1.0',
    resources: { requests: { cpu: '1' }, limits: { memory: '1Gi' } },
    securityContext: { readOnlyRootFilesystem: true, allowPrivilegeEscalation: false },
    readinessProbe: {},
    livenessProbe: {},
  });
  const deployment = (change = {}) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'api' },
    spec: {
      template: {
        metadata: { labels: { app: 'api' } },
        spec: {
          securityContext: { runAsNonRoot: true },
          automountServiceAccountToken: false,
          containers: [{ ...container(), ...change }],
        },
      },
    },
  });

  it('pass when they keep to the restricted profile', () => assert.deepEqual(manifestProblems([deployment()]), []));

  it('are refused with a floating image, a literal secret or a missing probe', () => {
    assert.match(manifestProblems([deployment({ image: 'headend:latest' })])[0], /not pinned/);
    assert.match(manifestProblems([deployment({ env: [{ name: 'S3_SECRET_KEY', value: 'x' }] })])[0], /from a Secret/);
    assert.match(manifestProblems([deployment({ readinessProbe: undefined })])[0], /probes/);
  });

  it('are refused when a Service or a scaler meets nothing', () => {
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 's' }, spec: { selector: { app: 'x' } } };
    const scaler = {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'h' },
      spec: { scaleTargetRef: { kind: 'Deployment', name: 'nobody' } },
    };
    assert.equal(manifestProblems([deployment(), service, scaler]).length, 2);
  });
});

describe('dashboards and rules', () => {
  it('are refused without a query or with open brackets', () => {
    const panel = (id, expr) => ({ id, type: 'timeseries', title: `p${id}`, targets: [{ expr }] });
    const dashboard = (...panels) => ({ uid: 'u', title: 't', panels });
    assert.deepEqual(dashboardProblems(dashboard(panel(1, 'sum(rate(a[5m]))'))), []);
    assert.equal(dashboardProblems(dashboard(panel(1, 'sum(rate(a[5m])'))).length, 1);
    assert.equal(dashboardProblems(dashboard(panel(1, 'a'), panel(1, 'b'))).length, 1);
    assert.equal(prometheusProblems({ groups: [{ rules: [{ alert: 'A', expr: 'up == 0' }] }] }).length, 1);
  });
});

describe('metrics in dashboards', () => {
  it('are refused when nothing makes them', () => {
    const made = new Set(['headend_activity_seconds']);
    assert.deepEqual(unknownMetrics('rate(headend_activity_seconds_count[5m]) / headend_gone', made), ['headend_gone']);
  });
});

describe('finding codes', () => {
  it('are found in sources, media types are not', () => {
    assert.deepEqual(codesIn("code: 'video/black', type: 'video/mp4'"), ['video/black']);
    assert.deepEqual(codesIn("picture(\n  'vfr', 'warning')", true), ['inspect/vfr']);
  });
});

describe('documents', () => {
  it('find links outside code and anchors as GitHub makes them', () => {
    assert.deepEqual(linksOf('[a](b.md) `[c](d.md)` [e](https://x.y) ![i](i.png)'), ['b.md', 'i.png']);
    assert.deepEqual(anchorsOf('# One `two`\n## master/no-video'), ['one-two', 'masterno-video']);
  });
});

describe('the runbook', () => {
  const failure = (who) => ({ retry: true, who, status: 503, title: 'It broke', fix: 'Mend it.' });
  const finding = { 'video/black': { title: 'Black', cause: 'No light.', fix: 'Cut it.' } };

  it('has a heading for every failure and finding', () => {
    const page = runbookPage({ 'store/gone': failure('operator') }, finding, { 'store/gone': 'Look there.' });
    assert.match(page, /### `store\/gone`\n\n\*\*It broke\.\*\* Retried; operations act; HTTP 503/);
    assert.match(page, /Look there\./);
    assert.match(page, /### `video\/black`/);
  });

  it('is refused without a note for operations, or with a note for no code', () => {
    assert.throws(() => runbookPage({ 'store/gone': failure('operator') }, {}, {}), /store\/gone .* no note/);
    assert.throws(() => runbookPage({}, {}, { 'store/gone': 'x' }), /no failure code/);
  });
});

describe('.ci/run', () => {
  /** Run .ci/run in a folder whose `npm test` prints and exits as told. */
  function ciRun(script) {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'headend-ci-'));
    try {
      mkdirSync(path.join(folder, '.ci'));
      cpSync(path.join(root, '.ci/run'), path.join(folder, '.ci/run'));
      mkdirSync(path.join(folder, 'bin'));
      writeFileSync(path.join(folder, 'bin/npm'), `#!/bin/sh\n${script}\n`);
      chmodSync(path.join(folder, 'bin/npm'), 0o755);
      const env = { ...process.env, PATH: `${folder}/bin:${process.env.PATH}` };
      try {
        return { code: 0, output: execFileSync(path.join(folder, '.ci/run'), { env, encoding: 'utf8' }) };
      } catch (error) {
        return { code: error.status, output: error.stdout };
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const lastLine = (text) => text.trimEnd().split('\n').at(-1);

  it('keeps the closing line last, and the exit code, when npm complains after it', () => {
    const { code, output } = ciRun('echo "3 passed, 1 failed, 0 skipped"; echo "npm error Test failed."; exit 1');
    assert.equal(code, 1);
    assert.equal(lastLine(output), '3 passed, 1 failed, 0 skipped');
  });

  it('gives a closing line when npm fails before the checks', () => {
    assert.deepEqual(ciRun('exit 7'), { code: 7, output: '0 passed, 1 failed, 0 skipped\n' });
  });

  it('fails when npm ends well without a closing line', () => assert.equal(ciRun('echo done').code, 1));

  it('prints the closing line once when all is well', () => {
    assert.deepEqual(ciRun('echo "9 passed, 0 failed, 0 skipped"'), {
      code: 0,
      output: '9 passed, 0 failed, 0 skipped\n',
    });
  });
});

describe('the environment of a service', () => {
  const fields = [{ env: 'DATABASE_URL', required: ['api', 'worker'] }, { env: 'LOG_LEVEL' }];
  it('names nothing that no process reads, and all that its process must have', () => {
    assert.deepEqual(unreadVariables('api', { DATABASE_URL: 'x', LOG_LEVEL: 'info' }, fields), []);
    assert.deepEqual(unreadVariables('worker-io', { LOG_LEVL: 'info' }, fields), [
      'services.worker-io: LOG_LEVL is read by no process',
      'services.worker-io: DATABASE_URL is missing',
    ]);
  });
});

describe('the environment of a pod', () => {
  it('names nothing that no process reads', () => {
    const config = { kind: 'ConfigMap', metadata: { name: 'c' }, data: { LOG_LEVEL: 'info', S3_ENDPIONT: 'x' } };
    const containers = [{ env: [{ name: 'ENCODE_SLOTS' }, { name: 'ENCODE_SLOT' }] }];
    const worker = { kind: 'Deployment', metadata: { name: 'w' }, spec: { template: { spec: { containers } } } };
    assert.deepEqual(unreadNames([config, worker], ['LOG_LEVEL', 'ENCODE_SLOTS']), [
      'ConfigMap/c: S3_ENDPIONT is read by no process',
      'Deployment/w: ENCODE_SLOT is read by no process',
    ]);
  });
});

describe('the compiler', () => {
  it('leaves nothing in dist/ but what the sources of today make', async () => {
    const tree = mkdtempSync(path.join(os.tmpdir(), 'headend-compile-'));
    const [source, output] = [path.join(tree, 'domain/a.ts'), path.join(tree, 'dist/domain/a.js')];
    try {
      mkdirSync(path.dirname(source));
      for (const file of ['package.json', '.swcrc']) cpSync(path.join(root, file), path.join(tree, file));
      symlinkSync(path.join(root, 'node_modules'), path.join(tree, 'node_modules'));
      writeFileSync(source, 'export const a: number = 1;\n');
      await compile(tree);
      const made = readFileSync(output, 'utf8');
      writeFileSync(output, 'module.exports.a = 2;\n');
      await compile(tree);
      assert.equal(readFileSync(output, 'utf8'), made);
      rmSync(output);
      await compile(tree);
      assert.equal(readFileSync(output, 'utf8'), made);
      writeFileSync(source, 'export const a: number = ;\n');
      await assert.rejects(compile(tree), /domain\/a\.ts/);
      assert.equal(existsSync(output), false);
    } finally {
      rmSync(tree, { recursive: true, force: true });
    }
  });
});
