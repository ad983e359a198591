import type { Socket } from "node:net";
import type pg from "pg";
import type { BackendMessage, RowDescriptionMessage } from "pg-protocol/dist/messages.js";
import { Parser } from "pg-protocol/dist/parser.js";

declare const bytes: unique symbol;

/**
 * UTF-8 as it came from the database, to leave as it is. In memory a string of one character for each byte, which is
 * why it must not be taken for text: `charactersOf` says that it is.
 */
export interface ByteText {
  readonly [bytes]: true;
}

/** Begins a statement whose columns are all of a text type and whose rows are wanted as `ByteRow`. */
export const AS_BYTES = "/* as bytes */";

/** A row's fields in their order. Those that are ASCII, such as numbers and ids, are text like any other. */
export type ByteRow = readonly (string | null)[];

export const byteText = (field: string): ByteText => field as unknown as ByteText;
/** One character for each byte: for joining with ASCII, and then to be written as `latin1`. */
export const charactersOf = (text: ByteText): string => text as unknown as string;
export const decoded = (text: ByteText): string => Buffer.from(charactersOf(text), "latin1").toString();

/** What pg is told of such a statement: fields as they are sent, rows as arrays. */
export const byteRows = {
  binary: true,
  rowMode: "array",
  types: { getTypeParser: () => (field: unknown) => field },
} as const;

/**
 * pg decodes every field as UTF-8, binary ones too, whose bytes it destroys so (see its connection.js). Here
 * rows that were asked for in binary keep them. Decoding and encoding a page of French texts costs as much as all
 * else that an answer needs. `onBytes`: told whenever the database has sent something.
 */
export function keepBytes(connection: pg.Connection, onBytes: () => void): void {
  const own = connection as unknown as Attachable;
  own.attachListeners = (stream) => {
    const parser = new Parser();
    const { reader } = parser as unknown as { reader: { encoding: BufferEncoding } };
    const receive = (message: BackendMessage) => {
      if (message.name !== "dataRow") reader.encoding = announcesBytes(message) ? "latin1" : "utf-8";
      connection.emit(message.name === "error" ? "errorMessage" : message.name, message);
    };
    stream.on("data", (chunk: Buffer) => {
      onBytes();
      parser.parse(chunk, receive);
    });
  };
}

/** Not declared: see pg's connection.js. */
interface Attachable {
  attachListeners(stream: Socket): void;
}

const announcesBytes = (message: BackendMessage): boolean =>
  message.name === "rowDescription" && (message as RowDescriptionMessage).fields[0]?.format === "binary";
