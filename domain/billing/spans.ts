import { overlap, type Period } from './periods';

/** Days as stretches in order that do not touch. */
export type Spans = readonly Period[];

/** Days that are in any of them. */
export function union(spans: Spans): Period[] {
  const joined: Period[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && span.from <= last.until) last.until = Math.max(last.until, span.until);
    else joined.push({ ...span });
  }
  return joined;
}

/** Days of `spans` that are in none of `taken`. */
export function without(spans: Spans, taken: Spans): Period[] {
  let left = union(spans);
  for (const hole of taken)
    left = left.flatMap((span) => {
      if (!overlap(span, hole)) return [span];
      const before = { from: span.from, until: Math.min(span.until, hole.from) };
      const after = { from: Math.max(span.from, hole.until), until: span.until };
      return [before, after].filter(({ from, until }) => from < until);
    });
  return left;
}
