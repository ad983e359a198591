import { setFlagsFromString } from "node:v8";

/**
 * Ends what `bin/hold-young-generation.mjs` began. For what is asked of a running server the young generation grows as
 * V8 sees fit: held at 8 MB, a feed that is not kept took a third more processor time.
 */
export function letYoungGenerationGrow(): void {
  setFlagsFromString("--semi-space-growth-factor=2");
}
