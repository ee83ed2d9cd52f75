import type { Finding, Severity } from '../qc/finding';
import { languageTag } from './language';
import type { AudioProbe } from './probe';
import { type ProbeDocument, readAudio } from './read-probe';
import type { PartName } from './title-parts';

/** What an audio file beside a master is. */
export interface AudioFileProbe {
  /** ffprobe format name. */
  container: string;
  /** Where on the file's clock the programme starts, microseconds. */
  originUs: number;
  /** Its sound streams; each ends where its last packet ends. */
  audio: AudioProbe[];
}

/** Presentation times of a stream's packets, microseconds. */
export interface StreamSpan {
  firstUs: number;
  endUs: number;
}

/** Containers whose clock starts with the programme: what starts later in them is meant to. Others start with their first sample. */
const OWN_CLOCK = /mov|mp4|matroska|mxf/;

/** @param spans by stream index, as a scan over all packets found them; a stream without packets is no sound */
export function readAudioFile(document: ProbeDocument, spans: ReadonlyMap<number, StreamSpan>): AudioFileProbe {
  const audio = readAudio(document, 0).flatMap((stream) => {
    const span = spans.get(stream.streamIndex);
    return span ? [{ ...stream, startUs: span.firstUs, durationUs: span.endUs - span.firstUs }] : [];
  });
  const container = String(document.format?.format_name ?? '');
  const earliest = Math.min(...audio.map(({ startUs }) => startUs));
  return { container, originUs: OWN_CLOCK.test(container) || audio.length === 0 ? 0 : earliest, audio };
}

/** How far the end of a sound may lie from the end of the picture, and what it weighs when it does. */
export interface LengthRule {
  maxMs: number;
  severity: Severity;
}

/** Name of an audio file's track in findings, such as `audio:de` or `audio:en-description`. */
export const audioTrackName = ({ language, kind = 'main' }: Pick<PartName, 'language' | 'kind'>): string =>
  `audio:${languageTag(language)}${kind === 'main' ? '' : `-${kind}`}`;

/** What is odd about an audio file beside a programme of a length. It is used all the same, padded or cut. */
export function audioFileFindings(
  part: Pick<PartName, 'language' | 'kind'>,
  { audio, originUs }: AudioFileProbe,
  programmeUs: number,
  rule: LengthRule,
): Finding[] {
  const track = audioTrackName(part);
  const endUs = Math.max(...audio.map(({ startUs, durationUs }) => startUs + durationUs)) - originUs;
  const offMs = Math.round((endUs - programmeUs) / 1000);
  const findings: Finding[] = [];
  if (Math.abs(offMs) > rule.maxMs)
    findings.push({
      code: 'av/length',
      severity: rule.severity,
      stage: 'inspect',
      track,
      measured: `${offMs > 0 ? '+' : ''}${offMs} ms`,
      limit: `±${rule.maxMs} ms`,
      message: `The audio file ends ${Math.abs(offMs)} ms ${
        offMs > 0 ? 'after the picture; it is cut' : 'before the picture; it is padded with silence'
      }.`,
      fix: 'Check that the audio file is of the same edit, and export it to the same end as the picture.',
    });
  const spoken = audio.map(({ language }) => language).filter((language) => language !== 'und');
  const ordered = languageTag(part.language);
  if (spoken.length > 0 && !spoken.some((language) => base(language) === base(ordered)))
    findings.push({
      code: 'audio/other-language',
      severity: 'warning',
      stage: 'inspect',
      track,
      measured: spoken.join(', '),
      limit: ordered,
      message: `The file says that it is in ${spoken.join(', ')}, the order says ${ordered}; the order is believed.`,
      fix: 'Check that the right file was named, or correct the language in the file or in the order.',
    });
  return findings;
}

const base = (tag: string): string => tag.split('-')[0] ?? tag;
