import { createHash } from 'node:crypto';
import type { IngestRecord } from '../../adapters/postgres/port';
import { probeOf } from '../../domain/qc/testing/probe';
import { missingReportPage, qualityPage } from './quality-page';
import { REPORT_POLICY } from './quality-page-style';
import type { Report } from './quality-report';
import { ordered } from './quality-report';
import { findingView } from './views';

const NOW = new Date('2026-11-22T20:00:00Z');

const ingestOf = (more: Partial<IngestRecord> & { fileName?: string } = {}): IngestRecord =>
  ({
    id: 'ing_1',
    titleName: 'Big Buck Bunny',
    externalId: 'BBB-2008',
    status: 'held',
    attempt: 1,
    decisions: [],
    createdAt: NOW,
    order: {
      source: { kind: 'upload', uploadId: 'u', objectKey: 'k', fileName: more.fileName },
      policy: { name: 'default', version: 1, loudness: { targetLufs: -23 } },
    },
    ...more,
  }) as unknown as IngestRecord;

type Found = Report['findings'][number];
const found = (code: string, severity: Found['severity'], startMs?: number, more: Partial<Found> = {}): Found => ({
  ...findingView({
    code,
    severity,
    stage: 'quality',
    track: 'video',
    range: startMs === undefined ? undefined : { startMs, endMs: startMs + 5000 },
    measured: '5 s',
    limit: '3 s',
    message: `${code} at ${startMs}`,
    fix: `Mend ${code}.`,
  }),
  ...more,
});

const reportOf = (findings: Found[], more: Partial<Report> = {}): Report => ({
  ingest_id: 'ing_1',
  verdict: 'held',
  policy: 'default',
  policy_version: 1,
  report_url: '/reports/x',
  findings,
  duration_ms: 10_000,
  probe: probeOf() as unknown as Report['probe'],
  series: null,
  ...more,
});

const page = (findings: Found[], more: Partial<Report> = {}, ingest = ingestOf()): string =>
  qualityPage(ingest, reportOf(findings, more), NOW);

describe('the report page', () => {
  it('lists findings by weight, then by time', () => {
    const findings = [
      found('video/black', 'warning', 9000),
      found('video/freeze', 'reject', 8000),
      found('audio/loudness', 'warning'),
      found('video/flashes', 'hold', 1),
      found('video/freeze', 'reject', 2000),
    ];
    expect(ordered(findings).map(({ message }) => message)).toEqual([
      'video/freeze at 2000',
      'video/freeze at 8000',
      'video/flashes at 1',
      'audio/loudness at undefined',
      'video/black at 9000',
    ]);
    const text = page(findings);
    expect(text.indexOf('video/freeze at 2000')).toBeLessThan(text.indexOf('video/flashes at 1'));
    expect(text.indexOf('video/flashes at 1')).toBeLessThan(text.indexOf('video/black at 9000'));
  });

  it('says first what the heaviest findings ask for, once each, and nothing of notes', () => {
    const findings = [
      found('video/letterbox', 'info'),
      found('video/freeze', 'hold', 1),
      found('video/freeze', 'hold', 2),
      found('video/black', 'warning', 1),
    ];
    const steps = /<ol class="first">(.*?)<\/ol>/s.exec(page(findings))?.[1];
    expect(steps).toBe('<li>Mend video/freeze.</li><li>Mend video/black.</li>');
  });

  it('lets no text of a partner become markup', () => {
    const evil = `"><script>alert(1)</script><img src=x onerror='alert(2)'>`;
    const probe = probeOf({
      container: evil,
      video: { codec: evil, timecode: evil, profile: evil },
      audio: [{ language: evil, layout: evil, title: evil }],
    });
    const text = page(
      [found('video/black', 'hold', 1, { message: evil, fix: evil, measured: evil, limit: evil, track: evil })],
      { probe: probe as unknown as Report['probe'] },
      ingestOf({ titleName: evil, externalId: evil, fileName: evil, failureDetail: evil }),
    );
    expect(text.match(/<script>/g)).toHaveLength(1);
    expect(text).not.toMatch(/<img src=x|onerror='/);
    expect(text).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it('tells places in the time code of the master', () => {
    const probe = probeOf({ video: { timecode: '10:00:00:00' } }) as unknown as Report['probe'];
    const text = page([found('video/black', 'hold', 2040)], { probe });
    expect(text).toContain('10:00:02:01');
    expect(text).toContain('10:00:07:01');
  });

  it('shows the pictures that there are', () => {
    const text = page([
      found('video/black', 'hold', 1000, { frame_url: '/media/t/25.jpg', middle_frame_url: '/media/t/87.jpg' }),
      found('video/freeze', 'hold', 1000),
    ]);
    expect(text.match(/<img [^>]*>/g)).toEqual([
      expect.stringContaining('src="/media/t/25.jpg"'),
      expect.stringContaining('src="/media/t/87.jpg"'),
    ]);
  });

  it('draws the curves with the loudness target of the policy', () => {
    const series = {
      luma: [0, 1000, 2000].map((t_ms) => ({ t_ms, mean: 100 })),
      loudness: [
        {
          track: 'audio:0',
          integrated: -18,
          range: 5,
          true_peak: -1,
          momentary: [0, 1000].map((t_ms) => ({ t_ms, lufs: -30 })),
        },
      ],
      bitrate: [{ t_ms: 0, bps: 5e6 }],
    };
    const text = page([found('video/black', 'hold', 1000)], { series });
    expect(text.match(/<svg viewBox="0 0 1000 120"/g)).toHaveLength(2); // one point is no curve
    expect(text).toContain('target -23 LUFS');
    expect(text).toContain('-18 LUFS, range 5 LU, true peak -1 dBTP');
    expect(text).toContain('d="M0 46.0L1000 46.0"');
    expect(text).not.toMatch(/NaN|undefined/);
  });

  it('tells what was decided on this attempt and why, not by whom', () => {
    const decided = { decision: 'approve' as const, by: 'Anna', keyId: 'key_1', at: NOW };
    const decisions = [
      { ...decided, reason: 'Of the attempt before.', attempt: 1 },
      { ...decided, reason: 'The <black> is meant.', attempt: 2 },
    ];
    const text = page([found('video/black', 'hold', 1)], {}, ingestOf({ status: 'published', attempt: 2, decisions }));
    expect(text).toContain('<strong>Approved</strong> <span class="dim">2026-11-22 20:00 UTC</span>');
    expect(text).toContain('The &lt;black&gt; is meant.');
    expect(text).not.toMatch(/Of the attempt before|Anna|key_1/);
    expect(page([])).not.toContain('of an operator</h2>');
  });

  it('says of a track without a language that it declares none', () => {
    const probe = probeOf({ audio: [{ language: 'und' }] }) as unknown as Report['probe'];
    expect(page([], { probe })).toContain('no language declared');
  });

  it('says why a master was not taken before anything could be measured', () => {
    const ingest = ingestOf({
      status: 'rejected',
      failureCode: 'master/no-video',
      failureDetail: 'There is only sound.',
    });
    const text = page([], { verdict: null, probe: null, duration_ms: null }, ingest);
    expect(text).toContain('There is only sound.');
    expect(text).toContain('Deliver a file with at least one video track.');
  });

  it('loads nothing but pictures from here, and runs only its own script', () => {
    const text = page([found('video/black', 'hold', 1)]);
    const inline = (tag: string) => new RegExp(`<${tag}>(.*?)</${tag}>`, 's').exec(text)?.[1] ?? '';
    for (const tag of ['style', 'script'])
      expect(REPORT_POLICY).toContain(`sha256-${createHash('sha256').update(inline(tag)).digest('base64')}`);
    expect(text).not.toMatch(/ style="| on\w+="|https?:\/\//);
    expect(text).toContain('<meta name="robots" content="noindex, nofollow">');
    expect(missingReportPage()).toContain('There is no such report');
  });
});
