import { type DestinationStream, type Logger, type LoggerOptions, pino } from "pino";

export type Log = Logger;

/**
 * One JSON object a line, on standard output where nothing else is said; what may be secret or personal is removed
 * wherever it stands.
 */
export function openLog(level: string, destination: DestinationStream = pino.destination(1)): Log {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ["authorization", "cookie", "password", "token", "email", "message", "description"].flatMap(
        (name) => [name, `*.${name}`, `*.*.${name}`],
      ),
      censor: "[removed]",
    },
    serializers: {
      // PostgreSQL's errors carry the row in `detail` and the values in `where`; their text is enough.
      err: (error: Error & { code?: string; constraint?: string }) => ({
        type: error.name,
        code: error.code,
        constraint: error.constraint,
        text: error.message,
        stack: error.stack,
      }),
    },
  };
  return pino(options, destination);
}
