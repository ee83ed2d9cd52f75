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
  'inspect/vfr': {
    title: 'The frame rate is variable',
    cause:
      'Frames last differently long, as phones and screen recorders write them. Frames are repeated or left out to make the rate constant.',
    fix: 'Deliver a constant frame rate, best the one the programme was shot in.',
  },
  'inspect/non-standard-frame-rate': {
    title: 'The frame rate is none that programmes are made in',
    cause: 'The average rate is more than 0.1 % away from every standard rate.',
    fix: 'Deliver 23.976, 24, 25, 29.97, 30, 50, 59.94 or 60 frames per second.',
  },
  'inspect/rotated': {
    title: 'The picture is stored turned',
    cause: 'A display matrix turns the picture, as phones do. It is set upright.',
    fix: 'Nothing to do; upright pictures need no turning.',
  },
  'inspect/non-square-pixels': {
    title: 'The pixels are not square',
    cause: 'The sample aspect ratio is not 1:1. The picture is scaled to square pixels.',
    fix: 'Deliver square pixels to avoid the scaling.',
  },
  'inspect/interlaced': {
    title: 'The picture is interlaced',
    cause:
      'Seen on samples of the picture. The quality check reports it as video/interlaced with the weight of its policy.',
    fix: 'Deliver the progressive original where there is one.',
  },
  'inspect/odd-dimensions': {
    title: 'Width or height is odd',
    cause: 'Renditions are 4:2:0 and need even sizes.',
    fix: 'Deliver even width and height.',
  },
  'inspect/hdr': {
    title: 'The master is HDR',
    cause: 'Transfer and primaries are those of HDR10 or HLG. It is tone-mapped to SDR.',
    fix: 'Nothing to do. Deliver a graded SDR version too where its look matters.',
  },
  'inspect/high-bit-depth': {
    title: 'The picture has more than 8 bits per sample',
    cause: 'Renditions have 8 bits.',
    fix: 'Nothing to do; a high bit depth is good for a master.',
  },
  'inspect/chroma': {
    title: 'The chroma is not 4:2:0',
    cause: 'Renditions are 4:2:0.',
    fix: 'Nothing to do; full chroma is good for a master.',
  },
  'inspect/letterbox': {
    title: 'There are black bars around the picture',
    cause:
      'Seen on samples of the picture. The quality check reports it as video/letterbox with the weight of its policy.',
    fix: 'Deliver the picture without burnt-in bars.',
  },
  'inspect/edit-list': {
    title: 'An edit list leaves out or shifts part of the picture',
    cause: 'The file stores more than it shows. The edit list is honoured.',
    fix: 'Deliver a flattened file without edit lists.',
  },
  'inspect/start-offset': {
    title: 'Sound and picture do not start together',
    cause: 'The first sample of a track lies more than 40 ms from the first picture. The sound is padded or cut.',
    fix: 'Let all tracks start at the same time.',
  },
  'inspect/truncated': {
    title: 'The file ends earlier than its header says',
    cause: 'A transfer or an export that was cut off. What is there is used.',
    fix: 'Deliver the file again; compare its size and SHA-256 with the original.',
  },
  'inspect/field-order-mismatch': {
    title: 'Header and picture differ in field order',
    cause: 'The header states another field order than samples of the picture show. The picture is believed.',
    fix: 'Correct the field order in the header.',
  },
  'inspect/gap': {
    title: 'Frames are missing in the middle',
    cause: 'The time between two frames is more than three frames long. The frame before is held.',
    fix: 'Deliver the file again when the gap is not meant.',
  },
  'inspect/embedded-captions': {
    title: 'The master carries captions of its own',
    cause: 'Text tracks in the file, or CEA-608/708 captions in the video.',
    fix: 'Deliver captions as sidecar files to be sure of their timing and language.',
  },
  'inspect/no-audio': {
    title: 'The file has no sound',
    cause: 'There is no audio track. The quality check reports it as audio/missing with the weight of its policy.',
    fix: 'Deliver the file with its sound unless the programme is silent.',
  },
  'inspect/audio-mono-tracks': {
    title: 'The sound comes in several mono tracks',
    cause: 'They are put together by the order of SMPTE ST 2035.',
    fix: 'Deliver one track per programme sound with its channel layout stated.',
  },
  'inspect/untagged-language': {
    title: 'An audio track does not say its language',
    cause: 'Players show it as undetermined.',
    fix: 'Tag every audio track with its language (ISO 639-2).',
  },
  'inspect/sample-rate': {
    title: 'The sound is not sampled at 48 kHz',
    cause: 'It is resampled.',
    fix: 'Deliver 48 kHz.',
  },
  'inspect/channel-layout': {
    title: 'A track does not say which channel is which',
    cause: 'The first two channels are taken as left and right.',
    fix: 'State the channel layout of every track.',
  },
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
  'video/decode-errors': {
    title: 'Pictures are damaged',
    cause:
      'The decoder could not read them whole: blocks are missing or guessed, or the picture is left out. A bad transfer, a failing disk or tape, or an encoder that crashed.',
    fix: 'Play the master at the named time; deliver the file again, or export it again when the original shows it too.',
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
  'audio/decode-errors': {
    title: 'Parts of the sound are damaged',
    cause: 'The decoder could not read some packets; they are silent or click. A bad transfer or a failing disk.',
    fix: 'Listen to the master at the named time; deliver the file again, or export it again when the original has it too.',
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
  'audio/other-language': {
    title: 'An audio file says it is in another language',
    cause: 'The language tag of the file is not the language of the order. The order is believed.',
    fix: 'Check that the right file was named, or correct the language in the file or in the order.',
  },
  'metadata/unreadable': {
    title: 'A metadata file cannot be read',
    cause:
      'It is neither JSON nor MRSS, is not in UTF-8, has a DOCTYPE, or is larger than 1 MB. Nothing of it is used.',
    fix: 'Deliver JSON with the fields of `metadata` in GET /v1/titles/{id} (explained at /docs/guides/metadata), or MRSS, in UTF-8 and under 1 MB.',
  },
  'metadata/field': {
    title: 'A metadata field cannot be used',
    cause: 'Its value is of another type or form than the field asks for. The field is left out, the rest is kept.',
    fix: 'Correct the field and deliver the metadata again.',
  },
  'metadata/unknown-field': {
    title: 'A metadata field is not known',
    cause: 'The document has a field that Headend does not keep.',
    fix: 'Take the fields of `metadata` in the answer of GET /v1/titles/{id} (explained at /docs/guides/metadata); what Headend does not keep may go with the order as `passthrough`.',
  },
  'metadata/artwork-missing': {
    title: 'The metadata names a picture that was not delivered',
    cause: 'No artwork of the order goes by the file name.',
    fix: 'Order it as a sidecar with the role artwork, under the file name that the metadata gives.',
  },
  'metadata/several-items': {
    title: 'The metadata feed holds several items',
    cause: 'A feed for one title has one item. The first is taken.',
    fix: 'Deliver a feed with the one item of the title.',
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
