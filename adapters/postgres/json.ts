import type { Prisma } from '../../prisma/client/client';

/** Text as PostgreSQL takes it: without NUL characters and half surrogate pairs, which masters' tags may carry. */
export const storableText = (text: string): string => text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\uFFFD');

/** A plain JSON value as PostgreSQL takes it; undefined members are left out. */
export function storableJson(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(
    JSON.stringify(value ?? null, (_key, part: unknown) => (typeof part === 'string' ? storableText(part) : part)),
  ) as Prisma.InputJsonValue;
}
