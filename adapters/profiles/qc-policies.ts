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
const steps = z.array(z.strictObject({ minMs: milliseconds, severity })).max(4);
const codePattern = /^[a-z]+\/[a-z0-9-]+$/;

const policySchema: z.ZodType<QcPolicy> = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,62}$/, 'use lower-case letters, digits and hyphens'),
  version: z.number().int().positive(),
  black: z.strictObject({ steps, edgeMs: milliseconds }),
  freeze: z.strictObject({ steps }),
  silence: z.strictObject({ steps, thresholdLufs: z.number().min(-100).max(-20) }),
  loudness: z.strictObject({
    targetLufs: z.number().min(-40).max(-5),
    toleranceLu: z.number().nonnegative(),
    severity,
    maxRangeLu: z.number().positive(),
    maxTruePeakDbtp: z.number().max(6),
    truePeakSeverity: severity,
  }),
  interlaced: severity,
  letterbox: severity,
  illegalLevels: z.strictObject({ maxPermille: z.number().min(0).max(1000), severity }),
  audioVideoLength: z.strictObject({ maxMs: milliseconds, severity }),
  // The measurements begin to count at two flashes per second and 5 % of the screen.
  flashes: z.strictObject({
    maxPerSecond: z.number().int().min(2).max(30),
    minAreaPercent: z.number().min(5).max(100),
    severity,
  }),
  noAudio: severity,
  inspect: z.record(z.string().regex(codePattern, 'is no finding code'), severity),
});

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
