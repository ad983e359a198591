import type { Tx } from "./schema.ts";

/** Of one transaction. */
export interface Batches {
  /** How many are under way; one within another counts as well. */
  readonly underWay: number;
}

const batches = new WeakMap<Tx, { underWay: number }>();

/** Begins to count the batches of a transaction. */
export function watchBatches(tx: Tx, counted: { underWay: number }): void {
  batches.set(tx, counted);
}

/** `null` stands for a step that is not needed. */
type Step = (() => Promise<unknown>) | null;
type Answer<Of> = Of extends () => Promise<infer Value> ? Value : undefined;
type Answers<Steps> = { -readonly [Name in keyof Steps]: Answer<Steps[Name]> };

/**
 * Carries out steps of a transaction that do not need each other's answer, and resolves to what each resolved to, under
 * its name. What the steps ask first leaves in one piece and runs in the order in which they stand; what one of them asks
 * once it has an answer leaves at once. Outside of a batch each statement waits for the one before.
 *
 * Rejects with what failed first, when no step is under way any more.
 */
export async function batch<const Steps extends Readonly<Record<string, Step>> | readonly Step[]>(
  tx: Tx,
  steps: Steps,
): Promise<Answers<Steps>> {
  const counted = batches.get(tx);
  if (counted === undefined) throw new Error("a batch belongs to a transaction");
  const answers = (Array.isArray(steps) ? [] : {}) as Record<string, unknown>;
  const failures: unknown[] = [];
  const begin = async ([name, step]: [string, Step]) => {
    try {
      answers[name] = await step?.();
    } catch (error) {
      failures.push(error);
    }
  };
  counted.underWay += 1;
  await Promise.all(Object.entries<Step>(steps).map(begin));
  counted.underWay -= 1;
  if (failures.length > 0) throw failures[0];
  return answers as Answers<Steps>;
}
