import fc from "fast-check";
import type { Caller, Piece } from "./fuzz-requests.ts";
import type { FuzzWorld } from "./fuzz-world.ts";
import { hostileNumber, hostileString } from "./hostile-values.ts";
import type { Operation } from "./operations.ts";
import { type Schema, valuesOf } from "./schema-values.ts";
import { usualBodies } from "./usual-bodies.ts";

/** Who writes, most of it being theirs. */
const WRITERS: readonly Caller[] = ["client", "client", "client", "provider", "moderator", "admin"];

/** One body on its way, who sends it, and to which ids. */
export interface Sent {
  readonly caller: Caller;
  readonly path: Readonly<Record<string, Piece>>;
  readonly body: unknown;
}

export interface BodiesOptions {
  readonly resolve: (ref: string) => Schema;
  readonly world: FuzzWorld;
  readonly perOperation: number;
  readonly seed: number;
}

/**
 * Bodies for one operation: `perOperation` made from its description, with hostile values in up to three fields, and
 * where a usual body is known, that one as it is, and half as many for each of its fields in turn, that one field hostile
 * and the rest good.
 */
export async function* bodiesOf(operation: Operation, options: BodiesOptions): AsyncGenerator<Sent> {
  const { resolve, world, perOperation, seed } = options;
  const names = Array.from(operation.template.matchAll(/\{(\w+)\}/g), ([, name = ""]) => name);
  const described = fc.sample(bodyOf(operation, resolve, world), { numRuns: perOperation, seed });
  for (const [turn, { body, caller, pick }] of described.entries()) {
    yield { caller, body, path: Object.fromEntries(names.map((name) => [name, { pick: pick + turn }])) };
  }
  const usual = usualBodies[operation.id];
  if (usual === undefined) return;
  const pathTo = async () => {
    const id = await usual.id?.(world);
    return id === undefined ? {} : { [names[0] ?? ""]: id };
  };
  yield { caller: usual.caller, body: usual.body(), path: await pathTo() };
  const times = Math.ceil(perOperation / 2);
  for (const [place, { key, value }] of leavesOf(usual.body()).entries()) {
    const hostile = fc.sample(hostileFor(key, value), { numRuns: times, seed: seed + place });
    for (const harm of hostile) {
      const body = usual.body();
      const leaf = leavesOf(body)[place];
      if (leaf !== undefined) leaf.holder[leaf.key] = harm;
      yield { caller: usual.caller, body, path: await pathTo() };
    }
  }
}

function hostileFor(key: string, value: unknown): fc.Arbitrary<unknown> {
  if (key === "deadline") return times;
  if (typeof value === "number") return hostileNumber;
  if (typeof value === "string") return fc.oneof(hostileString, padded);
  return fc.constantFrom(true, false, null);
}

/** A body that is allowed, with hostile values in up to three of its fields. */
function bodyOf(operation: Operation, resolve: (ref: string) => Schema, world: FuzzWorld) {
  const known = (name: string) => {
    const meant = world.known(name);
    // A time is as likely to be any that a schema lets in as one that suits.
    return name === "deadline" && meant ? fc.oneof(meant, times) : meant;
  };
  const valid = valuesOf(operation.body ?? {}, { resolve, known, outOfBounds: 3 });
  const harm = fc.array(fc.tuple(fc.nat(), fc.oneof(hostileString, hostileNumber, padded)), { maxLength: 3 });
  const body = fc.tuple(valid, harm).map(([value, harms]) => withHarm(value, harms));
  return fc.record({ body, caller: fc.constantFrom(...WRITERS), pick: fc.nat({ max: 8 }) });
}

/** A hostile text long enough for most fields. */
const padded = hostileString.map((text) => `Un texte ${text.slice(0, 400)} assez long`);

const times = fc.oneof(
  fc.date({ noInvalidDate: true }).map((at) => at.toISOString()),
  fc
    .tuple(
      fc.constantFrom("0000-01-01T00:00:00", "0001-01-01T00:00:00", "9999-12-31T23:59:59"),
      fc.constantFrom("", ".999", ".123456789"),
      fc.constantFrom("Z", "+00:01", "-00:01", "+14:00", "-23:59", "+23:59"),
    )
    .map((parts) => parts.join("")),
);

/** Texts take the place of texts and numbers that of numbers, so that the rest of the body stays what it was. */
function withHarm(value: unknown, harms: readonly (readonly [number, string | number])[]): unknown {
  const copy = structuredClone(value);
  for (const [place, harm] of harms) {
    const leaves = leavesOf(copy).filter(
      ({ key, value: old }) => typeof old === typeof harm && key !== "password",
    );
    const chosen = leaves[place % Math.max(leaves.length, 1)];
    if (chosen !== undefined) chosen.holder[chosen.key] = harm;
  }
  return copy;
}

interface BodyLeaf {
  readonly holder: Record<string, unknown>;
  readonly key: string;
  readonly value: unknown;
}

/** Where the values of a body stand that hold no others. */
function leavesOf(value: unknown): BodyLeaf[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === "object" && inner !== null
      ? leavesOf(inner)
      : [{ holder: value as Record<string, unknown>, key, value: inner }],
  );
}
