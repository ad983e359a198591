/** One load for all who ask while it is under way, by scope and key. */
export class Flights<Value> {
  readonly #byScope = new Map<string, Map<string, Promise<Value>>>();

  join(scope: string, key: string, load: () => Promise<Value>): Promise<Value> {
    const flights = this.#byScope.get(scope) ?? new Map<string, Promise<Value>>();
    const underWay = flights.get(key);
    if (underWay !== undefined) return underWay;
    const flight = load().finally(() => {
      if (flights.get(key) !== flight) return;
      flights.delete(key);
      if (flights.size === 0 && this.#byScope.get(scope) === flights) this.#byScope.delete(scope);
    });
    this.#byScope.set(scope, flights.set(key, flight));
    return flight;
  }

  /** Who comes from now on begins a load of its own: the ones under way may have read what was before. */
  leave(scope: string): void {
    this.#byScope.delete(scope);
  }

  leaveAll(): void {
    this.#byScope.clear();
  }
}
