/** What the cache drops together: whatever shows this mission. */
export const missionTag = (id: string): string => `mission:${id}`;
