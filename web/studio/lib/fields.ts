import type { HeadendProblem } from '../../shared/api/problem';

/** What a problem says of a field and of what lies in it. @param path such as `sidecars.0` */
export function fieldProblem(problem: HeadendProblem | undefined, path: string): string | undefined {
  const here = problem?.fields.filter(({ field }) => field === path || field.startsWith(`${path}.`));
  return here && here.length > 0 ? here.map(({ message }) => message).join(' ') : undefined;
}
