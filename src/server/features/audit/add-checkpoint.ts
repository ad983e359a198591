import { isUtf8 } from "node:buffer";
import type { Hash } from "../../platform/proof/merkle.ts";
import { type Checkpoint, readCheckpoint, readHash, readSize, splitNote } from "../../platform/proof/note.ts";

/** What a log sends to a witness: C2SP tlog-witness, `add-checkpoint`. */
export interface AddCheckpoint {
  /** Leaves of the last head that the witness cosigned; 0: none. */
  readonly old: number;
  /** What leads from that head to this one: RFC 9162, section 2.1.4. */
  readonly proof: readonly Hash[];
  /** The signed checkpoint. */
  readonly note: string;
}

/** Of a request that was read, what its checkpoint says; who has signed it is not looked at yet. */
export interface ReadAddCheckpoint extends AddCheckpoint {
  /** What the note's signatures are over. */
  readonly text: string;
  readonly checkpoint: Checkpoint;
}

const MOST_HASHES = 63;
const OLD = "old ";
const LINE_BREAK = 0x0a;
const SPACE = 0x20;

export const writeAddCheckpoint = ({ old, proof, note }: AddCheckpoint): string =>
  [`${OLD}${old}`, ...proof.map((hash) => hash.toString("base64")), "", note].join("\n");

/** null: the bytes are no such request. Sizes of 2^53 and above are none. */
export function readAddCheckpoint(body: Buffer): ReadAddCheckpoint | null {
  if (!isUtf8(body) || body.some((byte) => byte < SPACE && byte !== LINE_BREAK)) return null;
  const request = body.toString();
  const end = request.indexOf("\n\n");
  if (end < 0) return null;
  const [first = "", ...hashes] = request.slice(0, end).split("\n");
  const note = request.slice(end + 2);
  const old = first.startsWith(OLD) ? readSize(first.slice(OLD.length)) : null;
  const proof = hashes.map(readHash).filter((hash) => hash !== null);
  if (old === null || proof.length < hashes.length || proof.length > MOST_HASHES) return null;
  const text = splitNote(note)?.text;
  const checkpoint = text === undefined ? null : readCheckpoint(text);
  if (text === undefined || checkpoint === null || old > checkpoint.size) return null;
  return { old, proof, note, text, checkpoint };
}
