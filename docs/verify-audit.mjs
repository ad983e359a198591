// Checks that an entry stands in the log of actions, offline, with nothing but Node:
//
//     node verify-audit.mjs ENTRY.jsonl ENTRY.tlog-proof KEY [HEAD]
//
// The first two are what `swideal audit export --entry ID --proof ENTRY.tlog-proof > ENTRY.jsonl` gave. KEY is the log's
// public key (`swideal audit heads`), or a file that holds it; HEAD a head of the log that was kept (/audit/checkpoint):
// the proof then has to be by that one. Take key and head from before the quarrel. What is checked: docs/proof.md.
import { createHash, createPublicKey, verify } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";

const [entryFile = "", proofFile = "", keyGiven = "", headFile] = process.argv.slice(2);
const base64 = (text) => Buffer.from(text, "base64");
const sha256 = (...parts) => createHash("sha256").update(Buffer.concat(parts)).digest();

/** A key is written `name+hash+key`: signed-note of C2SP. */
function openKey(text) {
  const [, name, hash, key] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/.exec(text.trim()) ?? [];
  if (key === undefined || base64(key)[0] !== 1) throw new Error("the key is none of Ed25519");
  const id = sha256(Buffer.from(`${name}\n`), base64(key)).subarray(0, 4);
  if (id.toString("hex") !== hash) throw new Error("the key is not the one that its hash names");
  const spki = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), base64(key).subarray(1)]);
  return { name, id, key: createPublicKey({ key: spki, format: "der", type: "spki" }) };
}

/** The size and the root that the key has signed: tlog-checkpoint of C2SP. */
function openHead(note, { name, id, key }) {
  const [, text, origin, size, root, signatures] =
    /^(([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n(?:[^\n]+\n)*)\n((?:— [^\n]+\n)+)$/.exec(note) ??
    [];
  if (text === undefined) throw new Error("the head is none");
  if (origin !== name) throw new Error(`the head is of the log ${origin}, the key of ${name}`);
  const made = signatures.split("\n").filter((line) => line.startsWith(`— ${name} `));
  const bytes = made.map((line) => base64(line.slice(name.length + 3)));
  const own = bytes.filter((one) => one.subarray(0, 4).equals(id));
  if (!own.some((one) => verify(null, Buffer.from(text), key, one.subarray(4))))
    throw new Error("the head is not signed by this key");
  return { size: Number(size), root: base64(root) };
}

/** The root that the steps lead to from a leaf: RFC 9162, section 2.1.3.2. */
function rootFrom(leaf, index, size, steps) {
  let [at, last, hash] = [index, size - 1, leaf];
  for (const step of steps) {
    if (last === 0) throw new Error("the proof is too long for the head");
    const left = at % 2 === 1 || at === last;
    hash = left ? sha256(Buffer.of(1), step, hash) : sha256(Buffer.of(1), hash, step);
    while (left && at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  if (last !== 0) throw new Error("the proof is too short for the head");
  return hash;
}

try {
  const key = openKey(existsSync(keyGiven) ? readFileSync(keyGiven, "utf8") : keyGiven);
  const [, number, steps, note] =
    /^c2sp\.org\/tlog-proof@v1\n(?:extra [^\n]*\n)?index (0|[1-9]\d{0,15})\n((?:[A-Za-z0-9+/]{43}=\n)*)\n(.+)$/s.exec(
      readFileSync(proofFile, "utf8"),
    ) ?? [];
  if (note === undefined) throw new Error("the proof is none");
  const [head, index] = [openHead(note, key), Number(number)];
  const kept = headFile === undefined ? head : openHead(readFileSync(headFile, "utf8"), key);
  if (kept.size !== head.size)
    throw new Error(`the proof is by the head of ${head.size} leaves, not ${kept.size}`);
  if (!kept.root.equals(head.root)) throw new Error("TWO HEADS of one log contradict each other");
  if (index >= head.size) throw new Error(`there is no leaf ${index} under a head of ${head.size}`);
  const line = readFileSync(entryFile).toString("latin1").replace(/\n$/, "");
  const leaf = sha256(Buffer.of(0), Buffer.from(line, "latin1"));
  if (!rootFrom(leaf, index, head.size, steps.split("\n").slice(0, -1).map(base64)).equals(head.root))
    throw new Error(`the entry is not leaf ${index} of the log, or the proof is of another`);
  console.log(`true: the entry is leaf ${index} of ${key.name}, under its head of ${head.size} leaves`);
} catch (error) {
  console.error(`NOT shown: ${error.message}`);
  process.exitCode = 1;
}
