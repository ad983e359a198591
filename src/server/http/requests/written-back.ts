import { isDeepStrictEqual } from "node:util";
import { AppError, type FieldError } from "../../core/errors.ts";

/**
 * Throws `validation_failed` with each of these fields that was sent and is not as it stands: what was read can be
 * written back, and what cannot be changed is refused rather than passed over. `within` is the pointer to `sent`.
 */
export function requireSame(
  sent: Readonly<Record<string, unknown>>,
  standing: Readonly<Record<string, unknown>>,
  names: readonly string[],
  within = "",
): void {
  const fields: FieldError[] = names
    .filter((name) => sent[name] !== undefined && !isDeepStrictEqual(sent[name], standing[name]))
    .map((name) => ({ path: `${within}/${name}`, code: "not_changeable" }));
  if (fields.length > 0) throw new AppError("validation_failed", { fields });
}
