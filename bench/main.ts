import { catalog } from './catalog';
import { firstPlay } from './first-play';
import { licence } from './licence';
import { linear } from './linear';
import { orders } from './orders';
import { origin } from './origin';
import { packaging } from './package';
import { pipeline } from './pipeline';
import { search } from './search';
import { upload } from './upload';
import { windows } from './windows';

/** `npm run bench -- NAME`: measure one promise beside its baseline; one JSON line per metric at the end. */
const BENCHES: Record<string, (args: string[]) => Promise<void>> = {
  pipeline,
  'first-play': firstPlay,
  upload,
  orders,
  licence,
  linear,
  origin,
  package: packaging,
  catalog,
  search,
  windows,
};

const [name = '', ...args] = process.argv.slice(2);
const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
if (!bench) {
  process.stderr.write(`Usage: npm run bench -- ${Object.keys(BENCHES).join(' | ')}\n`);
  process.exit(2);
}
bench(args).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
