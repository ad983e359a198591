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
  get fatal() {
    return this.#log.fatal.bind(this.#log);
  }
  get error() {
    return this.#log.error.bind(this.#log);
  }
  get warn() {
    return this.#log.warn.bind(this.#log);
  }
  get info() {
    return this.#log.info.bind(this.#log);
  }
  get debug() {
    return this.#log.debug.bind(this.#log);
  }
  get trace() {
    return this.#log.trace.bind(this.#log);
  }
  get silent() {
    return this.#log.silent.bind(this.#log);
  }
  get child() {
    return this.#log.child.bind(this.#log);
  }
}
