import type { z } from 'zod';
import { HeadendError } from '../../domain/failures';

type Issue = z.core.$ZodIssue;
interface FieldError {
  field: string;
  message: string;
}

/** @throws {HeadendError} `request/invalid` with one entry per wrong field */
export function validated<Schema extends z.ZodType>(
  schema: Schema | undefined,
  value: unknown,
  part: 'body' | 'query' | 'path',
): z.output<Schema> | undefined {
  if (!schema) return undefined;
  const unstorable = unstorableField(value, []);
  if (unstorable) throw invalid([unstorable], part);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw invalid(
    result.error.issues.flatMap((issue) => fieldErrors(issue, [])),
    part,
  );
}

const invalid = (errors: FieldError[], part: string): HeadendError =>
  new HeadendError(
    'request/invalid',
    `The ${part} has ${errors.length === 1 ? 'a wrong field' : `${errors.length} wrong fields`}: ${errors
      .slice(0, 3)
      .map(({ field, message }) => `${field} ${message}`)
      .join('; ')}.`,
    { errors },
  );

/** Of a union, the branch that the value came nearest to is told. */
function fieldErrors(issue: Issue, above: PropertyKey[]): FieldError[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const unknownOnly = (branch: Issue[]) => branch.every(({ code }) => code === 'unrecognized_keys');
    const nearest = [...issue.errors].sort(
      (a, b) => Number(unknownOnly(b)) - Number(unknownOnly(a)) || a.length - b.length,
    )[0];
    if (nearest) return nearest.flatMap((each) => fieldErrors(each, path));
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: named([...path, key]), message: 'is not a known field' }));
  }
  return [{ field: named(path), message: issue.message }];
}

const named = (path: PropertyKey[]): string => path.map(String).join('.') || '(whole)';

/** Levels that a body may nest: ours need five, a partner's passthrough a few more. */
const MOST_LEVELS = 64;

/**
 * Refuse a body that nests without end before anything walks it: a megabyte of brackets would exhaust the stack.
 *
 * @throws {HeadendError} `request/invalid`
 */
export function checkDepth(value: unknown): void {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MOST_LEVELS) throw invalid([{ field: '(whole)', message: `nests over ${MOST_LEVELS} levels` }], 'body');
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
}

/** PostgreSQL stores no NUL character and no half of a surrogate pair: refuse them at the door. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

/** A member of this name would vanish, or change what an object is. */
const RESERVED = '__proto__';

function unstorableField(value: unknown, path: PropertyKey[]): FieldError | undefined {
  const wrong = { field: named(path), message: 'must not hold a NUL character or half a surrogate pair' };
  if (typeof value === 'string') return UNSTORABLE.test(value) ? wrong : undefined;
  // JSON's 1e400 is read as infinity, which JSON cannot write: it would come back as null.
  if (typeof value === 'number' && !Number.isFinite(value))
    return { field: named(path), message: 'must be a number within ±1.8e308' };
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, part] of Object.entries(value)) {
    if (UNSTORABLE.test(key)) return wrong;
    if (key === RESERVED) return { field: named(path), message: `must not have a member ${RESERVED}` };
    const found = unstorableField(part, [...path, key]);
    if (found) return found;
  }
  return undefined;
}
