#!/usr/bin/env node
// The door to every command: node infra/run.mjs start|test|headend|doctor|bench|chaos|build [arguments]
// Installs, generates and builds what is missing or out of date, then runs the command. Plain Node, no dependencies.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { prepare, root } from './run/prepare.mjs';
import { checkPrerequisites } from './run/prerequisites.mjs';

/** What each command needs to be ready, and what it runs then. `entry` is absent where being ready is the command. */
const COMMANDS = {
  start: {
    needs: ['python', 'git'],
    steps: ['install', 'generate', 'compile', 'bundle', 'web'],
    entry: 'dist/infra/local/main.js',
  },
  test: { needs: ['python', 'git'], steps: ['install', 'generate'], entry: 'infra/checks/main.mjs' },
  headend: { needs: [], steps: ['install', 'generate', 'compile'], entry: 'dist/api/cli/main.js' },
  doctor: { needs: [], steps: ['install', 'compile'], entry: 'dist/infra/toolchain/doctor.js' },
  bench: {
    needs: ['python', 'git'],
    steps: ['install', 'generate', 'compile', 'bundle', 'web'],
    entry: 'dist/bench/main.js',
  },
  chaos: {
    needs: ['python', 'git'],
    steps: ['install', 'generate', 'compile', 'bundle', 'web'],
    entry: 'dist/tests/chaos/main.js',
  },
  build: { needs: [], steps: ['install', 'generate', 'compile', 'bundle', 'web'] },
};

/** A second copy of one signal within this time is the same key press: npm forwards what the terminal already sent. */
const SAME_KEY_PRESS_MS = 1000;

const [name, ...args] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name ?? '') ? COMMANDS[name] : undefined;
if (!command) {
  console.error(`Usage: node infra/run.mjs ${Object.keys(COMMANDS).join('|')} [arguments]`);
  process.exit(2);
}

try {
  await checkPrerequisites(command.needs);
  await prepare(command.steps, onlyReads() ? path.join(root, command.entry) : undefined);
} catch (error) {
  console.error(`\n${error.message}`);
  process.exit(1);
}
if (command.entry) run(path.join(root, command.entry), args);

/** Whether a command only looks: it changes nothing, so an older build serves while a new one is made. */
function onlyReads() {
  if (name !== 'headend') return false;
  const words = args.filter((word, at) => !word.startsWith('-') && args[at - 1] !== '--data-dir');
  return words[0] === 'status' || words[1] === 'list' || args.includes('--help') || args.includes('-h');
}

function run(entry, entryArgs) {
  if (!existsSync(entry)) {
    console.error(`${path.relative(root, entry)} does not exist: this command is not part of this checkout.`);
    process.exit(1);
  }
  // A session of its own: Ctrl-C in a terminal then reaches this process only, which passes it on once.
  const argv = [...diesWithParent(), process.execPath, '--enable-source-maps', entry, ...entryArgs];
  const child = spawn(argv[0], argv.slice(1), { stdio: 'inherit', cwd: process.cwd(), detached: true });
  const lastSeen = new Map();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGWINCH']) {
    process.on(signal, () => {
      const now = Date.now();
      const repeated =
        signal !== 'SIGWINCH' && now - (lastSeen.get(signal) ?? Number.NEGATIVE_INFINITY) < SAME_KEY_PRESS_MS;
      lastSeen.set(signal, now);
      if (!repeated) child.kill(signal);
    });
  }
  child.on('error', (error) => {
    console.error(error.message);
    process.exit(1);
  });
  child.on('close', (code, signal) => process.exit(code ?? 128 + (os.constants.signals[signal] ?? 0)));
}

function diesWithParent() {
  const setpriv = (process.env.PATH ?? '').split(path.delimiter).map((dir) => path.join(dir, 'setpriv'));
  const found = process.platform === 'linux' && setpriv.find((file) => existsSync(file));
  return found ? [found, '--pdeathsig', 'TERM', '--'] : [];
}
