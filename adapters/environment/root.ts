import { existsSync } from 'node:fs';
import path from 'node:path';

let found: string | undefined;

/**
 * The folder that holds package.json, prisma/ and profiles/. The same from the sources, from dist/ and under Jest.
 *
 * @throws {Error} when no folder above this file holds a package.json
 */
export function repositoryRoot(): string {
  found ??= climb(__dirname);
  return found;
}

function climb(from: string): string {
  if (existsSync(path.join(from, 'package.json'))) return from;
  const parent = path.dirname(from);
  if (parent === from) throw new Error(`No package.json in any folder above ${__dirname}`);
  return climb(parent);
}
