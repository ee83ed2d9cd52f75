import { SegmentedControl, Tooltip } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useMemo, useRef, useState } from 'react';
import type { Finding, QcReport } from '../../shared/api/types';
import { count, timecode } from '../../shared/format';
import { SEVERITY_LOOKS } from '../lib/states';
import { AXIS_END, AXIS_WIDTH, Curve, NoCurve } from './Curve';
import { BITRATE, bitrateCurve, LOUDNESS, loudnessCurve, lumaCurve, trackName } from './curves';
import { useMoment } from './frames';
import { isPlaced, type Placed, rowsOf, rulerOf } from './lanes';
import { useOnPosition, useTransport } from './transport';

/** A moment needs so much room on the ruler, pixels. */
const TICK_WIDTH = 84;
/** More rows of findings than this would push the curves away; then there are few, and the rest is drawn as ticks. */
const MOST_ROWS = 5;
const FEW_ROWS = 2;
/** The smallest mark, with its icon, and a little room. Pixels. */
const MARK_WIDTH = 28;

function packed(findings: Placed[], duration: number, share: number): ReturnType<typeof rowsOf> {
  const all = rowsOf(findings, duration, MOST_ROWS, share);
  return all.rest.length > 0 ? rowsOf(findings, duration, FEW_ROWS, share) : all;
}

interface TimelineProps {
  report: QcReport;
  duration: number;
  /** Nothing will be measured any more. */
  over: boolean;
  selected: Finding | undefined;
  onFinding: (finding: Finding) => void;
}

/** Findings, loudness, luma and bitrate on one scale, with one playhead through all of them. */
export function Timeline({ report, duration, over, selected, onFinding }: TimelineProps) {
  const frame = useRef<HTMLDivElement>(null);
  const { ref: sized, width } = useElementSize();
  useOnPosition((ms) => frame.current?.style.setProperty('--at', String(Math.min(1, ms / duration))));
  const scale = Math.max(240, width || 800);
  const { rows, rest } = useMemo(
    () => packed(report.findings.filter(isPlaced), duration, MARK_WIDTH / scale),
    [report.findings, duration, scale],
  );
  const style = { '--axis': `${AXIS_WIDTH}px`, '--axis-end': `${AXIS_END}px` } as React.CSSProperties;
  return (
    <div className="timeline" dir="ltr" ref={frame} style={style}>
      <Ruler duration={duration} width={scale} />
      <section className="lanes" aria-label="Findings on the timeline" ref={sized}>
        {rows.map((row) => (
          <div key={`${row[0]!.code}${row[0]!.range.start_ms}`} className="lane">
            {row.map((finding) => (
              <Mark
                key={`${finding.code}${finding.range.start_ms}${finding.range.end_ms}${finding.track}`}
                finding={finding}
                duration={duration}
                selected={finding === selected}
                onFinding={onFinding}
              />
            ))}
          </div>
        ))}
        {rest.length > 0 && <Rest findings={rest} duration={duration} onFinding={onFinding} />}
        {rows.length === 0 && <p className="lane-empty">Nothing found on the timeline</p>}
      </section>
      {report.series ? (
        <Curves series={report.series} duration={duration} />
      ) : (
        <p className="lane-empty">{over ? 'The master was not measured' : 'Curves appear as the master is measured'}</p>
      )}
      <Scrub duration={duration} />
    </div>
  );
}

/** The pointer's way to move the playhead and to read the curves; the ruler is the keyboard's. */
function Scrub({ duration }: { duration: number }) {
  const transport = useTransport();
  const moment = useMoment();
  const here = useRef<HTMLSpanElement>(null);
  const [pointed, setPointed] = useState(false);
  const at = (event: React.PointerEvent): number => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)) * duration;
  };
  const point = (event: React.PointerEvent) => {
    const ms = at(event);
    setPointed(true);
    transport.point(ms);
    if (here.current) {
      here.current.style.setProperty('--here', String(ms / duration));
      here.current.dataset.time = moment(ms);
    }
    if (event.buttons === 1) transport.seek(ms);
  };
  const leave = () => {
    setPointed(false);
    transport.point(null);
  };
  return (
    <div
      className="scrub"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        transport.look(at(event));
      }}
      onPointerMove={point}
      onPointerLeave={leave}
      onPointerCancel={leave}
      aria-hidden="true"
    >
      <span ref={here} className="pointed" data-shown={pointed} />
      <span className="playhead" />
    </div>
  );
}

const placeOf = ({ range }: Placed, duration: number): React.CSSProperties => ({
  // The last mark, however short, stays on the timeline.
  insetInlineStart: `min(${(range.start_ms / duration) * 100}%, 100% - var(--smallest))`,
  inlineSize: `${((range.end_ms - range.start_ms) / duration) * 100}%`,
});

const spanOf = ({ range }: Placed, moment: (ms: number) => string): string =>
  `${moment(range.start_ms)} – ${moment(range.end_ms)}`;

interface MarkProps {
  finding: Placed;
  duration: number;
  selected: boolean;
  onFinding: (finding: Finding) => void;
}

function Mark({ finding, duration, selected, onFinding }: MarkProps) {
  const look = SEVERITY_LOOKS[finding.severity];
  const span = spanOf(finding, useMoment());
  return (
    <Tooltip label={`${finding.code} · ${span}`}>
      <button
        type="button"
        className="mark"
        data-tone={look.tone}
        data-selected={selected}
        style={placeOf(finding, duration)}
        onClick={() => onFinding(finding)}
        aria-label={`${look.word}: ${finding.message} ${span}`}
      >
        <look.icon size={12} aria-hidden="true" />
        <span>{finding.code}</span>
      </button>
    </Tooltip>
  );
}

/** What no row had room for. Each is in the list below, so the keyboard need not walk over all of them here. */
function Rest({ findings, duration, onFinding }: Omit<MarkProps, 'finding' | 'selected'> & { findings: Placed[] }) {
  const moment = useMoment();
  return (
    <>
      <div className="lane lane-ticks" aria-hidden="true">
        {findings.map((finding, index) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: many findings may share code and time
            key={index}
            type="button"
            tabIndex={-1}
            className="tick"
            data-tone={SEVERITY_LOOKS[finding.severity].tone}
            style={placeOf(finding, duration)}
            title={`${finding.code} · ${spanOf(finding, moment)}`}
            onClick={() => onFinding(finding)}
          />
        ))}
      </div>
      <p className="lane-more">{count(findings.length, 'more finding')} as ticks; all of them are in the list</p>
    </>
  );
}

/** The scale of time, which the keyboard moves the playhead along: the page's own keys do. */
function Ruler({ duration, width }: { duration: number; width: number }) {
  const slider = useRef<HTMLDivElement>(null);
  const moment = useMoment();
  const { at, decimals } = rulerOf(duration, Math.max(2, width / TICK_WIDTH));
  useOnPosition((ms) => {
    slider.current?.setAttribute('aria-valuenow', String(Math.round(ms)));
    slider.current?.setAttribute('aria-valuetext', moment(ms));
  });
  return (
    <div
      ref={slider}
      className="ruler"
      role="slider"
      tabIndex={0}
      aria-label="Position in the programme"
      aria-valuemin={0}
      aria-valuemax={duration}
      aria-valuenow={0}
      aria-orientation="horizontal"
    >
      {at.map((ms) => (
        <span
          key={ms}
          aria-hidden="true"
          data-last={ms / duration > 1 - 30 / width}
          style={{ insetInlineStart: `${(ms / duration) * 100}%` }}
        >
          {timecode(ms, decimals)}
        </span>
      ))}
    </div>
  );
}

function Curves({ series, duration }: { series: NonNullable<QcReport['series']>; duration: number }) {
  const [track, setTrack] = useState(0);
  const loudness = series.loudness[track] ?? series.loudness[0];
  const curves = useMemo(
    () => ({
      loudness: loudness && loudness.momentary.length > 0 ? loudnessCurve(loudness) : undefined,
      luma: series.luma.length > 0 ? lumaCurve(series) : undefined,
      bitrate: series.bitrate.length > 0 ? bitrateCurve(series, duration) : undefined,
    }),
    [series, loudness, duration],
  );
  return (
    <>
      {loudness && <Levels series={series} track={track} onTrack={setTrack} />}
      {curves.loudness ? (
        <Curve curve={curves.loudness} duration={duration} />
      ) : (
        <NoCurve name={LOUDNESS} why={loudness ? 'Too short to be measured' : 'The master has no sound'} />
      )}
      {curves.luma && <Curve curve={curves.luma} duration={duration} />}
      {curves.bitrate ? (
        <Curve curve={curves.bitrate} duration={duration} />
      ) : (
        <NoCurve name={BITRATE} why="Not measured in this run" />
      )}
    </>
  );
}

/** What EBU R 128 says of a whole track, and which track it is. */
function Levels({
  series,
  track,
  onTrack,
}: {
  series: NonNullable<QcReport['series']>;
  track: number;
  onTrack: (track: number) => void;
}) {
  const { integrated, range, true_peak } = series.loudness[track] ?? series.loudness[0]!;
  return (
    <div className="loudness">
      {series.loudness.length > 1 && (
        <SegmentedControl
          size="xs"
          aria-label="Audio track"
          value={String(track)}
          onChange={(value) => onTrack(Number(value))}
          data={series.loudness.map((entry, index) => ({ value: String(index), label: trackName(entry.track) }))}
        />
      )}
      <dl>
        {[
          ['Integrated', `${integrated.toFixed(1)} LUFS`],
          ['Range', `${range.toFixed(1)} LU`],
          ['True peak', `${true_peak.toFixed(1)} dBTP`],
        ].map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="mono">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
