import { gzipSync } from 'node:zlib';
import { createMemoryStore } from '../../adapters/object-store/memory';
import type { Finding } from '../../domain/qc/finding';
import { POLICY } from '../../domain/qc/testing/policy';
import { probeOf } from '../../domain/qc/testing/probe';
import { ALL_BLACK, painted, seriesOf } from '../../domain/qc/testing/series';
import { createJudgeQuality } from './judge-quality';

const KEY = 'previews/t/i/measurement.json.gz';
const seen: Finding = { code: 'inspect/vfr', severity: 'warning', stage: 'inspect', message: 'm', fix: 'f' };

async function desk() {
  const store = createMemoryStore();
  const series = seriesOf();
  series.video.black = painted(series.video.black, 100, 200, ALL_BLACK);
  await store.put(KEY, gzipSync(JSON.stringify(series)), { contentType: 'application/gzip' });
  const saved: Record<string, string[]> = {};
  const judgeQuality = createJudgeQuality({
    store,
    records: {
      async saveFindings(ingestId, stage, findings) {
        saved[`${ingestId} ${stage}`] = findings.map(({ code, severity }) => `${code} ${severity}`);
      },
    },
  });
  const ask = (policy = POLICY, inspectionFindings: Finding[] = []) =>
    judgeQuality({ ingestId: 'i', tenantId: 't', measurementKey: KEY, probe: probeOf(), inspectionFindings, policy });
  return { ask, saved };
}

describe('judgeQuality', () => {
  it('judges stored measurements and keeps the findings under their stages', async () => {
    const { ask, saved } = await desk();
    expect(await ask({ ...POLICY, inspect: { 'inspect/vfr': 'info' } }, [seen])).toMatchObject({
      verdict: 'held',
      findings: [
        { code: 'inspect/vfr', severity: 'info' },
        { code: 'video/black', severity: 'hold' },
      ],
    });
    expect(saved).toEqual({ 'i quality': ['video/black hold'], 'i inspect': ['inspect/vfr info'] });
  });

  it('judges the same measurements anew by another policy', async () => {
    const { ask } = await desk();
    const black = { edgeMs: 0, steps: [{ minMs: 3000, severity: 'reject' as const }] };
    expect((await ask({ ...POLICY, black })).verdict).toBe('rejected');
    expect((await ask({ ...POLICY, black: { edgeMs: 0, steps: [] } })).verdict).toBe('passed');
  });
});
