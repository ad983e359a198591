import type { Workbench } from "./workbench.ts";

/** What is wanted: a figure not below, or not above. */
export type Wanted = { readonly atLeast: number } | { readonly atMost: number };
export type Unit = "ratio" | "ms" | "s" | "MB";

/** A line of the table. */
export interface Answer {
  readonly what: string;
  /** What it is measured against; null for a figure that stands alone. */
  readonly floor: string | null;
  readonly measured: number;
  readonly unit: Unit;
  readonly wanted: Wanted | null;
  /** What explains the figure, by name: medians of what went into it. */
  readonly details: Readonly<Record<string, number>>;
}

/** One question to the machine, and how it is answered. */
export interface Question {
  /** What `npm run bench -- NAME` chooses it by. */
  readonly name: string;
  /** Whether it leaves rows that have to be taken away again. */
  readonly writes?: boolean;
  ask(bench: Workbench): Promise<Answer[]>;
}

export function reached({ measured, wanted }: Answer): boolean | null {
  if (wanted === null) return null;
  return "atLeast" in wanted ? measured >= wanted.atLeast : measured <= wanted.atMost;
}

/** A figure that a working program can give: a number above nothing. */
export function plausible({ measured, details }: Answer): boolean {
  return Number.isFinite(measured) && measured > 0 && Object.values(details).every(Number.isFinite);
}
