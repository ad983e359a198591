import { createHash } from "node:crypto";

/** A UUIDv7 of this moment whose random bits come from `name`: the same name, the same id. */
export function idOf(name: string, time: number): string {
  const hash = createHash("sha256").update(name).digest("hex");
  const milliseconds = Math.floor(time).toString(16).padStart(12, "0");
  const variant = "89ab"[Number.parseInt(hash[3] as string, 16) % 4];
  return `${milliseconds.slice(0, 8)}-${milliseconds.slice(8)}-7${hash.slice(0, 3)}-${variant}${hash.slice(4, 7)}-${hash.slice(8, 20)}`;
}
