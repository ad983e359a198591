/** Enough for every size below 2^53, so that names stand in the order of sizes. */
const DIGITS = 16;
const NAME = /^(\d{16})\.checkpoint$/;

/** Of a log, in every second place: its origin without what a path cannot hold. */
export const folderOf = (origin: string): string => origin.replace(/[^a-z0-9.-]+/gi, "_");

/** Of the head of this size. */
export const nameOf = (size: number): string => `${String(size).padStart(DIGITS, "0")}.checkpoint`;

/** The sizes of heads that these names stand for, the smallest first; what is no head's name is passed over. */
export const sizesOf = (names: readonly string[]): number[] =>
  names
    .map((name) => Number(NAME.exec(name)?.[1] ?? 0))
    .filter((size) => size > 0 && Number.isSafeInteger(size))
    .sort((one, other) => one - other);
