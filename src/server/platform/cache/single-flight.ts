/** A load for all who ask while it may answer them. */
export interface Flight<Value> {
  readonly value: Promise<Value>;
  /** When it was first asked for, in milliseconds of `performance.now()`. */
  readonly since: number;
}

interface Known<Value> extends Flight<Value> {
  /** false: it waits for the one before it. */
  begun: boolean;
}

/**
 * Single flight by tag and key: of one key only one load runs at a time, however long it takes and whatever happens
 * meanwhile. Who comes after a change gets a load that begins once the one under way has ended, together with all
 * others who come until then.
 */
export class SingleFlight<Value> {
  /** Those that answer who comes now. */
  readonly #byTag = new Map<string, Map<string, Known<Value>>>();
  /** By key, the last that is under way or waits; a key belongs to one tag. */
  readonly #last = new Map<string, Known<Value>>();

  join(tag: string, key: string, load: () => Promise<Value>): Flight<Value> {
    const flights = this.#byTag.get(tag) ?? new Map<string, Known<Value>>();
    const known = flights.get(key);
    if (known !== undefined) return known;
    const flight = this.#follow(this.#last.get(key), load);
    this.#byTag.set(tag, flights.set(key, flight));
    this.#last.set(key, flight);
    const end = () => this.#end(tag, key, flight);
    flight.value.then(end, end);
    return flight;
  }

  #end(tag: string, key: string, flight: Known<Value>): void {
    if (this.#last.get(key) === flight) this.#last.delete(key);
    const flights = this.#byTag.get(tag);
    if (flights?.get(key) !== flight) return;
    flights.delete(key);
    if (flights.size === 0) this.#byTag.delete(tag);
  }

  #follow(before: Known<Value> | undefined, load: () => Promise<Value>): Known<Value> {
    const begin = () => {
      flight.begun = true;
      return load();
    };
    const since = performance.now();
    if (before === undefined) return { value: load(), since, begun: true };
    const flight: Known<Value> = { value: before.value.then(begin, begin), since, begun: false };
    return flight;
  }

  /** Who comes from now on gets no load that has begun: it may have read what was before. */
  leave(tag: string): void {
    const flights = this.#byTag.get(tag);
    if (flights === undefined) return;
    for (const [key, { begun }] of flights) if (begun) flights.delete(key);
    if (flights.size === 0) this.#byTag.delete(tag);
  }

  leaveAll(): void {
    for (const tag of [...this.#byTag.keys()]) this.leave(tag);
  }
}
