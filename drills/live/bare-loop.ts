// What a watcher costs at least: a loop that writes the same bytes to every socket, and nothing else.
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

const HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nConnection: close\r\n\r\n";
/** As long as an event of an auction. */
const eventOf = (sequence: number) =>
  Buffer.from(
    `event: offer\nid: ${sequence}\ndata: {"sequence":${sequence},"status":"published","offerCount":1,"bestOfferCents":98000000,"extensionCount":0,"questionCount":0,"now":1764500000000,"deadline":"2026-12-30T10:00:00.000Z"}\n\n`,
  );

const sockets = new Set<Socket>();
const server = createServer((socket) => {
  sockets.add(socket);
  socket.on("close", () => sockets.delete(socket));
  socket.on("error", () => {});
  socket.once("data", () => {
    socket.resume();
    socket.write(HEAD);
    socket.write(eventOf(0));
  });
});
server.listen(0, "127.0.0.1");
await once(server, "listening");

let sequence = 0;
process.once("disconnect", () => process.exit(0));
process.on("message", (what: "write" | "usage") => {
  if (what === "write") {
    sequence += 1;
    const bytes = eventOf(sequence);
    for (const socket of sockets) socket.write(bytes);
  }
  const { user, system } = process.cpuUsage();
  process.send?.(user + system);
});
process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
