/** One day is worth this many points of quality: a perfect mission stands with what is five days younger. */
export const POINTS_PER_DAY = 20;
const SECONDS_PER_POINT = 86_400 / POINTS_PER_DAY;

/**
 * The static rank of the `hot` order, higher first: publication time in seconds since 1970, plus the
 * quality score in seconds. It never changes with time, so an index holds the order and page N costs
 * what page 1 costs. After the "hot" formula of Reddit (log10 of votes + age / 45,000 s), with the
 * score in place of the votes, which a marketplace of missions does not have.
 */
export function hotRank(publishedAt: Date, qualityScore: number): number {
  return Math.floor(publishedAt.getTime() / 1_000) + qualityScore * SECONDS_PER_POINT;
}
