import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { QcPolicy } from '../../domain/qc/policy';

/** A policy file is not right. The message names the policy and every wrong field. */
export class QcPolicyError extends Error {
  override readonly name = 'QcPolicyError';
}

const severity = z.enum(['info', 'warning', 'hold', 'reject']);
const milliseconds = z.number().int().nonnegative();
const steps = z
  .array(z.strictObject({ min_ms: milliseconds, severity }))
  .max(4)
  .transform((list) => list.map(({ min_ms: minMs, severity: weight }) => ({ minMs, severity: weight })));
const counts = z
  .array(z.strictObject({ min_count: z.number().int().positive(), severity }))
  .max(4)
  .transform((list) => list.map(({ min_count: minCount, severity: weight }) => ({ minCount, severity: weight })));
const codePattern = /^[a-z]+\/[a-z0-9-]+$/;

const loudness = z
  .strictObject({
    target_lufs: z.number().min(-40).max(-5),
    tolerance_lu: z.number().nonnegative(),
    severity,
    max_range_lu: z.number().positive(),
    max_true_peak_dbtp: z.number().max(6),
    true_peak_severity: severity,
  })
  .transform((rule) => ({
    targetLufs: rule.target_lufs,
    toleranceLu: rule.tolerance_lu,
    severity: rule.severity,
    maxRangeLu: rule.max_range_lu,
    maxTruePeakDbtp: rule.max_true_peak_dbtp,
    truePeakSeverity: rule.true_peak_severity,
  }));

// The measurements begin to count at two flashes per second and 5 % of the screen.
const flashes = z
  .strictObject({
    max_per_second: z.number().int().min(2).max(30),
    min_area_percent: z.number().min(5).max(100),
    severity,
  })
  .transform((rule) => ({
    maxPerSecond: rule.max_per_second,
    minAreaPercent: rule.min_area_percent,
    severity: rule.severity,
  }));

const policySchema = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9-]{0,62}$/, 'use lower-case letters, digits and hyphens'),
    version: z.number().int().positive(),
    black: z.strictObject({ steps, edge_ms: milliseconds }),
    freeze: z.strictObject({ steps }),
    silence: z.strictObject({ steps, threshold_lufs: z.number().min(-100).max(-20) }),
    loudness,
    interlaced: severity,
    letterbox: severity,
    illegal_levels: z.strictObject({ max_permille: z.number().min(0).max(1000), severity }),
    audio_video_length: z.strictObject({ max_ms: milliseconds, severity }),
    flashes,
    decode_errors: z.strictObject({ steps: counts }),
    no_audio: severity,
    inspect: z.record(z.string().regex(codePattern, 'is no finding code'), severity),
  })
  .transform(
    ({ black, silence, illegal_levels, audio_video_length, decode_errors, no_audio, ...rest }): QcPolicy => ({
      ...rest,
      black: { steps: black.steps, edgeMs: black.edge_ms },
      silence: { steps: silence.steps, thresholdLufs: silence.threshold_lufs },
      illegalLevels: { maxPermille: illegal_levels.max_permille, severity: illegal_levels.severity },
      audioVideoLength: { maxMs: audio_video_length.max_ms, severity: audio_video_length.severity },
      decodeErrors: decode_errors,
      noAudio: no_audio,
    }),
  );

/**
 * Every policy of a directory, by name. The file's name is the policy's.
 *
 * @param dir directory with `*.yaml`, one policy each
 * @throws {QcPolicyError} naming the policy and what is wrong with it
 */
export function loadQcPolicies(dir: string): Map<string, QcPolicy> {
  const files = readdirSync(dir)
    .filter((file) => /\.ya?ml$/.test(file))
    .sort();
  return new Map(
    files.map((file) => {
      const name = path.parse(file).name;
      return [name, readQcPolicy(name, readFileSync(path.join(dir, file), 'utf8'))];
    }),
  );
}

/** Read one policy. @param name what the policy must call itself @throws {QcPolicyError} */
export function readQcPolicy(name: string, yaml: string): QcPolicy {
  let document: unknown;
  try {
    document = parse(yaml);
  } catch (error) {
    throw new QcPolicyError(`QC policy "${name}" is not YAML: ${error instanceof Error ? error.message : error}`);
  }
  const result = policySchema.safeParse(document);
  if (!result.success)
    throw new QcPolicyError(
      `QC policy "${name}" is not right:\n${result.error.issues.map((issue) => `  ${issue.path.join('.') || '(file)'}: ${issue.message}`).join('\n')}`,
    );
  if (result.data.name !== name)
    throw new QcPolicyError(`QC policy "${name}" calls itself "${result.data.name}"; file and policy share one name.`);
  return result.data;
}
