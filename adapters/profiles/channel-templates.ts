import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { readSchedule } from '../../domain/linear/read-schedule';
import type { ChannelSchedule } from '../../domain/linear/schedule';
import { type ChannelTemplate, namesIn } from '../../domain/linear/template';

/** A template of channels is not right. The message names the file and every wrong field. */
export class ChannelTemplateError extends Error {
  override readonly name = 'ChannelTemplateError';
}

const word = z.string().regex(/^[a-z][a-z0-9-]{0,62}$/, 'use lower-case letters, digits and hyphens');
const languages = z.array(z.string().min(2));

const template = z
  .strictObject({
    name: word,
    version: z.number().int().positive(),
    description: z.string().min(1),
    needs: z
      .array(
        z.strictObject({
          name: word,
          of: z.enum(['title', 'series', 'collection', 'genre']),
          description: z.string().min(1),
          optional: z.boolean().optional(),
        }),
      )
      .default([]),
    format: z.strictObject({
      rungs: z.array(z.strictObject({ name: word.or(z.string().regex(/^\d+p$/)), height: z.number().int() })).min(1),
      audio: languages.min(1),
      captions: languages,
      target_seconds: z.number().int().min(1).max(20),
      dvr_seconds: z.number().int().min(60),
    }),
    schedule: z.unknown(),
  })
  .transform(
    ({ format: { target_seconds: targetSeconds, dvr_seconds: dvr, ...format }, ...rest }): ChannelTemplate => ({
      ...rest,
      format: { ...format, targetSeconds, dvrMs: dvr * 1000 },
      schedule: rest.schedule as ChannelSchedule,
    }),
  );

/**
 * Every template of a directory, by name. The file's name is the template's.
 *
 * @param dir directory with `*.yaml`, one template each
 * @throws {ChannelTemplateError}
 */
export function loadChannelTemplates(dir: string): Map<string, ChannelTemplate> {
  const files = readdirSync(dir)
    .filter((file) => /\.ya?ml$/.test(file))
    .sort();
  return new Map(
    files.map((file) => {
      const name = path.parse(file).name;
      return [name, readChannelTemplate(name, readFileSync(path.join(dir, file), 'utf8'))];
    }),
  );
}

/** Read one template. @param name what it must call itself @throws {ChannelTemplateError} */
export function readChannelTemplate(name: string, yaml: string): ChannelTemplate {
  const refuse = (problems: string[]): never => {
    throw new ChannelTemplateError(`The channel template ${name} is not right:\n  ${problems.join('\n  ')}`);
  };
  let document: unknown;
  try {
    document = parse(yaml);
  } catch (error) {
    return refuse([`not YAML: ${(error as Error).message}`]);
  }
  const { data, error } = template.safeParse(document);
  if (!data) return refuse(error.issues.map(({ path: at, message }) => `${at.join('.')}: ${message}`));
  const problems = problemsOf(data, name);
  return problems.length > 0 ? refuse(problems) : data;
}

function problemsOf({ name, needs, schedule }: ChannelTemplate, file: string): string[] {
  const faults = readSchedule(schedule, 'UTC').problems.map(({ field, message }) => `${field}: ${message}`);
  if (faults.length > 0) return faults;
  const [named, needed] = [namesIn(schedule), needs.map((need) => need.name)];
  return [
    ...(name === file ? [] : [`name: it calls itself ${name}`]),
    ...named.filter((each) => !needed.includes(each)).map((each) => `schedule: $${each} is not among its needs`),
    ...needed.filter((each) => !named.includes(each)).map((each) => `needs: $${each} stands nowhere in the rules`),
  ];
}
