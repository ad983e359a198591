import type { Manifest } from "./core/manifest.ts";
import type { Feature, FeatureDoor } from "./http/features/feature.ts";

/**
 * Features in the order in which they are opened. One that needs what no feature before it gives does not compile.
 * `Context` is what all are opened with, `Given` that and what those in the list give.
 */
export interface FeatureList<Context extends object, Given extends object> {
  readonly manifests: readonly Manifest[];
  add<More extends object>(door: FeatureDoor<Given, More>): FeatureList<Context, Given & More>;
  open(context: Context): OpenFeatures<Given>;
}

export interface OpenFeatures<Given> {
  readonly features: readonly Feature[];
  readonly given: Given;
}

export const featureList = <Context extends object>(): FeatureList<Context, Context> => listOf([]);

function listOf<Context extends object, Given extends object>(
  doors: readonly FeatureDoor<never, object>[],
): FeatureList<Context, Given> {
  return {
    manifests: doors.map(({ manifest }) => manifest),
    add: (door) => listOf([...doors, door]),
    open(context) {
      const given: object = { ...context };
      const features = doors.map(({ open }) => {
        // `add` has seen to it that everything this one needs is there by now.
        const feature = open(given as never);
        for (const name of Object.keys(feature.gives ?? {}))
          if (name in given) throw new Error(`two features give ${name}`);
        Object.assign(given, feature.gives);
        return feature;
      });
      return { features, given: given as Given };
    },
  };
}
