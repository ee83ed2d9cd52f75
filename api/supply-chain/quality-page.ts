import type { DecisionRecord, IngestRecord } from '../../adapters/postgres/port';
import { failureOf } from '../../domain/failures';
import { isDeclared, languageName } from '../../domain/media/language';
import type { AudioProbe, MasterProbe } from '../../domain/media/probe';
import { formatTimecode, frameAt, fromZero, rateLabel, timecodeFormat } from '../../domain/media/timecode';
import { decimal } from '../../domain/qc/wording';
import type { IngestOrder } from '../../workflows/supply-chain/contract';
import { FAVICON_LINK, MARK } from '../docs/brand';
import { type Html, html, linked } from '../docs/html';
import { curvesOf, drawing, type Mark, marks, trackName } from './quality-page-curves';
import { REPORT_CSS, REPORT_JS } from './quality-page-style';
import { ordered, type Report } from './quality-report';

type FoundView = Report['findings'][number];

/** More steps than a person does first are none. */
const FIRST_STEPS = 3;

const VERDICTS: Record<string, { word: string; says: string; icon: Icon }> = {
  passed: { word: 'Passed', says: 'Nothing in this master stands in the way.', icon: 'check' },
  warned: { word: 'Passed with warnings', says: 'The title can go on. What is below is worth mending.', icon: 'alert' },
  held: { word: 'Held', says: 'An operator looks at what is below and decides.', icon: 'pause' },
  rejected: { word: 'Rejected', says: 'Mend what is below and deliver the master again.', icon: 'cross' },
  open: { word: 'Not judged yet', says: 'The check is under way; open the report again in a while.', icon: 'clock' },
};

const SEVERITIES: Record<FoundView['severity'], { word: string; icon: Icon }> = {
  reject: { word: 'Reject', icon: 'cross' },
  hold: { word: 'Hold', icon: 'pause' },
  warning: { word: 'Warning', icon: 'alert' },
  info: { word: 'Note', icon: 'note' },
};
const HEAVY_FIRST = ['reject', 'hold', 'warning', 'info'] as const;

/**
 * The quality report as a page: to read on a screen, to print, to keep. It needs nothing beside it but its pictures.
 *
 * @param now when it is made; printed, so that a paper tells its age
 */
export function qualityPage(ingest: IngestRecord, report: Report, now: Date): string {
  const { titleName, externalId, order } = ingest;
  const probe = report.probe as MasterProbe | null;
  const clock = clockOf(probe);
  const body = html`<main><div class="top"><span class="brand">${MARK}Headend</span><button type="button" class="screen">Print or save as PDF</button></div>
<h1>${titleName}</h1><p class="dim">Quality report · ${externalId}${deliveredAs(order as IngestOrder)} · delivered ${day(ingest.createdAt)}</p>
${verdictPart(ingest, report)}${decisionsPart(ingest)}${firstSteps(ingest, report)}${findingsPart(report, clock)}${
  probe && factsPart(probe, report)
}${curvesPart(report, order as IngestOrder, clock)}${footer(ingest, report, now)}</main>`;
  return document(`${titleName}: quality report`, body);
}

/** The page for a link that opens nothing, or nothing any more. */
export const missingReportPage = (): string =>
  document(
    'No such report',
    html`<main><div class="top"><span class="brand">${MARK}Headend</span></div><h1>There is no such report</h1>
<p>The link is not whole, or what it showed was removed. Ask whoever sent it for a new one.</p></main>`,
  );

// The style and script are our own constants, whose digests the page's policy names: they stand as they are.
const document = (title: string, body: Html): string =>
  `<!doctype html>\n${
    html`<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow"><meta name="referrer" content="no-referrer"><title>${title}</title>${FAVICON_LINK}
<style>${{ markup: REPORT_CSS }}</style></head><body>${body}<script>${{ markup: REPORT_JS }}</script></body></html>`
      .markup
  }`;

function deliveredAs({ source }: IngestOrder): string {
  const { fileName } = (source ?? {}) as { fileName?: string };
  return fileName ? ` · ${fileName}` : '';
}

function verdictPart({ failureCode, failureDetail, status }: IngestRecord, { verdict, findings }: Report): Html {
  if (!verdict && failureCode) {
    const { title } = failureOf(failureCode);
    return html`<section class="verdict rejected">${icon('cross')}<div><strong>Not taken: ${title}</strong><p>${failureDetail}</p></div></section>`;
  }
  const key = verdict ?? 'open';
  const { word, says, icon: name } = VERDICTS[key] ?? VERDICTS.open!;
  const counts = HEAVY_FIRST.map((severity) => ({
    severity,
    count: findings.filter((finding) => finding.severity === severity).length,
  })).filter(({ count }) => count > 0);
  const since = verdict === 'held' && status !== 'held' ? `It was decided on since: the ingest is ${status}.` : says;
  return html`<section class="verdict ${key}">${icon(name)}<div><strong>${word}</strong><p>${since}</p>${
    counts.length > 0 &&
    html`<div class="counts">${counts.map(
      ({ severity, count }) => html`<span>${badge(severity)} ${count}</span>`,
    )}</div>`
  }</div></section>`;
}

const DECIDED: Record<DecisionRecord['decision'], string> = {
  approve: 'Approved',
  reject: 'Rejected',
  replace: 'The master was replaced',
};

/** What operators decided on this attempt, and why. Who they are is no partner's business. */
function decisionsPart({ decisions, attempt }: IngestRecord): Html | undefined {
  const made = decisions.filter((decision) => decision.attempt === attempt);
  if (made.length === 0) return undefined;
  return html`<section><h2>${made.length === 1 ? 'Decision' : 'Decisions'} of an operator</h2><ol class="decisions">${made.map(
    ({ decision, reason, at }) =>
      html`<li><strong>${DECIDED[decision]}</strong> <span class="dim">${moment(at)}</span><p>${reason}</p></li>`,
  )}</ol></section>`;
}

function firstSteps({ failureCode }: IngestRecord, { verdict, findings }: Report): Html | undefined {
  const failed = !verdict && failureCode ? [failureOf(failureCode).fix] : [];
  const fixes = ordered(findings)
    .filter(({ severity }) => severity !== 'info')
    .map(({ fix }) => fix);
  const steps = [...new Set([...failed, ...fixes])].slice(0, FIRST_STEPS);
  // The fix of the only finding stands beside it.
  if (steps.length === 0 || (failed.length === 0 && findings.length === 1)) return undefined;
  return html`<section><h2>What to do first</h2><ol class="first">${steps.map((step) => html`<li>${linked(step)}</li>`)}</ol></section>`;
}

function findingsPart({ findings, verdict }: Report, clock: Clock): Html {
  if (findings.length === 0)
    return html`<section><h2>Findings</h2><p>${verdict ? 'There are none.' : 'There are none so far.'}</p></section>`;
  return html`<section><h2>Findings</h2><table><thead><tr><th>What</th><th>Where</th><th>Measured</th><th>Limit</th><th>Picture</th></tr></thead><tbody>${ordered(
    findings,
  ).map((finding) => findingRow(finding, clock))}</tbody></table></section>`;
}

function findingRow(finding: FoundView, clock: Clock): Html {
  const { code, severity, message, fix, docs, measured, limit, track } = finding;
  return html`<tr><td class="what">${badge(severity)} <a href="${docs}"><code>${code}</code></a><p>${message}</p><p class="fix">${linked(fix)}</p></td>
<td class="where">${place(finding, clock)}${track && html`<br><span class="dim">${trackName(track)}</span>`}</td>
<td class="value" data-name="Measured">${measured}</td><td class="value" data-name="Limit">${limit}</td><td class="shot">${shots(finding, clock)}</td></tr>`;
}

function place({ range }: FoundView, clock: Clock): Html {
  if (!range) return html`whole programme`;
  const { start_ms: start, end_ms: end } = range;
  return html`${clock.code(start)}<br><span class="dim">to</span> ${clock.code(end)}<br><span class="dim">${decimal((end - start) / 1000)} s</span>`;
}

function shots({ frame_url: frame, middle_frame_url: middle, range }: FoundView, clock: Clock): Html | undefined {
  if (!range || (!frame && !middle)) return undefined;
  const shot = (url: string | null, ms: number, where: string): Html | null =>
    url === null
      ? null
      : html`<figure><img src="${url}" alt="The picture at ${clock.code(ms)}" loading="lazy"><figcaption>${where}</figcaption></figure>`;
  const { start_ms: start, end_ms: end } = range;
  return html`<div class="shots">${shot(frame, start, 'start')}${shot(middle, (start + end) / 2, 'middle')}</div>`;
}

function factsPart(probe: MasterProbe, { series }: Report): Html {
  const { video, text } = probe;
  const facts: [string, string | undefined][] = [
    ['Length', clockOf(probe).length(probe.durationUs / 1000)],
    ['File', `${containerOf(probe)}, ${bytes(probe.bytes)}`],
    ['Picture', `${video.display.width} × ${video.display.height}${codedAs(probe)}`],
    ['Codec', `${video.codec} ${video.profile}`.trim()],
    ['Frame rate', `${rateLabel(timecodeFormat(video.frameRate, video.timecode))}, ${video.rateMode}`],
    ['Scan', video.fieldOrder],
    ['Samples', `${video.bitDepth} bit ${video.chroma}`],
    ['Colour', colourOf(probe)],
    ['Bit rate', video.bitRate > 0 ? `${decimal(video.bitRate / 1e6)} Mbit/s` : undefined],
    ['Start time code', video.timecode],
    ...probe.audio.map((track, index): [string, string] => [
      `Audio track ${index + 1}`,
      sound(track, series?.loudness[index]),
    ]),
    [
      'Text tracks',
      text.length > 0 ? text.map(({ language, codec }) => `${spoken(language)} (${codec})`).join(', ') : undefined,
    ],
  ];
  return html`<section><h2>Programme</h2><dl>${facts
    .filter(([, value]) => value)
    .map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></section>`;
}

/** FFmpeg names MP4 and QuickTime by one list, which begins with `mov`. */
function containerOf({ container }: MasterProbe): string {
  const names = container.split(',');
  return names.includes('mp4') ? 'MP4 or QuickTime' : (names[0] ?? container);
}

function colourOf({ video: { dynamicRange, colour } }: MasterProbe): string {
  const told = [colour.primaries, colour.transfer, colour.matrix];
  return told.every((each) => each === 'unknown')
    ? `${dynamicRange}, not tagged`
    : `${dynamicRange}, ${told.join(' / ')}`;
}

function codedAs({ video: { coded, display, rotation } }: MasterProbe): string {
  if (coded.width === display.width && coded.height === display.height) return '';
  return `, stored as ${coded.width} × ${coded.height}${rotation ? ` turned by ${rotation}°` : ''}`;
}

const spoken = (language: string): string => (isDeclared(language) ? languageName(language) : 'no language declared');

type Loudness = NonNullable<Report['series']>['loudness'][number];

function sound({ language, layout, codec, sampleRate }: AudioProbe, loudness: Loudness | undefined): string {
  const measured =
    loudness &&
    `; ${decimal(loudness.integrated)} LUFS, range ${decimal(loudness.range)} LU, true peak ${decimal(loudness.true_peak)} dBTP`;
  return `${spoken(language)}, ${layout}, ${codec} at ${decimal(sampleRate / 1000)} kHz${measured ?? ''}`;
}

function curvesPart({ series, duration_ms: durationMs, findings }: Report, order: IngestOrder, clock: Clock) {
  if (!series || !durationMs) return undefined;
  const curves = curvesOf(series, order.policy.loudness.targetLufs);
  if (curves.length === 0) return undefined;
  const places = findings.flatMap(({ range, severity, track }): Mark[] =>
    range ? [{ startMs: range.start_ms, endMs: range.end_ms, severity, track }] : [],
  );
  return html`<section><h2>Curves</h2>${curves.map((curve) =>
    drawing(
      curve,
      durationMs,
      places.filter((mark) => marks(curve, mark)),
      clock.code,
    ),
  )}</section>`;
}

const footer = ({ id, attempt }: IngestRecord, { policy, policy_version: version }: Report, now: Date): Html =>
  html`<footer><p>Judged by policy <strong>${policy}</strong>, version ${version}. Ingest <code>${id}</code>, attempt ${attempt}. Made ${moment(now)}.</p>
<p>Codes are explained at <a href="/docs/codes">/docs/codes</a>. Loudness after EBU R 128 and ITU-R BS.1770, flashes after ITU-R BT.1702, levels after EBU R 103.</p></footer>`;

/** How instants of a programme are told. */
interface Clock {
  /** Time code of the master. */
  code(ms: number): string;
  /** A duration. */
  length(ms: number): string;
}

function clockOf(probe: MasterProbe | null): Clock {
  const rate = probe?.video.frameRate ?? { num: 25, den: 1 };
  const format = timecodeFormat(rate, probe?.video.timecode);
  const told = (ms: number, from: typeof format): string => formatTimecode(frameAt(ms / 1000, rate), from);
  return { code: (ms) => told(ms, format), length: (ms) => told(ms, fromZero(format)) };
}

const day = (date: Date): string =>
  date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

const moment = (date: Date): string => `${date.toISOString().replace('T', ' ').slice(0, 16)} UTC`;

function bytes(count: number): string {
  const step = Math.min(4, Math.max(0, Math.floor(Math.log10(Math.max(1, count)) / 3)));
  return `${decimal(count / 1000 ** step)} ${['bytes', 'kB', 'MB', 'GB', 'TB'][step]}`;
}

const badge = (severity: FoundView['severity']): Html =>
  html`<span class="badge ${severity}">${icon(SEVERITIES[severity].icon)}${SEVERITIES[severity].word}</span>`;

/** Drawn on a field of 24 by 24. */
const ICONS = {
  check: 'M21 12a9 9 0 1 1-18 0a9 9 0 0 1 18 0zM8 12.5l2.7 2.7L16 9.5',
  alert: 'M12 4L2.8 20h18.4zM12 10v4.5M12 17.2v.3',
  pause: 'M21 12a9 9 0 1 1-18 0a9 9 0 0 1 18 0zM10 9v6M14 9v6',
  cross: 'M21 12a9 9 0 1 1-18 0a9 9 0 0 1 18 0zM9 9l6 6M15 9l-6 6',
  clock: 'M21 12a9 9 0 1 1-18 0a9 9 0 0 1 18 0zM12 7v5l3 2',
  note: 'M21 12a9 9 0 1 1-18 0a9 9 0 0 1 18 0zM12 11v5M12 7.8v.3',
} as const;
type Icon = keyof typeof ICONS;

const icon = (name: Icon): Html =>
  html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="${ICONS[name]}"/></svg>`;
