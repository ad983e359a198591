export interface ServerEvent {
  readonly name: string;
  readonly id: string;
  readonly data: string;
}

/**
 * Reads our own server-sent events (each field stands once in an event) until they end. Not by EventSource, which sees
 * neither comments, by which a reader knows that nothing holds the stream back, nor what an opening was answered.
 * `onBytes` hears of whatever arrives, and of when the server asks to be asked again once it ends.
 */
export async function readEvents(
  body: ReadableStream<Uint8Array>,
  onEvent: (event: ServerEvent) => void,
  onBytes: (retryMs: number | null) => void,
): Promise<void> {
  const reader = body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .getReader();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (text + value).split("\n\n");
    text = blocks.pop() as string;
    onBytes(null);
    for (const block of blocks) {
      const fields = Object.fromEntries(block.split("\n").map((line) => line.split(/: (.*)/, 2)));
      if (fields.retry !== undefined) onBytes(Number(fields.retry));
      if (fields.event !== undefined)
        onEvent({ name: fields.event, id: fields.id ?? "", data: fields.data ?? "" });
    }
  }
}
