/**
 * Closes everything, the last opened first, whatever fails on the way. `onError` is told of each failure at once;
 * rejects at the end with all of them.
 */
export async function closeAll(
  closers: readonly (() => Promise<void>)[],
  onError: (error: unknown) => void,
): Promise<void> {
  const failures: unknown[] = [];
  for (const close of [...closers].reverse()) {
    try {
      await close();
    } catch (error) {
      failures.push(error);
      onError(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} parts could not be closed`);
}
