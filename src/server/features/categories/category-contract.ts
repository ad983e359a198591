import { z } from "zod";

export const Category = z
  .strictObject({
    slug: z.string(),
    label: z.string(),
    group: z.string(),
    trades: z
      .array(z.string())
      .meta({ description: "Names people look for, in both genders where French has two" }),
  })
  .meta({ id: "Category" });
export type Category = z.infer<typeof Category>;

export const CategoryList = z.strictObject({ items: z.array(Category), nextCursor: z.null() });
