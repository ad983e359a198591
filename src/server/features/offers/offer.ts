/** A new price undercuts the provider's own last one by at least 1 % (rounded up to the cent) or 100 cents. */
export function minimumStep(lastCents: number): number {
  return Math.max(Math.ceil(lastCents / 100), 100);
}

export function undercuts(lastCents: number, priceCents: number): boolean {
  return lastCents - priceCents >= minimumStep(lastCents);
}

/** How bidders appear to each other. */
export function bidderLabel(bidderNumber: number, language: "fr" | "en"): string {
  return language === "fr" ? `Prestataire ${bidderNumber}` : `Provider ${bidderNumber}`;
}
