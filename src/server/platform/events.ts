import type { Actor } from "../core/actor.ts";
import type { DomainEvents, EventName } from "../core/events.ts";
import { batch } from "./database/batch.ts";
import type { Tx } from "./database/database.ts";

/**
 * Tells everybody who listens, in the transaction in which it happened, that `actor` did it: all of it or nothing.
 * Listeners are one batch, in the order of their list. Rejects when one fails, which ends the transaction.
 */
export type Emit = <Name extends EventName>(
  tx: Tx,
  actor: Actor,
  name: Name,
  event: DomainEvents[Name],
) => Promise<void>;

/** What a feature does when it hears of something. `emit` is there for what follows from it. */
export type Listener<Name extends EventName> = (
  tx: Tx,
  actor: Actor,
  event: DomainEvents[Name],
  emit: Emit,
) => Promise<void>;

/** For every event whoever listens to it, in order: an event that nobody hears is none. */
export type Listeners = {
  readonly [Name in EventName]: readonly [Listener<Name>, ...Listener<Name>[]];
};

export function createEmit(listeners: Listeners): Emit {
  const emit: Emit = async (tx, actor, name, event) => {
    await batch(
      tx,
      listeners[name].map((listener) => () => listener(tx, actor, event, emit)),
    );
  };
  return emit;
}
