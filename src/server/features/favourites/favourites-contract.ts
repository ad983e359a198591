import { z } from "zod";
import { Id, Instant, page } from "../../http/common-contract.ts";

/** @param mission a mission's summary, as lists show it */
export function favouritesPage<Mission extends z.ZodObject>(mission: Mission) {
  return page(
    z
      .strictObject({
        id: Id.meta({ description: "The mission's" }),
        addedAt: Instant,
        mission: mission
          .nullable()
          .meta({ description: "null: it is no longer shown to anyone, hidden or cancelled" }),
      })
      .meta({ id: "Favourite" }),
  );
}

export const FavouriteIds = z.strictObject({ ids: z.array(Id) }).meta({ id: "FavouriteIds" });

/** An item of that page. */
export interface Favourite<Mission> {
  readonly id: string;
  readonly addedAt: string;
  readonly mission: Mission | null;
}
