import { packageProgram, runProgram } from './program.mjs';

const FILE = 'api/openapi.json';

/**
 * The document keeps the rules of infra/checks/redocly.yaml, without a warning. Nothing is loaded from elsewhere.
 * @throws {Error} with what the linter says
 */
export async function lintOpenApi() {
  const redocly = packageProgram('@redocly/cli/bin/cli.js');
  const options = ['lint', '--config', 'infra/checks/redocly.yaml', '--format=stylish', FILE];
  await runProgram([...redocly, ...options], {
    env: { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' },
    limitMs: 60_000,
  });
}
