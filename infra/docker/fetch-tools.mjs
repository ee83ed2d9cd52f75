// Build step of the worker image: put the pinned media tools into one folder.
import { copyFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

const [folder] = process.argv.slice(2);
const { resolveTool } = createRequire(import.meta.url)('../../dist/infra/toolchain/resolve.js');

await mkdir(folder, { recursive: true });
for (const name of ['ffmpeg', 'ffprobe', 'packager', 'mp4info', 'mp4dump', 'mp4decrypt']) {
  const tool = await resolveTool(name, { env: { HOME: process.env.HOME, PATH: '/usr/bin:/bin' } });
  await copyFile(tool.path, path.join(folder, name));
  console.log(`${name} ${tool.version} (${tool.from})`);
}
