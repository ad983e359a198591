/**
 * Gives what `source` gives, in its order, and asks for the next while the one that it gave is worked on: there is never more
 * than one in hand and one on its way. What the source throws is thrown in its place; who stops early has it ended.
 */
export async function* readAhead<T>(source: AsyncGenerator<T, void>): AsyncGenerator<T, void> {
  const ask = () => {
    const asked = source.next();
    // It may fail before anybody waits for it, and nobody does who has stopped: it is thrown in its place.
    asked.catch(() => {});
    return asked;
  };
  try {
    for (let next = ask(); ; ) {
      const { done, value } = await next;
      if (done) return;
      next = ask();
      yield value;
    }
  } finally {
    await source.return();
  }
}
