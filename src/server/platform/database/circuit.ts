import pg from "pg";
import { DatabaseSilent } from "./database-errors.ts";

/** Silent for so many turns while somebody waits: asked whether it is there. */
const PROBE_AFTER_TURNS = 4;
/** Silent for so many turns, the question included: it does not answer. */
const TRIP_AFTER_TURNS = 14;
/** Between two questions while the circuit is open. */
const PAUSE_MS = 250;
/** A new connection over a slow line takes five ways there and back. */
const PROBE_LIMIT_MS = 15_000;

export interface CircuitOptions {
  /** How to reach the database beside the pool, to ask whether it is there. */
  readonly connection: pg.ClientConfig;
  /** Whether a statement waits for its answer. */
  readonly isBusy: () => boolean;
  /** Gives every connection up, so that whoever waits for its answer is let go. */
  readonly cutAll: () => void;
  /** Milliseconds after which a silent database is left alone. */
  readonly silence: number;
  readonly onSilent: () => void;
  readonly onBack: () => void;
}

/**
 * Leaves a database alone that says nothing: one that is frozen, or whose machine is gone without a word. Any byte
 * that it sends is a sign of life, so that a slow one or a long statement is none of that. While somebody waits in
 * vain it is asked on a connection beside; when that is not answered either, all who wait are let go at once and
 * nobody asks any more, until a probe is answered (docs/decisions/2026-11-29-a-silent-database-is-left-alone.md).
 */
export class DatabaseCircuit {
  readonly #options: CircuitOptions;
  readonly #waiting = new Set<() => void>();
  #silentTurns = 0;
  #watch: NodeJS.Timeout | null = null;
  #probe: Probe | null = null;
  #open = false;
  #openings = 0;
  #closed = false;

  constructor(options: CircuitOptions) {
    this.#options = options;
  }

  /** Whether the database is left alone for now. */
  get open(): boolean {
    return this.#open;
  }

  /** How often it opened since the start. */
  get openings(): number {
    return this.#openings;
  }

  /** The database has sent something, whatever it was. */
  heard(): void {
    this.#silentTurns = 0;
  }

  /** Somebody waits for the database from now on. */
  asked(): void {
    if (this.#open || this.#watch !== null) return;
    this.#silentTurns = 0;
    this.#watch = this.#watchOneTurn();
  }

  /** Throws `DatabaseSilent` at once while the database is left alone, and as soon as it is known to be silent. */
  lend<Client extends pg.PoolClient>(connect: () => Promise<Client>): Promise<Client> {
    if (this.#open) return Promise.reject(new DatabaseSilent());
    return new Promise((resolve, reject) => {
      const letGo = () => reject(new DatabaseSilent());
      this.#waiting.add(letGo);
      this.asked();
      connect().then(
        (client) => {
          // Nobody waits for it any more.
          if (!this.#waiting.delete(letGo)) client.release(true);
          resolve(client);
        },
        (error: unknown) => {
          this.#waiting.delete(letGo);
          reject(error);
        },
      );
    });
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#watch ?? undefined);
    this.#probe?.end();
  }

  /**
   * Turns are counted, not milliseconds: where the program itself is held up the turns are late as well, and so is its
   * reading of answers that are already there.
   */
  #watchOneTurn(): NodeJS.Timeout {
    const look = () => {
      this.#watch = null;
      if (this.#closed || this.#open) return;
      if (this.#waiting.size === 0 && !this.#options.isBusy()) return;
      this.#silentTurns += 1;
      if (this.#silentTurns >= TRIP_AFTER_TURNS) return this.#trip();
      if (this.#silentTurns >= PROBE_AFTER_TURNS) this.#ask();
      this.#watch = this.#watchOneTurn();
    };
    // Timers run before the sockets are read, this after.
    return setTimeout(() => setImmediate(look), this.#options.silence / TRIP_AFTER_TURNS).unref();
  }

  /** One question at a time; it stays while it is not answered, or a pooler's greeting would pass for an answer. */
  #ask(): void {
    if (this.#probe !== null) return;
    const probe = new Probe(this.#options.connection, () => this.heard());
    this.#probe = probe;
    void probe.answered().then((answered) => {
      if (this.#probe === probe) this.#probe = null;
      if (answered) this.heard();
    });
  }

  #trip(): void {
    this.#open = true;
    this.#openings += 1;
    this.#options.onSilent();
    for (const letGo of this.#waiting) letGo();
    this.#waiting.clear();
    this.#options.cutAll();
    void this.#waitUntilBack();
  }

  async #waitUntilBack(): Promise<void> {
    while (!this.#closed) {
      this.#probe ??= new Probe(this.#options.connection, () => {});
      const answered = await this.#probe.answered();
      this.#probe = null;
      if (this.#closed) return;
      if (answered) break;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS).unref());
    }
    this.#open = false;
    this.#silentTurns = 0;
    this.#options.onBack();
  }
}

/** One question on a connection of its own. */
class Probe {
  readonly #client: pg.Client;
  readonly #heard: () => void;
  #answer: Promise<boolean> | undefined;

  constructor(connection: pg.ClientConfig, heard: () => void) {
    this.#client = new pg.Client({
      ...connection,
      application_name: "swideal-probe",
      connectionTimeoutMillis: PROBE_LIMIT_MS,
      query_timeout: PROBE_LIMIT_MS,
    });
    this.#client.on("error", () => {});
    this.#heard = heard;
  }

  /** Whether it was answered before it was given up. */
  answered(): Promise<boolean> {
    this.#answer ??= this.#run();
    return this.#answer;
  }

  end(): void {
    (this.#client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
  }

  async #run(): Promise<boolean> {
    try {
      await this.#client.connect();
      this.#heard();
      await this.#client.query("select 1");
      return true;
    } catch (error) {
      // A refusal in PostgreSQL's own words is an answer: it is there.
      return error instanceof pg.DatabaseError;
    } finally {
      this.end();
    }
  }
}
