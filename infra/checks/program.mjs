import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from '../run/prepare.mjs';

const KILL_AFTER_TERM_MS = 20_000;
const running = new Set();

/** A program of an installed package, run by this Node. */
export const packageProgram = (...parts) => [process.execPath, path.join(root, 'node_modules', ...parts)];

/**
 * Run a program from the repository root with nothing on its standard input, in a process group of its own.
 * @param {string[]} argv
 * @param {{ env?: Record<string, string>, limitMs?: number, echo?: boolean }} options `echo` shows its
 *   standard output as it comes, and keeps only standard error for the failure
 * @returns {Promise<string>} what it wrote and was not shown
 * @throws {Error} with its output, when it exits with anything but 0 or takes longer than `limitMs`
 */
export function runProgram([program, ...args], { env = {}, limitMs = 600_000, echo = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      detached: true,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    let output = '';
    let late = false;
    const keep = (chunk) => {
      output += chunk;
    };
    child.stdout.setEncoding('utf8').on('data', echo ? (chunk) => process.stdout.write(chunk) : keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    const timer = setTimeout(() => {
      late = true;
      endGroup(child);
    }, limitMs);
    child.on('error', (error) => {
      clearTimeout(timer);
      running.delete(child);
      reject(error);
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      running.delete(child);
      if (late) reject(new Error(`${output}\nGave up after ${limitMs / 1000} s.`));
      else if (code === 0) resolve(output);
      else reject(new Error(output || `ended with ${code ?? signal}`));
    });
  });
}

/** End every program that still runs, with its whole group. */
export function endPrograms() {
  for (const child of running) endGroup(child);
}

function endGroup(child) {
  const signal = (name) => {
    try {
      process.kill(-child.pid, name);
    } catch {
      // The group has already gone.
    }
  };
  signal('SIGTERM');
  setTimeout(() => signal('SIGKILL'), KILL_AFTER_TERM_MS).unref();
}
