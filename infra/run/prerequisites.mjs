import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const OLDEST_NODE = [20, 19];

const PROGRAMS = {
  python: {
    what: 'Python 3 with pip (fetches the pinned media tools)',
    probe: ['python3', ['-m', 'pip', '--version']],
    install: {
      linux: 'apt-get install -y python3 python3-pip   (Debian, Ubuntu)   or   dnf install -y python3 python3-pip',
      darwin: 'brew install python',
    },
  },
  git: {
    what: 'git',
    probe: ['git', ['--version']],
    install: {
      linux: 'apt-get install -y git   (Debian, Ubuntu)   or   dnf install -y git',
      darwin: 'xcode-select --install',
    },
  },
};

/**
 * Refuse early, with the command that puts it right, when Node is too old or a program is missing.
 * @param {string[]} needs keys of PROGRAMS
 */
export async function checkPrerequisites(needs) {
  const problems = [nodeProblem(), ...(await Promise.all(needs.map(programProblem)))].filter(Boolean);
  if (problems.length > 0)
    throw new Error(`Headend cannot run here yet:\n${problems.map((line) => `  ${line}`).join('\n')}`);
}

function nodeProblem() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const fits = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  if (fits) return undefined;
  return `Node ${process.versions.node} is too old: ${OLDEST_NODE.join('.')} or later is needed. Install Node 20 LTS or later: https://nodejs.org/en/download, or: nvm install 20`;
}

async function programProblem(name) {
  const { what, probe, install } = PROGRAMS[name];
  try {
    await run(probe[0], probe[1]);
    return undefined;
  } catch {
    return `${what} is missing. Install: ${install[process.platform] ?? install.linux}`;
  }
}
