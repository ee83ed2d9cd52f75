import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { filesBelow, hashOf } from './hash.mjs';

const FOLDERS = [
  'workflows',
  'activities',
  'domain',
  'adapters',
  'api',
  'workers',
  'infra',
  'bench',
  'tests',
  'prisma/client',
];
const isSource = (file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !file.endsWith('.test.ts');
/** Read as it lies: settings, and the threads of adapters, which are plain JavaScript. */
const isData = (file) =>
  /^adapters[/\\].*\.mjs$/.test(file) ||
  (file.endsWith('.json') && !/__histories__|infra[/\\](docker|kubernetes|grafana)/.test(file));

/**
 * Compile every TypeScript file of the tree into dist/, keeping the folders. Only files whose source or output is not
 * what it was are compiled; outputs of files that are gone, or do not compile, are removed, so that dist/ never holds
 * anything but today's sources. Each output appears by a rename, never half written.
 *
 * @throws {Error} naming the files that do not compile
 */
export async function compile(root) {
  const dist = path.join(root, 'dist');
  const manifestFile = path.join(dist, '.manifest.json');
  const before = JSON.parse(await readFile(manifestFile, 'utf8').catch(() => '{}'));
  const swc = createRequire(path.join(root, 'package.json'))('@swc/core');
  const settings = `${swc.version} ${await readFile(path.join(root, '.swcrc'), 'utf8')}`;
  const files = (await Promise.all(FOLDERS.map((folder) => filesBelow(root, folder)))).flat();

  const after = {};
  const changed = [];
  for (const file of files.filter((name) => isSource(name) || isData(name))) {
    const source = hashOf(settings, await readFile(path.join(root, file)));
    const known = before[file];
    if (known?.source === source && known.output === (await hashOfOutput(dist, file))) after[file] = known;
    else changed.push({ file, source });
  }
  if (changed.length === 0 && Object.keys(before).every((file) => file in after)) return;

  console.error(`· Compiling ${changed.length} files`);
  const failures = [];
  for (const { file, source } of changed) {
    try {
      await (isSource(file)
        ? compileOne(swc, root, dist, file)
        : place(path.join(dist, file), await readFile(path.join(root, file))));
      after[file] = { source, output: await hashOfOutput(dist, file) };
    } catch (error) {
      failures.push(`${file}\n${error.message}`);
    }
  }
  const gone = [...Object.keys(before), ...changed.map(({ file }) => file)].filter((file) => !(file in after));
  for (const file of gone) await Promise.all(outputsOf(dist, file).map((output) => rm(output, { force: true })));
  await place(manifestFile, JSON.stringify(after));
  if (failures.length > 0) throw new Error(`These files do not compile:\n\n${failures.join('\n\n')}`);
}

/** Hash of the first output of a file; undefined when it is not there. */
const hashOfOutput = (dist, file) =>
  readFile(outputsOf(dist, file)[0]).then(
    (content) => hashOf(content),
    () => undefined,
  );

async function compileOne(swc, root, dist, file) {
  const [script, map] = outputsOf(dist, file);
  const source = path.relative(path.dirname(script), path.join(root, file));
  const { code, map: sourceMap } = await swc.transformFile(path.join(root, file), {
    cwd: root,
    sourceFileName: source,
  });
  if (sourceMap) await place(map, sourceMap);
  await place(script, sourceMap ? `${code}\n//# sourceMappingURL=${path.basename(map)}\n` : code);
}

const outputsOf = (dist, file) => {
  const output = path.join(dist, file);
  return isSource(file) ? [output.replace(/\.ts$/, '.js'), output.replace(/\.ts$/, '.js.map')] : [output];
};

async function place(file, content) {
  await mkdir(path.dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}.partial`;
  await writeFile(partial, content);
  await rename(partial, file);
}
