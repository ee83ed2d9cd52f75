import { DefaultLogger, type Logger as SdkLogger } from '@temporalio/worker';
import pino, { type Logger } from 'pino';

/** Structured logs of one pool. Values under these names never reach a log. */
export const createLog = (pool: string, level: string): Logger =>
  pino({
    level,
    base: { process: `worker-${pool}` },
    redact: {
      paths: ['*.secretKey', '*.accessKey', '*.password', '*.token', '*.apiKey', 'databaseUrl'],
      censor: '[redacted]',
    },
    timestamp: pino.stdTimeFunctions.isoTime,
  });

const LEVELS = { TRACE: 'trace', DEBUG: 'debug', INFO: 'debug', WARN: 'warn', ERROR: 'error' } as const;

/** The SDK's own lines in the same stream; what it calls info is detail to us. */
export const sdkLog = (log: Logger): SdkLogger =>
  new DefaultLogger('INFO', ({ level, message, meta }) =>
    log[LEVELS[level]]({ ...meta, error: undefined, err: meta?.error }, message),
  );
