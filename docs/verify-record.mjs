// Checks the record of an auction, whole or in part, with nothing but Node:
//
//     node verify-record.mjs RECORD.json KEYS.json
//
// RECORD.json is what GET /api/v1/missions/{id}/record or `swideal record export` gave, KEYS.json a copy of
// /.well-known/swideal-record-keys.json, best an old one. What is checked: docs/auction-record.md.
import { createHash, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";

const [record, { keys }] = process.argv.slice(2, 4).map((file) => JSON.parse(readFileSync(file, "utf8")));
const sha256 = (...parts) => createHash("sha256").update(Buffer.concat(parts)).digest();
const hex = (text) => Buffer.from(text, "hex");
const faults = [];
const check = (good, fault) => good || faults.push(fault);

/** The root of RFC 9162, section 2.1.1. */
function rootOf(leaves) {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return sha256(Buffer.of(0), leaves[0]);
  const half = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return sha256(Buffer.of(1), rootOf(leaves.slice(0, half)), rootOf(leaves.slice(half)));
}

/** What binds a revision of an offer to what it said: docs/sealed-offers.md. */
function commitmentTo(missionId, { offerId, revision, priceCents, durationDays, messageSha256, salt }) {
  const ids = [missionId, offerId].map((id) => hex(id.replaceAll("-", "")));
  const numbers = Buffer.alloc(16);
  numbers.writeUInt32BE(revision, 0);
  numbers.writeBigUInt64BE(BigInt(priceCents), 4);
  numbers.writeUInt32BE(durationDays, 12);
  return sha256(Buffer.from("swideal-offer-v1\0"), ...ids, numbers, hex(messageSha256), hex(salt)).toString(
    "hex",
  );
}

const shown = [];
let [previous, all] = [null, 0];
for (const [n, { signed, lines }] of record.heads.entries()) {
  const name = `head ${n + 1}`;
  const [header, payload, signature] = signed.split(".");
  const { alg, typ, kid } = JSON.parse(Buffer.from(header, "base64url"));
  const key = keys.find((one) => one.kid === kid);
  check(alg === "EdDSA" && typ === "swideal-record+jws", `${name}: not the signature of a record`);
  const [said, proof] = [Buffer.from(`${header}.${payload}`), Buffer.from(signature, "base64url")];
  const good = key !== undefined && verify(null, said, createPublicKey({ key, format: "jwk" }), proof);
  check(good, `${name}: not signed by a key that is known`);
  const bytes = Buffer.from(payload, "base64url");
  const head = JSON.parse(bytes);
  const same = head.version === "swideal-record-v1" && head.missionId === record.missionId;
  check(same, `${name}: of another auction`);
  check(head.number === n + 1 && head.previous === previous, `${name}: does not follow the one before`);
  previous = sha256(bytes).toString("hex");
  all += head.lines.length;
  for (const { position, salt, line } of lines) {
    const said = JSON.parse(line);
    const { kind, digest } = head.lines[position] ?? {};
    const good = sha256(Buffer.of(0), hex(salt), Buffer.from(line)).toString("hex") === digest;
    check(good && said.kind === kind, `${name}, line ${position} (${said.kind}): not what was signed`);
    shown.push(said);
  }
}
for (const terms of shown.filter(({ kind }) => kind === "terms"))
  check(
    commitmentTo(record.missionId, terms) === terms.commitment,
    `offer ${terms.bidder}, revision ${terms.revision}: does not open its commitment`,
  );
const root = shown.find(({ kind }) => kind === "root");
const commitments = shown
  .flatMap(({ kind, commitment }) => (kind === "commitment" ? [commitment] : []))
  .sort();
if (root !== undefined)
  check(
    commitments.length === root.size && rootOf(commitments.map(hex)).toString("hex") === root.root,
    "root: not over these commitments",
  );
for (const fault of faults) console.error(fault);
const outcome = faults.length === 0 ? "all as signed" : "NOT as signed";
console.log(`${record.heads.length} heads, ${shown.length} of ${all} lines shown: ${outcome}`);
process.exitCode = faults.length === 0 ? 0 : 1;
