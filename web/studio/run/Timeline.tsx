import { SegmentedControl, Tooltip } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import type { Finding, QcReport } from '../../shared/api/types';
import { timecode } from '../../shared/format';
import { SEVERITY_LOOKS } from '../lib/states';
import { AXIS_END, AXIS_WIDTH, Curve } from './Curve';
import { bitrateCurve, loudnessCurve, lumaCurve, trackName } from './curves';
import { useOnPosition, useTransport } from './transport';

const STEPS_MS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600].map((seconds) => seconds * 1000);
const WISHED_TICKS = 8;

type Placed = Finding & { range: NonNullable<Finding['range']> };

/** Findings that touch each other go to rows of their own. */
function rowsOf(findings: Placed[], duration: number): Placed[][] {
  const rows: Placed[][] = [];
  const breath = duration * 0.01;
  for (const finding of [...findings].sort((a, b) => a.range.start_ms - b.range.start_ms)) {
    const free = rows.find((row) => row[row.length - 1]!.range.end_ms + breath <= finding.range.start_ms);
    if (free) free.push(finding);
    else rows.push([finding]);
  }
  return rows;
}

interface TimelineProps {
  report: QcReport;
  duration: number;
  onFinding: (finding: Finding) => void;
}

/** Findings, loudness, luma and bitrate on one scale, with one playhead through all of them. */
export function Timeline({ report, duration, onFinding }: TimelineProps) {
  const transport = useTransport();
  const frame = useRef<HTMLDivElement>(null);
  useOnPosition((ms) => frame.current?.style.setProperty('--at', String(Math.min(1, ms / duration))));
  const seek = (event: React.PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    transport.seek(Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)) * duration);
  };
  const placed = report.findings.filter((finding): finding is Placed => finding.range !== null);
  const style = { '--axis': `${AXIS_WIDTH}px`, '--axis-end': `${AXIS_END}px` } as React.CSSProperties;
  return (
    <div className="timeline" dir="ltr" ref={frame} style={style}>
      <Ruler duration={duration} />
      <section className="lanes" aria-label="Findings on the timeline">
        {rowsOf(placed, duration).map((row) => (
          <div key={`${row[0]!.code}${row[0]!.range.start_ms}`} className="lane">
            {row.map((finding) => (
              <Mark
                key={`${finding.code}${finding.range.start_ms}${finding.track}`}
                finding={finding}
                duration={duration}
                onFinding={onFinding}
              />
            ))}
          </div>
        ))}
        {placed.length === 0 && <p className="lane-empty">Nothing found on the timeline</p>}
      </section>
      {report.series ? (
        <Curves series={report.series} duration={duration} />
      ) : (
        <p className="lane-empty">Curves appear as the master is measured</p>
      )}
      {/* The keys of the page move the playhead too; this area is for the pointer. */}
      <div
        className="scrub"
        onPointerDown={seek}
        onPointerMove={(event) => event.buttons === 1 && seek(event)}
        aria-hidden="true"
      >
        <span className="playhead" />
      </div>
    </div>
  );
}

function Mark({
  finding,
  duration,
  onFinding,
}: {
  finding: Placed;
  duration: number;
  onFinding: (finding: Finding) => void;
}) {
  const look = SEVERITY_LOOKS[finding.severity];
  const { start_ms, end_ms } = finding.range;
  const place = {
    insetInlineStart: `${(start_ms / duration) * 100}%`,
    inlineSize: `${((end_ms - start_ms) / duration) * 100}%`,
  };
  const label = `${look.word}: ${finding.message} ${timecode(start_ms)} to ${timecode(end_ms)}`;
  return (
    <Tooltip label={`${finding.code} · ${timecode(start_ms)} – ${timecode(end_ms)}`}>
      <button
        type="button"
        className="mark"
        data-tone={look.tone}
        style={place}
        onClick={() => onFinding(finding)}
        aria-label={label}
      >
        <look.icon size={12} aria-hidden="true" />
        <span>{finding.code}</span>
      </button>
    </Tooltip>
  );
}

function Ruler({ duration }: { duration: number }) {
  const step = STEPS_MS.find((candidate) => duration / candidate <= WISHED_TICKS) ?? STEPS_MS[STEPS_MS.length - 1]!;
  const ticks = Array.from({ length: Math.floor(duration / step) + 1 }, (_, index) => index * step);
  return (
    <div className="ruler" aria-hidden="true">
      {ticks.map((ms) => (
        <span key={ms} data-last={ms / duration > 0.97} style={{ insetInlineStart: `${(ms / duration) * 100}%` }}>
          {timecode(ms, 0)}
        </span>
      ))}
    </div>
  );
}

function Curves({ series, duration }: { series: NonNullable<QcReport['series']>; duration: number }) {
  const [track, setTrack] = useState(0);
  const loudness = series.loudness[track] ?? series.loudness[0];
  const curves = useMemo(
    () => [
      ...(loudness && loudness.momentary.length > 0 ? [loudnessCurve(loudness)] : []),
      ...(series.luma.length > 0 ? [lumaCurve(series)] : []),
      ...(series.bitrate.length > 0 ? [bitrateCurve(series)] : []),
    ],
    [series, loudness],
  );
  return (
    <>
      {loudness && (
        <div className="loudness">
          {series.loudness.length > 1 && (
            <SegmentedControl
              size="xs"
              aria-label="Audio track"
              value={String(track)}
              onChange={(value) => setTrack(Number(value))}
              data={series.loudness.map((entry, index) => ({ value: String(index), label: trackName(entry.track) }))}
            />
          )}
          <dl>
            {[
              ['Integrated', `${loudness.integrated.toFixed(1)} LUFS`],
              ['Range', `${loudness.range.toFixed(1)} LU`],
              ['True peak', `${loudness.true_peak.toFixed(1)} dBTP`],
            ].map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd className="mono">{value}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
      {curves.map((curve) => (
        <Curve key={curve.name} curve={curve} duration={duration} />
      ))}
    </>
  );
}
