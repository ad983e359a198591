import { connect } from "node:net";

export interface RawAnswers {
  /** Everything that came back. */
  readonly text: string;
  /** The status of each answer, in order. */
  readonly statuses: number[];
  /** Whether the server ended the connection. */
  readonly closed: boolean;
}

/**
 * Sends bytes as they are, in as many parts as given, and reads until the server ends the connection or has
 * said nothing for `silenceMs`.
 */
export function exchange(
  url: string,
  parts: string | readonly string[],
  { silenceMs = 2_000 }: { silenceMs?: number } = {},
): Promise<RawAnswers> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(Number(port), hostname);
    const finish = (closed: boolean) => {
      socket.destroy();
      const statuses = Array.from(text.matchAll(/HTTP\/1\.1 (\d{3}) /g), ([, status]) => Number(status));
      resolve({ text, statuses, closed });
    };
    socket.setTimeout(silenceMs, () => finish(false));
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
    });
    socket.on("end", () => finish(true));
    socket.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ECONNRESET" || error.code === "EPIPE") finish(true);
      else reject(error);
    });
    socket.on("connect", async () => {
      for (const part of typeof parts === "string" ? [parts] : parts) {
        if (socket.destroyed) return;
        socket.write(part, "latin1");
        await new Promise((sent) => setTimeout(sent, 20));
      }
    });
  });
}

/** The header fields of the first answer, by their names in small letters. */
export function firstHeaders({ text }: RawAnswers): Headers {
  const [head = ""] = text.split("\r\n\r\n", 1);
  const fields = head.split("\r\n").slice(1);
  return new Headers(
    fields.map((field): [string, string] => {
      const colon = field.indexOf(":");
      return [field.slice(0, colon), field.slice(colon + 1).trim()];
    }),
  );
}
