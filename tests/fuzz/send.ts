import { Agent, type IncomingHttpHeaders, request } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

const DECODERS: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: gunzipSync,
  br: brotliDecompressSync,
};
const decode = (bytes: Buffer, coding: string | undefined): Buffer =>
  bytes.length === 0 ? bytes : (DECODERS[coding ?? ""]?.(bytes) ?? bytes);

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly milliseconds: number;
}

export interface RawRequest {
  readonly method: string;
  /** Sent as it stands: not normalised, percent signs as they are. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
}

/** node:http rather than fetch, which would mend paths and refuse headers. One connection, kept alive. */
export function createSender(url: string) {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const once = ({ method, target, headers, body }: RawRequest): Promise<RawAnswer> =>
    new Promise((resolve, reject) => {
      const start = performance.now();
      const known = body !== undefined && !("transfer-encoding" in headers);
      const length = known ? { "content-length": String(body.length) } : {};
      const options = { hostname, port, agent, method, path: target, headers: { ...headers, ...length } };
      const call = request(options, (response) => {
        const chunks: Buffer[] = [];
        const streams = response.headers["content-type"]?.startsWith("text/event-stream");
        response.on("data", (chunk: Buffer) => {
          chunks.push(chunk);
          // It has no end of its own.
          if (streams) response.destroy();
        });
        if (streams) response.on("close", () => response.emit("end"));
        response.on("error", reject);
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: decode(Buffer.concat(chunks), response.headers["content-encoding"]).toString(),
            milliseconds: performance.now() - start,
          }),
        );
      });
      call.on("error", (error) => reject(Object.assign(error, { kept: call.reusedSocket })));
      call.end(body);
    });
  return {
    close: () => agent.destroy(),
    /** Sent once more where the server had meanwhile closed the connection kept from before (RFC 9112, 9.3.1). */
    send: (sent: RawRequest): Promise<RawAnswer> =>
      once(sent).catch((error) => {
        if (error.kept && error.code === "ECONNRESET") return once(sent);
        throw error;
      }),
  };
}
