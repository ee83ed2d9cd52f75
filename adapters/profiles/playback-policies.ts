import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { HDCP_LEVELS, type LicencePolicy, ROBUSTNESS_LEVELS } from '../../domain/drm/policy';

/** A policy file is not right. The message names the file and every wrong field. */
export class PlaybackPolicyError extends Error {
  override readonly name = 'PlaybackPolicyError';
}

const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

const duration = z
  .string()
  .regex(/^[1-9]\d{0,5}[smhd]$/, 'use a number and s, m, h or d, such as 48h')
  .transform((text) => Number(text.slice(0, -1)) * UNIT_MS[text.slice(-1) as keyof typeof UNIT_MS]);
const rule = z.strictObject({ hdcp: z.enum(HDCP_LEVELS).optional(), robustness: z.enum(ROBUSTNESS_LEVELS).optional() });

const policySchema = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9-]{0,62}$/, 'use lower-case letters, digits and hyphens'),
    licence: duration,
    rental: duration.optional(),
    playback: duration.optional(),
    streams: z.number().int().positive().max(1000).optional(),
    grace: duration,
    one_time_tokens: z.boolean().default(false),
    keys: z.partialRecord(z.enum(['AUDIO', 'SD', 'HD', 'UHD']), rule).default({}),
  })
  .transform(
    (file): LicencePolicy => ({
      name: file.name,
      licenceMs: file.licence,
      rentalMs: file.rental,
      playbackMs: file.playback,
      streams: file.streams,
      graceMs: file.grace,
      oneTimeTokens: file.one_time_tokens,
      rules: file.keys,
    }),
  );

/**
 * Every policy of a directory, by name. The file's name is the policy's.
 *
 * @param dir directory with `*.yaml`, one policy each
 * @throws {PlaybackPolicyError} naming the policy and what is wrong with it
 */
export function loadPlaybackPolicies(dir: string): Map<string, LicencePolicy> {
  const files = readdirSync(dir).filter((name) => name.endsWith('.yaml'));
  const policies = files.map((file) => readPolicy(dir, file));
  const byName = new Map(policies.map((policy) => [policy.name, policy]));
  if (!byName.has('default')) throw new PlaybackPolicyError('There is no playback policy named default.');
  return byName;
}

function readPolicy(dir: string, file: string): LicencePolicy {
  const read = policySchema.safeParse(parse(readFileSync(path.join(dir, file), 'utf8')));
  if (!read.success)
    throw new PlaybackPolicyError(`The playback policy ${file} is not right:\n${z.prettifyError(read.error)}`);
  if (`${read.data.name}.yaml` !== file)
    throw new PlaybackPolicyError(`The playback policy ${file} calls itself ${read.data.name}.`);
  return read.data;
}
