import type { Socket } from "node:net";
import type pg from "pg";
import type { BackendMessage, DataRowMessage, RowDescriptionMessage } from "pg-protocol/dist/messages.js";
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
export const byteRows = rowsOf((field) => field);

/** The same where pg has decoded the fields: their bytes once more. Text of a UTF-8 database loses nothing on the way. */
export const decodedByteRows = rowsOf((field) =>
  typeof field === "string" ? Buffer.from(field).toString("latin1") : field,
);

function rowsOf(read: (field: unknown) => unknown) {
  return { binary: true, rowMode: "array", types: { getTypeParser: () => read } } as const;
}

/**
 * pg decodes every field as UTF-8, binary ones too (see its connection.js). Here rows that were asked for in binary keep
 * their bytes. Decoding and encoding a page of French texts costs as much as all else that an answer needs. `onBytes`:
 * told whenever the database has sent something. Returns what such a statement is to be sent with.
 */
export function keepBytes(
  connection: pg.Connection,
  onBytes: () => void,
  newParser: () => Parser = pgsOwn,
): typeof byteRows {
  const own = connection as unknown as Attachable;
  if (!readsBytes(newParser)) {
    const { attachListeners } = own;
    own.attachListeners = (stream) => {
      stream.on("data", onBytes);
      attachListeners.call(own, stream);
    };
    return decodedByteRows;
  }
  own.attachListeners = (stream) => {
    const parse = byteParser(newParser());
    const receive = (message: BackendMessage) =>
      void connection.emit(message.name === "error" ? "errorMessage" : message.name, message);
    stream.on("data", (chunk: Buffer) => {
      onBytes();
      parse(chunk, receive);
    });
  };
  return byteRows;
}

const pgsOwn = () => new Parser();

type Parse = (chunk: Buffer, receive: (message: BackendMessage) => void) => void;

/** Reaches into pg's parser, which has no setting for it: `readsBytes` says whether that is as it was. */
function byteParser(parser: Parser): Parse {
  const { reader } = parser as unknown as { reader: { encoding: BufferEncoding } };
  return (chunk, receive) =>
    parser.parse(chunk, (message) => {
      if (message.name !== "dataRow") reader.encoding = announcesBytes(message) ? "latin1" : "utf-8";
      receive(message);
    });
}

const tested = new Map<() => Parser, boolean>();

/** Whether the parser, given one row of bytes and one of text as PostgreSQL sends them, gives each as it should. */
function readsBytes(newParser: () => Parser): boolean {
  const known = tested.get(newParser);
  if (known !== undefined) return known;
  let works = false;
  try {
    const fields: unknown[] = [];
    const parse = byteParser(newParser());
    for (const format of [BINARY, TEXT]) {
      parse(Buffer.concat([description(format), row("é€")]), (message) => {
        if (message.name === "dataRow") fields.push(...(message as DataRowMessage).fields);
      });
    }
    works = fields[0] === Buffer.from("é€").toString("latin1") && fields[1] === "é€" && fields.length === 2;
  } catch {
    // Another parser than the one that is known here.
  }
  tested.set(newParser, works);
  return works;
}

const [TEXT, BINARY] = [0, 1];

/** A message of PostgreSQL's protocol (version 3): its letter, its length with itself, its content. */
function message(letter: string, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(letter), length, body]);
}

/** RowDescription of one column named "a": of no table, of type text, of any length. */
const description = (format: number) =>
  message(
    "T",
    Buffer.from([0, 1]),
    Buffer.from("a\0"),
    Buffer.alloc(6),
    Buffer.from([0, 0, 0, 25]),
    Buffer.alloc(6, 0xff),
    Buffer.from([0, format]),
  );

/** DataRow of one field. */
function row(text: string): Buffer {
  const field = Buffer.from(text);
  return message("D", Buffer.from([0, 1, 0, 0, 0, field.length]), field);
}

/** Not declared: see pg's connection.js. */
interface Attachable {
  attachListeners(stream: Socket): void;
}

const announcesBytes = (message: BackendMessage): boolean =>
  message.name === "rowDescription" && (message as RowDescriptionMessage).fields[0]?.format === "binary";
