import { type DestinationStream, type Logger, pino } from 'pino';

/** Members that are never written, wherever they stand. */
const SECRET = ['authorization', 'password', 'secret', 'token', 'apiKey', 'api_key', 'key_hash', 'upload_url'];

/** Structured logs, JSON lines on standard output. */
export const createLogger = (level: string, destination?: DestinationStream): Logger =>
  pino(
    {
      level,
      base: { process: 'api' },
      redact: { paths: SECRET.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    ...(destination ? [destination] : []),
  );
