/** What the cache drops together: whatever shows this mission. */
export const missionScope = (id: string): string => `mission:${id}`;
