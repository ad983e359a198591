/**
 * How probable it is that two samples of one and the same distribution differ in rank by as much as
 * these: Mann and Whitney (1947), two-sided, by the normal approximation with the correction for ties.
 * Asks nothing of the distribution, as times of answers need.
 */
export function rankTestProbability(one: readonly number[], other: readonly number[]): number {
  const all = [
    ...one.map((value) => ({ value, first: true })),
    ...other.map((value) => ({ value, first: false })),
  ];
  all.sort((a, b) => a.value - b.value);
  let rankSum = 0;
  let ties = 0;
  for (let start = 0; start < all.length; ) {
    let end = start;
    while (end < all.length && all[end]?.value === all[start]?.value) end += 1;
    const size = end - start;
    const meanRank = (start + 1 + end) / 2;
    rankSum += meanRank * all.slice(start, end).filter(({ first }) => first).length;
    ties += size ** 3 - size;
    start = end;
  }
  const [n, m, total] = [one.length, other.length, all.length];
  const u = rankSum - (n * (n + 1)) / 2;
  const variance = ((n * m) / 12) * (total + 1 - ties / (total * (total - 1)));
  if (variance === 0) return 1;
  return complementaryError(Math.abs(u - (n * m) / 2) / Math.sqrt(2 * variance));
}

/** erfc for x ≥ 0, to 1.5e-7: Abramowitz and Stegun, 7.1.26. */
function complementaryError(x: number): number {
  const t = 1 / (1 + 0.3275911 * x);
  const series = [0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429];
  return series.reduceRight((sum, coefficient) => (sum + coefficient) * t, 0) * Math.exp(-x * x);
}
