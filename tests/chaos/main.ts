import { boundaries } from './boundaries';
import { channels } from './channels';
import { titles } from './titles';

const SCENES = { titles, channels, boundaries };

const named = process.argv.slice(2).find((word) => Object.hasOwn(SCENES, word)) ?? 'titles';

SCENES[named as keyof typeof SCENES]().then(
  (sound) => process.exit(sound ? 0 : 1),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
