/** A finding code, explained once for /docs/codes, the studio and the runbook. */
export interface FindingCode {
  /** One sentence that names the finding. */
  title: string;
  /** How it is measured and what usually brings it about. */
  cause: string;
  /** What the partner does about it, one sentence. */
  fix: string;
}

/** Every code a finding can carry. Codes are never renamed once released. */
export const FINDING_CODES = {
  'video/black': {
    title: 'The picture is black',
    cause:
      'At least 98 % of the pixels stay within the lowest tenth of the luma range. Leaders, missing shots and failed exports look like this.',
    fix: 'Cut the black part out of the master, or tell the operator that it is meant.',
  },
  'video/freeze': {
    title: 'The picture stands still',
    cause:
      'Frame after frame repeats the same picture (mean difference at most 0.3 code values). A dropped tape, a stalled render or a still.',
    fix: 'Export the part again, or tell the operator that the still is meant.',
  },
  'video/flashes': {
    title: 'The picture flashes',
    cause:
      'More pairs of opposing luminance changes (20 cd/m² or more, darker image under 160 cd/m²) or saturated red changes in a second than ITU-R BT.1702 allows, over a quarter of the screen.',
    fix: 'Slow down, dim or shrink the flashing part, or mark the title with a warning as your regulator asks.',
  },
  'video/illegal-levels': {
    title: 'Samples lie outside legal video range',
    cause:
      'Luma outside 16 to 235 or chroma outside 16 to 240 on the 8-bit scale, as a share of all samples over one second (EBU R 103).',
    fix: 'Apply a legaliser, or export with video (limited) range.',
  },
  'video/interlaced': {
    title: 'The picture is interlaced',
    cause: 'The fields of a frame show different moments. The encode makes it progressive, at some cost of sharpness.',
    fix: 'Deliver a progressive master where one exists.',
  },
  'video/letterbox': {
    title: 'The picture has black bars',
    cause: 'Rows or columns on two opposite edges stay black for the whole programme.',
    fix: 'Deliver the active picture only; players add bars where they need them.',
  },
  'av/length': {
    title: 'Sound and picture differ in length',
    cause:
      'The end of an audio track lies too far from the end of the video: a cut in only one of them, or a wrong frame rate.',
    fix: 'Check that sound and picture come from the same edit, and export both to the same end.',
  },
  'audio/missing': {
    title: 'The master has no sound',
    cause: 'There is no audio track in the file.',
    fix: 'Deliver the master with its audio tracks, or tell the operator that the title is silent.',
  },
  'audio/silence': {
    title: 'The sound is silent',
    cause: 'Momentary loudness stays under the threshold. Missing music and effects, or a muted channel strip.',
    fix: 'Check the mix at the named time, or tell the operator that the silence is meant.',
  },
  'audio/loudness': {
    title: 'The programme loudness is off target',
    cause:
      'Integrated loudness after EBU R 128 and ITU-R BS.1770. The encode brings it to target; the finding is for the delivery.',
    fix: 'Normalise the mix to the target loudness.',
  },
  'audio/loudness-range': {
    title: 'The loudness range is wide',
    cause:
      'Loudness range after EBU Tech 3342: soft dialogue and loud effects lie far apart for living rooms and phones.',
    fix: 'Deliver a mix with narrower dynamics for streaming.',
  },
  'audio/true-peak': {
    title: 'The true peak is too high',
    cause:
      'Peaks between samples (ITU-R BS.1770, four times oversampled) go over the limit and distort in lossy codecs.',
    fix: 'Limit the mix to -1 dBTP or lower.',
  },
  'captions/unreadable': {
    title: 'A caption file cannot be read',
    cause:
      'It is not SubRip, WebVTT or TTML, is broken, or is larger than a caption file can be. Its track is left out.',
    fix: 'Deliver SRT, WebVTT or TTML in UTF-8.',
  },
  'captions/empty': {
    title: 'A caption file has no cues',
    cause: 'The file was read, but holds no text with a time.',
    fix: 'Deliver the file again with its cues, or leave it out of the order.',
  },
  'captions/encoding': {
    title: 'A caption file is not in UTF-8',
    cause:
      'The bytes are not valid UTF-8 and were read in the encoding named as measured, which may turn accents wrong.',
    fix: 'Save the file as UTF-8 and check the accents.',
  },
  'captions/broken-cues': {
    title: 'Some cues of a caption file cannot be read',
    cause: 'A time or a block does not follow the format; the cue is left out.',
    fix: 'Correct the cues named in the message.',
  },
  'captions/overlap': {
    title: 'Cues overlap',
    cause: 'A cue starts before the one before it has ended, so that both are on the screen.',
    fix: 'End each cue before the next one starts.',
  },
  'captions/order': {
    title: 'Cues are out of order',
    cause: 'A cue starts before one that stands earlier in the file; they were sorted.',
    fix: 'Sort the cues by start time.',
  },
  'captions/reading-speed': {
    title: 'Cues are too fast to read',
    cause: 'More characters per second than the profile allows.',
    fix: 'Shorten the text or show it longer.',
  },
  'captions/line-length': {
    title: 'Caption lines are too long',
    cause: 'A line has more characters than the profile allows and may not fit a phone.',
    fix: 'Break the line earlier.',
  },
  'captions/lines': {
    title: 'Cues have too many lines',
    cause: 'More lines at once than the profile allows.',
    fix: 'Split the cue in two.',
  },
  'captions/outside': {
    title: 'Cues lie outside the programme',
    cause:
      'A cue starts after the end of the picture or runs past it: often a wrong frame rate or an offset of an hour.',
    fix: 'Check frame rate and start offset of the file.',
  },
} as const satisfies Record<string, FindingCode>;

/** The entry of a code; unknown codes explain themselves by their name. */
export const codeOf = (code: string): FindingCode =>
  (FINDING_CODES as Record<string, FindingCode>)[code] ?? { title: code, cause: '', fix: '' };
