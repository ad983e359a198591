import type { z } from "zod";
import { AppError, type FieldError } from "../../core/errors.ts";

type Issue = z.core.$ZodIssue;

/** Parsed, or thrown as `validation_failed` (`unknown_field` when nothing else is wrong) with every error listed. */
export function parse<Schema extends z.ZodType>(schema: Schema, data: unknown): z.output<Schema> {
  const parsed = schema.safeParse(data, { reportInput: true });
  if (parsed.success) return parsed.data;
  const fields = fieldErrors(parsed.error.issues);
  const onlyUnknown = fields.every((field) => field.code === "unknown_field");
  throw new AppError(onlyUnknown ? "unknown_field" : "validation_failed", { fields });
}

/** Zod's issues as errors of the contract: a JSON pointer, a code, and the bounds for the sentence. */
export function fieldErrors(issues: readonly Issue[]): FieldError[] {
  return issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({ path: pointer([...issue.path, key]), code: "unknown_field" }))
      : [{ path: pointer(issue.path), ...describe(issue) }],
  );
}

/** RFC 6901. */
export function pointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

function describe(issue: Issue): Omit<FieldError, "path"> {
  if (issue.input === undefined && (issue.code === "invalid_type" || issue.code === "invalid_value")) {
    return { code: "required" };
  }
  switch (issue.code) {
    case "invalid_type":
      return { code: "invalid_type", values: { expected: issue.expected } };
    case "too_small":
      return { code: sizeCode(issue.origin, "small"), values: { minimum: Number(issue.minimum) } };
    case "too_big":
      return { code: sizeCode(issue.origin, "big"), values: { maximum: Number(issue.maximum) } };
    case "invalid_format":
      return { code: "invalid_format", values: { format: issue.format } };
    case "custom":
      return customCode(issue.params ?? {});
    default:
      return { code: "invalid_value" };
  }
}

function sizeCode(origin: string, direction: "small" | "big"): string {
  const small = direction === "small";
  if (origin === "string") return small ? "too_short" : "too_long";
  if (origin === "array" || origin === "set") return small ? "too_few" : "too_many";
  return small ? "too_small" : "too_big";
}

function customCode({ code, ...values }: Record<string, unknown>): Omit<FieldError, "path"> {
  return {
    code: typeof code === "string" ? code : "invalid_value",
    values: values as NonNullable<FieldError["values"]>,
  };
}
