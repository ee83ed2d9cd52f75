import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { EncodeProfile } from '../../domain/media/profile';

/** A profile file is not right. One line per problem, each naming file, profile and field. */
export class ProfileError extends Error {
  override readonly name = 'ProfileError';
  constructor(readonly problems: readonly string[]) {
    super(`The encode profiles are not right:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
}

const positive = z.number().int().positive();
const milliseconds = (min: number, max: number) => z.number().int().min(min).max(max);

/** Bits (per second): a number, or with `k` (thousand) or `M` (million). */
const bits = z.union([z.number().positive(), z.string()]).transform((value, context) => {
  const match = /^(\d+(?:\.\d+)?)([kM]?)$/.exec(String(value));
  const read = match ? Math.round(Number(match[1]) * { '': 1, k: 1e3, M: 1e6 }[match[2] as '' | 'k' | 'M']) : 0;
  if (read > 0) return read;
  context.addIssue({ code: 'custom', message: `"${value}" is no bit rate; write 4700k or 4.7M` });
  return z.NEVER;
});

const X26X_PRESETS = ['ultrafast', 'superfast', 'veryfast', 'faster', 'fast', 'medium', 'slow', 'slower', 'veryslow'];
const SVT_PRESETS = Array.from({ length: 14 }, (_, preset) => String(preset));
const HIGHEST_CRF = { h264: 51, h265: 51, av1: 63 } as const;

const rung = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/, 'lower-case letters, digits and dashes only'),
  height: z.number().int().min(64).max(4320).multipleOf(2, 'must be even'),
  crf: z.number().min(1).max(63),
  max_bitrate: bits,
  buffer_size: bits,
});

const group = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9-]+$/, 'lower-case letters, digits and dashes only'),
    codec: z.enum(['h264', 'h265', 'av1']),
    preset: z.string(),
    rungs: z.array(rung).min(1, 'a group needs at least one rung'),
  })
  .superRefine(({ codec, preset, rungs }, context) => {
    const presets = codec === 'av1' ? SVT_PRESETS : X26X_PRESETS;
    const report = (message: string, ...at: (string | number)[]) =>
      context.addIssue({ code: 'custom', message, path: at });
    if (!presets.includes(preset))
      report(`${codec} knows no preset "${preset}"; use one of ${presets.join(', ')}`, 'preset');
    for (const twice of repeated(rungs.map(({ name }) => name))) report(`rung "${twice}" is there twice`, 'rungs');
    for (const twice of repeated(rungs.map(({ height }) => height))) report(`height ${twice} is there twice`, 'rungs');
    rungs.forEach(({ crf, max_bitrate: cap, buffer_size: buffer }, index) => {
      if (crf > HIGHEST_CRF[codec]) report(`${codec} knows no crf above ${HIGHEST_CRF[codec]}`, 'rungs', index, 'crf');
      if (buffer < cap / 2) report('the buffer holds less than half a second', 'rungs', index, 'buffer_size');
    });
  });

/** Common Encryption of ISO/IEC 23001-7. Thumbnails and subtitles are never encrypted. */
const protection = z.discriminatedUnion('scheme', [
  z.strictObject({ scheme: z.literal('none') }),
  z.strictObject({
    scheme: z.enum(['cbcs', 'cenc']),
    clear_lead_segments: z.number().int().min(0).max(10).default(0),
    trick_play: z.enum(['sd', 'clear']).default('sd'),
  }),
]);

const profile = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9-]+$/, 'lower-case letters, digits and dashes only'),
    version: positive,
    video: z.array(group).min(1, 'a profile needs at least one group'),
    gop_ms: milliseconds(250, 10_000),
    segment_ms: milliseconds(500, 20_000),
    chunk_ms: milliseconds(1000, 120_000),
    max_frame_rate: z.number().int().min(1).max(120),
    audio: z.strictObject({
      codec: z.literal('aac'),
      stereo_bitrate: bits,
      surround_bitrate: bits,
      surround: z.boolean(),
      max_tracks: z.number().int().min(1).max(128),
      loudness: z.strictObject({
        target_lufs: z.number().min(-40).max(-5),
        max_true_peak_dbtp: z.number().min(-20).max(0),
      }),
    }),
    captions: z.strictObject({
      max_characters_per_line: positive,
      max_lines: positive,
      max_characters_per_second: z.number().positive(),
    }),
    thumbnails: z.strictObject({ every_ms: milliseconds(200, 60_000), width: z.number().int().min(32).max(640) }),
    protection: protection.default({ scheme: 'cbcs', clear_lead_segments: 0, trick_play: 'sd' }),
  })
  .superRefine(({ video, gop_ms: gop, segment_ms: segment, chunk_ms: chunk }, context) => {
    const report = (message: string, at: string) => context.addIssue({ code: 'custom', message, path: [at] });
    for (const twice of repeated(video.map(({ name }) => name))) report(`group "${twice}" is there twice`, 'video');
    const rungs = video.flatMap(({ codec, rungs }) => rungs.map(({ name }) => `${codec} ${name}`));
    for (const twice of repeated(rungs)) report(`rung "${twice}" is in two groups`, 'video');
    if (segment < gop) report('a segment is shorter than a GOP', 'segment_ms');
    if (chunk < segment) report('a chunk is shorter than a segment', 'chunk_ms');
  })
  .transform(camelCase<EncodeProfile>);

const repeated = <T>(values: T[]): T[] => [
  ...new Set(values.filter((value, index) => values.indexOf(value) !== index)),
];

/** Field names from snake_case to camelCase, all the way down. */
function camelCase<T>(value: unknown): T {
  if (Array.isArray(value)) return value.map((each) => camelCase(each)) as T;
  if (typeof value !== 'object' || value === null) return value as T;
  const entries = Object.entries(value).map(([key, each]) => [
    key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    camelCase(each),
  ]);
  return Object.fromEntries(entries) as T;
}

/**
 * Read one profile from the text of a YAML file.
 *
 * @throws {ProfileError} naming the profile in every problem
 */
export function parseEncodeProfile(yaml: string, file: string): EncodeProfile {
  let document: unknown;
  try {
    document = parse(yaml);
  } catch (error) {
    throw new ProfileError([`${file}: not YAML: ${error instanceof Error ? error.message : String(error)}`]);
  }
  const name = (document as { name?: unknown } | null)?.name;
  const result = profile.safeParse(document);
  if (result.success) return result.data;
  throw new ProfileError(
    result.error.issues.map(
      ({ path: at, message }) => `${file}: profile ${name ?? '(no name)'}: ${at.join('.')}: ${message}`,
    ),
  );
}

/**
 * Every encode profile of a folder, by name.
 *
 * @throws {ProfileError} when the folder has none, a file is not right, or two files hold the same name
 */
export function loadEncodeProfiles(dir: string): Map<string, EncodeProfile> {
  const files = readdirSync(dir)
    .filter((file) => /\.ya?ml$/.test(file))
    .sort();
  const profiles = new Map<string, EncodeProfile>();
  const problems: string[] = [];
  for (const file of files) {
    try {
      const read = parseEncodeProfile(readFileSync(path.join(dir, file), 'utf8'), file);
      if (profiles.has(read.name)) problems.push(`${file}: profile ${read.name}: the name is taken by another file`);
      profiles.set(read.name, read);
    } catch (error) {
      if (!(error instanceof ProfileError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (files.length === 0) problems.push(`${path.basename(dir)}: there is no profile in this folder`);
  if (problems.length > 0) throw new ProfileError(problems);
  return profiles;
}
