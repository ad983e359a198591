import { minimumStep } from "../../../shared/price-step.ts";

export { minimumStep } from "../../../shared/price-step.ts";

export function undercuts(lastCents: number, priceCents: number): boolean {
  return lastCents - priceCents >= minimumStep(lastCents);
}

/** How bidders appear to each other. */
export function bidderLabel(bidderNumber: number, language: "fr" | "en"): string {
  return language === "fr" ? `Prestataire ${bidderNumber}` : `Provider ${bidderNumber}`;
}
