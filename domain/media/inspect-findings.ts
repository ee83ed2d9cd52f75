import type { Finding, Severity } from '../qc/finding';
import { snapFrameRate } from './frame-rate';
import { languageName } from './language';
import type { PacketStatistics } from './packet-statistics';
import type { AudioProbe, FieldOrder, MasterProbe, VideoProbe } from './probe';
import { formatRational, toNumber } from './rational';

/** What the probe alone no longer shows. */
export interface InspectionFacts {
  scan: PacketStatistics;
  /** Field order as the header states it. */
  headerFieldOrder: FieldOrder;
  /** Length the header announces, microseconds; 0 when it says nothing. */
  announcedUs: number;
}

/** One rule: the finding it makes, or nothing. */
type Rule = (probe: MasterProbe, facts: InspectionFacts) => Finding[];

/** Audio and picture may start so far apart before anybody hears it, microseconds (EBU R37: 40 ms early). */
const START_TOLERANCE_US = 40_000;

/** Everything odd about a master that somebody should know, in the order of the rules. The master is handled all the same. */
export const inspectionFindings = (probe: MasterProbe, facts: InspectionFacts): Finding[] =>
  RULES.flatMap((rule) => rule(probe, facts));

const finding = (
  code: string,
  severity: Severity,
  track: string,
  message: string,
  fix: string,
  measured?: string,
): Finding => ({
  code: `inspect/${code}`,
  severity,
  stage: 'inspect',
  ...(track && { track }),
  ...(measured !== undefined && { measured }),
  message,
  fix,
});

const when = (condition: boolean, make: () => Finding): Finding[] => (condition ? [make()] : []);

const picture =
  (
    code: string,
    severity: Severity,
    holds: (video: VideoProbe) => boolean,
    measured: (video: VideoProbe) => string,
    message: string,
    fix: string,
  ): Rule =>
  ({ video }) =>
    when(holds(video), () => finding(code, severity, 'video', message, fix, measured(video)));

const fps = ({ frameRate }: VideoProbe): string => `${formatRational(frameRate)} fps`;
const size = ({ width, height }: { width: number; height: number }): string => `${width}x${height}`;

const PICTURE_RULES: Rule[] = [
  picture(
    'vfr',
    'warning',
    ({ rateMode }) => rateMode === 'variable',
    fps,
    'The frame rate is variable; frames are repeated or left out to make it constant.',
    'Deliver a constant frame rate, best the one the programme was shot in.',
  ),
  picture(
    'non-standard-frame-rate',
    'warning',
    ({ frameRate }) => !snapFrameRate(toNumber(frameRate)).standard,
    fps,
    'The frame rate is none that programmes are made in.',
    'Deliver 23.976, 24, 25, 29.97, 30, 50, 59.94 or 60 frames per second.',
  ),
  picture(
    'rotated',
    'info',
    ({ rotation }) => rotation !== 0,
    ({ rotation }) => `${rotation} degrees`,
    'The picture is stored turned and is set upright.',
    'Nothing to do; upright pictures need no turning.',
  ),
  picture(
    'non-square-pixels',
    'info',
    ({ sampleAspect }) => sampleAspect.num !== sampleAspect.den,
    ({ sampleAspect, display }) => `${sampleAspect.num}:${sampleAspect.den}, shown at ${size(display)}`,
    'The pixels are not square; the picture is scaled to square ones.',
    'Deliver square pixels to avoid the scaling.',
  ),
  picture(
    'interlaced',
    'warning',
    ({ fieldOrder }) => fieldOrder !== 'progressive',
    ({ fieldOrder }) => fieldOrder,
    'The picture is interlaced; it is deinterlaced to one frame per pair of fields.',
    'Deliver the progressive original where there is one.',
  ),
  picture(
    'odd-dimensions',
    'info',
    ({ coded }) => coded.width % 2 !== 0 || coded.height % 2 !== 0,
    ({ coded }) => size(coded),
    'Width or height is odd; renditions are cut to even sizes.',
    'Deliver even width and height.',
  ),
  picture(
    'hdr',
    'info',
    ({ dynamicRange }) => dynamicRange !== 'SDR',
    ({ dynamicRange, colour }) => `${dynamicRange}, ${colour.primaries}/${colour.transfer}`,
    'The master is HDR; it is tone-mapped to SDR.',
    'Nothing to do. Deliver a graded SDR version too where its look matters.',
  ),
  picture(
    'high-bit-depth',
    'info',
    ({ bitDepth }) => bitDepth > 8,
    ({ bitDepth }) => `${bitDepth} bits`,
    'The picture has more than 8 bits per sample; renditions have 8.',
    'Nothing to do; a high bit depth is good for a master.',
  ),
  picture(
    'chroma',
    'info',
    ({ chroma }) => chroma !== '4:2:0',
    ({ chroma }) => chroma,
    'The chroma is not 4:2:0; renditions are.',
    'Nothing to do; full chroma is good for a master.',
  ),
  picture(
    'letterbox',
    'info',
    ({ activePicture }) => activePicture !== undefined,
    ({ activePicture, display }) => `${activePicture ? size(activePicture) : ''} inside ${size(display)}`,
    'There are black bars around the picture; they stay.',
    'Deliver the picture without burnt-in bars.',
  ),
];

const FILE_RULES: Rule[] = [
  ({ video, container }, { scan }) =>
    when(scan.discarded > 0 || (/mov/.test(container) && video.startUs > START_TOLERANCE_US), () =>
      finding(
        'edit-list',
        'info',
        'video',
        'An edit list leaves part of the stored picture out or shifts it; it is honoured.',
        'Deliver a flattened file without edit lists.',
        `${scan.discarded} frames left out, starts at ${milliseconds(video.startUs)}`,
      ),
    ),
  ({ video, audio }) =>
    audio
      .filter(({ startUs }) => Math.abs(startUs - video.startUs) > START_TOLERANCE_US)
      .map((track) =>
        finding(
          'start-offset',
          'info',
          trackName(audio, track),
          'Sound and picture do not start together; the sound is padded or cut to the first picture.',
          'Let all tracks start at the same time.',
          milliseconds(track.startUs - video.startUs),
        ),
      ),
  ({ durationUs }, { announcedUs }) =>
    when(announcedUs > 0 && durationUs < announcedUs * 0.995, () =>
      finding(
        'truncated',
        'warning',
        'video',
        'The file ends earlier than its header says; what is there is used.',
        'Deliver the file again; compare its size and SHA-256 with the original.',
        `${milliseconds(durationUs)} of ${milliseconds(announcedUs)}`,
      ),
    ),
  ({ video }, { headerFieldOrder: header }) =>
    when(header !== video.fieldOrder && (header === 'progressive') !== (video.fieldOrder === 'progressive'), () =>
      finding(
        'field-order-mismatch',
        'info',
        'video',
        'The header states another field order than the picture shows; the picture is believed.',
        'Correct the field order in the header.',
        `header ${header}, picture ${video.fieldOrder}`,
      ),
    ),
  ({ video }, { scan }) =>
    when(video.rateMode === 'constant' && scan.longestUs > 3 * scan.frameUs && scan.frameUs > 0, () =>
      finding(
        'gap',
        'info',
        'video',
        'Frames are missing in the middle; the frame before is held.',
        'Deliver the file again when the gap is not meant.',
        `longest ${milliseconds(scan.longestUs)}`,
      ),
    ),
  ({ closedCaptions, text }) =>
    when(closedCaptions || text.length > 0, () =>
      finding(
        'embedded-captions',
        'info',
        'captions',
        closedCaptions ? 'Captions ride in the video.' : 'The file carries text tracks.',
        'Deliver captions as sidecar files to be sure of their timing and language.',
        [...(closedCaptions ? ['CEA-608/708'] : []), ...text.map(({ codec, language }) => `${codec} ${language}`)].join(
          ', ',
        ),
      ),
    ),
];

const AUDIO_RULES: Rule[] = [
  ({ audio }) =>
    when(audio.length === 0, () =>
      finding(
        'no-audio',
        'warning',
        '',
        'The file has no sound; the title is published silent.',
        'Deliver the file with its sound unless the programme is silent.',
      ),
    ),
  ({ audio }) => {
    const mono = audio.filter(({ channels }) => channels === 1);
    return when(mono.length > 1, () =>
      finding(
        'audio-mono-tracks',
        'info',
        'audio',
        'Several mono tracks are put together by the order of SMPTE ST 2035.',
        'Deliver one track per programme sound with its channel layout stated.',
        `${mono.length} mono tracks`,
      ),
    );
  },
  ({ audio }) =>
    audio
      .filter(({ language }) => language === 'und')
      .map((track) =>
        finding(
          'untagged-language',
          'info',
          trackName(audio, track),
          `The track does not say its language; players show it as "${languageName('und')}".`,
          'Tag every audio track with its language (ISO 639-2).',
        ),
      ),
  ({ audio }) =>
    audio
      .filter(({ sampleRate }) => sampleRate !== 48_000)
      .map((track) =>
        finding(
          'sample-rate',
          'info',
          trackName(audio, track),
          'The sound is not sampled at 48 kHz; it is resampled.',
          'Deliver 48 kHz.',
          `${track.sampleRate} Hz`,
        ),
      ),
  ({ audio }) =>
    audio
      .filter(({ layout }) => /channels$/.test(layout))
      .map((track) =>
        finding(
          'channel-layout',
          'warning',
          trackName(audio, track),
          'The track does not say which channel is which; the first two are taken as left and right.',
          'State the channel layout of every track.',
          track.layout,
        ),
      ),
];

const RULES: Rule[] = [...FILE_RULES, ...PICTURE_RULES, ...AUDIO_RULES];

const trackName = (audio: AudioProbe[], track: AudioProbe): string => `audio:${audio.indexOf(track)}`;
const milliseconds = (us: number): string => `${Math.round(us / 1000)} ms`;
