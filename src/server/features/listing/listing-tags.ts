import { missionTag } from "../missions/index.ts";

/** What the cache drops together: whatever lists published missions. */
export const LISTS = "lists";

/** Of a page by the parameters of its address: one mission's, or else a list's. */
export const pageTag = ({ id }: Readonly<Record<string, string>>): string =>
  id === undefined ? LISTS : missionTag(id);
