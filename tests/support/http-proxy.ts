import { request as ask, createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A way to a site that holds streams back, as a proxy that buffers does, or behind which another time has come. */
export interface HttpProxy {
  readonly url: string;
  /** From now on no byte of a stream passes, neither of those that are open. */
  holdStreams(): void;
  /** So many milliseconds have passed at the site, by all that it says of the time; what was open is cut. */
  passTime(milliseconds: number): void;
  close(): Promise<void>;
}

const isStream = ({ headers }: IncomingMessage) =>
  headers["content-type"]?.startsWith("text/event-stream") === true;

export async function startHttpProxy(target: string): Promise<HttpProxy> {
  let holds = false;
  let ahead = 0;
  const open = new Set<ServerResponse>();
  const begin = (response: ServerResponse, answer: IncomingMessage) => {
    const date = new Date(Date.parse(answer.headers.date ?? "") + ahead).toUTCString();
    response.writeHead(answer.statusCode ?? 502, { ...answer.headers, date });
  };
  const server = createServer((request, response) => {
    open.add(response);
    const { method, headers } = request;
    const onward = ask(new URL(request.url ?? "/", target), { method, headers }, (answer) => {
      if (!isStream(answer)) {
        begin(response, answer);
        answer.pipe(response);
        return;
      }
      answer.setEncoding("utf8").on("data", (text: string) => {
        if (holds) return;
        if (!response.headersSent) begin(response, answer);
        response.write(text.replace(/"now":(\d+)/, (_, now) => `"now":${Number(now) + ahead}`));
      });
      answer.on("end", () => response.end());
    });
    onward.on("error", () => response.destroy());
    response.on("close", () => {
      open.delete(response);
      onward.destroy();
    });
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    holdStreams() {
      holds = true;
    },
    passTime(milliseconds) {
      ahead += milliseconds;
      for (const response of open) response.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
