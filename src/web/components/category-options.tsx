import type { Category } from "../lib/api-types.ts";
import { groupsOf } from "../lib/categories.ts";

/** Every trade as an option, under its group. */
export function CategoryOptions({ categories }: { readonly categories: readonly Category[] }) {
  return groupsOf(categories).map(([group, trades]) => (
    <optgroup key={group} label={group}>
      {trades.map(({ slug, label }) => (
        <option key={slug} value={slug}>
          {label}
        </option>
      ))}
    </optgroup>
  ));
}
