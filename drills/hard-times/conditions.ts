import type { Installation } from "./installation.ts";

/** Something that goes wrong with the database while people work. */
export interface Condition {
  readonly name: string;
  /** In the short form as well. */
  readonly quick?: true;
  /** Whether the timers move other missions meanwhile, or only once it is over. */
  readonly timersGoOn: boolean;
  /** Whether whoever signs in meanwhile gets in; else is told to come again. */
  readonly signInGoesOn: boolean;
  /** Makes it so; gives back what ends it. `troubled` is a mission whose time has come. */
  begin(installation: Installation, troubled: string): Promise<() => Promise<void>>;
  /** How long it lasts by itself, in ms, for what is measured by time. */
  readonly lasts?: number;
}

const rowLocked: Condition = {
  name: "one mission's row is locked",
  quick: true,
  timersGoOn: true,
  signInGoesOn: true,
  async begin({ holder }, troubled) {
    await holder.query("begin");
    await holder.query("select from missions where id = $1 for update", [troubled]);
    return async () => void (await holder.query("rollback"));
  },
};

const alwaysFails: Condition = {
  name: "one mission always fails",
  quick: true,
  timersGoOn: true,
  signInGoesOn: true,
  async begin({ sql }, troubled) {
    await sql(`create function refuse() returns trigger language plpgsql as
      'begin raise exception ''this mission cannot be moved''; end'`);
    await sql(`create trigger refuse before update on missions for each row
      when (old.id = '${troubled}' and new.status <> old.status) execute function refuse()`);
    return async () => {
      await sql("drop trigger refuse on missions");
      await sql("drop function refuse");
      // Its next try is minutes away, which a drill need not wait for.
      await sql("update mission_timer_failures set retry_at = clock_timestamp()");
    };
  },
};

const slow: Condition = {
  name: "each statement comes 2 s late",
  timersGoOn: true,
  signInGoesOn: true,
  async begin({ relay }) {
    relay.delay(2_000);
    return async () => relay.delay(0);
  },
};

const frozen: Condition = {
  name: "the database stands still for 12 s",
  quick: true,
  timersGoOn: false,
  signInGoesOn: false,
  lasts: 12_000,
  async begin({ relay }) {
    relay.freeze();
    return async () => relay.thaw();
  },
};

const diskFull: Condition = {
  name: "the database's disk is full",
  timersGoOn: false,
  signInGoesOn: false,
  async begin({ disk }) {
    await disk?.fill();
    return async () => void (await disk?.empty());
  },
};

export const conditions: readonly Condition[] = [rowLocked, alwaysFails, slow, frozen, diskFull];
