import { readFileSync } from 'node:fs';
import path from 'node:path';
import { transformSync } from '@swc/core';
import type { ISpliceInfoSection } from 'scte35/build/lib/scte35';

const ROOT = path.join(path.dirname(require.resolve('scte35/package.json')), 'build', 'lib');

/** The package names a main file that is not there, and its build is of ES modules without saying so: each file is transformed. */
function load(name: string): Record<string, unknown> {
  const { code } = transformSync(readFileSync(path.join(ROOT, `${name}.js`), 'utf8'), { module: { type: 'commonjs' } });
  const module = { exports: {} as Record<string, unknown> };
  new Function('module', 'exports', 'require', code)(module, module.exports, (other: string) =>
    load(path.basename(other)),
  );
  return module.exports;
}

const { SCTE35 } = load('scte35') as { SCTE35: { parseFromB64(text: string): ISpliceInfoSection } };

/** What Comcast's decoder reads in a section. */
export const decoded = (section: Buffer): ISpliceInfoSection => SCTE35.parseFromB64(section.toString('base64'));
