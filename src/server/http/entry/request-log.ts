import type { FastifyBaseLogger } from "fastify";

/**
 * The log of one request, made when something is first written to it. Most requests write nothing, and a child
 * of a log that redacts costs more than answering from the cache.
 */
export class RequestLog implements FastifyBaseLogger {
  readonly #make: () => FastifyBaseLogger;
  #made: FastifyBaseLogger | undefined;

  constructor(make: () => FastifyBaseLogger) {
    this.#make = make;
  }

  get #log(): FastifyBaseLogger {
    this.#made ??= this.#make();
    return this.#made;
  }

  get level() {
    return this.#log.level;
  }

  // Methods, not getters: Fastify looks whether each is there at every request.
  fatal(...args: Parameters<FastifyBaseLogger["fatal"]>): void {
    this.#log.fatal(...args);
  }
  error(...args: Parameters<FastifyBaseLogger["error"]>): void {
    this.#log.error(...args);
  }
  warn(...args: Parameters<FastifyBaseLogger["warn"]>): void {
    this.#log.warn(...args);
  }
  info(...args: Parameters<FastifyBaseLogger["info"]>): void {
    this.#log.info(...args);
  }
  debug(...args: Parameters<FastifyBaseLogger["debug"]>): void {
    this.#log.debug(...args);
  }
  trace(...args: Parameters<FastifyBaseLogger["trace"]>): void {
    this.#log.trace(...args);
  }
  silent(...args: Parameters<FastifyBaseLogger["silent"]>): void {
    this.#log.silent(...args);
  }
  child(...args: Parameters<FastifyBaseLogger["child"]>): FastifyBaseLogger {
    return this.#log.child(...args);
  }
}
