/** The least that a new price is below the last one, in cents. */
export const LEAST_STEP_CENTS = 100;

/** A new price undercuts the provider's own last one by 1 %, rounded up to the cent, or by 100 cents if that is more. */
export function minimumStep(lastCents: number): number {
  return Math.max(Math.ceil(lastCents / 100), LEAST_STEP_CENTS);
}
