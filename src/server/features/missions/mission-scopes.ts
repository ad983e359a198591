/** What the cache drops together: whatever shows published missions, and what shows one of them. */
export const LISTS = "lists";
export const missionScope = (id: string): string => `mission:${id}`;

/** Of a page by the parameters of its address: one mission's, or else a list's. */
export const pageScope = ({ id }: Readonly<Record<string, string>>): string =>
  id === undefined ? LISTS : missionScope(id);
