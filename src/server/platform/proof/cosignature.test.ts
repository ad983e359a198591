import { createHash, createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import { describe, expect, it } from "vitest";
import { cosign, openCosignature } from "./cosignature.ts";
import { openNote } from "./note.ts";
import { readVerifierKey, verifierKeyOf } from "./verifier-key.ts";

const NAME = "temoin.example/4f1c09ab/witness";
const TEXT = "swideal.example/4f1c09ab/log/1\n512\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
const key = () => generateKeyPairSync("ed25519").privateKey;

/** As C2SP's tlog-cosignature says it, by nothing of ours: the time that the line tells, when the key has signed it. */
function timeBySpecification(line: string, text: string, verifierKey: string): number | null {
  const [name = "", hash = "", ...parts] = verifierKey.split("+");
  // Base64 has plus signs as well.
  const typed = parts.join("+");
  const bytes = Buffer.from(typed, "base64");
  const id = createHash("sha256").update(`${name}\n`).update(bytes).digest().subarray(0, 4);
  expect([bytes[0], id.toString("hex")]).toEqual([4, hash]);
  const [dash, signer, signed = "", ...rest] = line.replace(/\n$/, "").split(" ");
  expect([dash, signer, rest]).toEqual(["—", name, []]);
  const named = Buffer.from(signed, "base64");
  if (named.length !== 76 || !named.subarray(0, 4).equals(id)) return null;
  const time = named.readBigUInt64BE(4);
  const jwk = { kty: "OKP", crv: "Ed25519", x: bytes.subarray(1).toString("base64url") };
  const message = Buffer.from(`cosignature/v1\ntime ${time}\n${text}`);
  const good = verify(null, message, createPublicKey({ key: jwk, format: "jwk" }), named.subarray(12));
  return good ? Number(time) : null;
}

describe("a cosignature", () => {
  it("is what the specification's bytes say, and is opened with its time", () => {
    for (let n = 0; n < 20; n += 1) {
      const one = key();
      const witness = verifierKeyOf(NAME, "cosignature", one);
      const made = cosign(TEXT, NAME, one, 1_796_000_000 + n);
      expect(timeBySpecification(made.line, TEXT, witness.text)).toBe(1_796_000_000 + n);
      expect(openCosignature(made.line, TEXT, witness)).toEqual(made);
      expect(openCosignature(`— other.example AAAA\n${made.line}`, TEXT, witness)).toEqual(made);
    }
  });

  it("of another head, time, name or key is none, nor is a note's own signature", () => {
    const one = key();
    const witness = verifierKeyOf(NAME, "cosignature", one);
    const { line } = cosign(TEXT, NAME, one, 1_796_000_000);
    const bytes = Buffer.from(line.split(" ")[2] ?? "", "base64");
    const altered = (at: number) => {
      const copy = Buffer.from(bytes);
      copy[at] = (copy[at] ?? 0) ^ 1;
      return `— ${NAME} ${copy.toString("base64")}\n`;
    };
    expect(openCosignature(line, TEXT.replace("512", "513"), witness)).toBeNull();
    expect(openCosignature(line, `${TEXT}more\n`, witness)).toBeNull();
    for (let at = 0; at < bytes.length; at += 1)
      expect(openCosignature(altered(at), TEXT, witness)).toBeNull();
    expect(openCosignature(line, TEXT, verifierKeyOf("other", "cosignature", one))).toBeNull();
    expect(openCosignature(line, TEXT, verifierKeyOf(NAME, "cosignature", key()))).toBeNull();
    expect(openNote(`${TEXT}\n${line}`, NAME, [one])).toBeNull();
    for (const text of ["", "\n\n", "— ", `— ${NAME} `, `— ${NAME} !!`, line.slice(0, 40)])
      expect(openCosignature(text, TEXT, witness)).toBeNull();
  });
});

describe("a verifier key", () => {
  // Of a witness that is in use; the other is of a log in the tests of litewitness, with its signature.
  const REMORA = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2";
  const SIGSUM = "sigsum.org/v1/tree/985ea163f5af026723561354f51f2ebcdcf2af809ce254ccfb64aa9aadd80f90";

  it("that other programs have made is read, and its hash tells a name that is not its own", () => {
    expect(readVerifierKey(REMORA, "cosignature")).toMatchObject({ name: "remora.n621.de", text: REMORA });
    expect(readVerifierKey(REMORA, "ed25519")).toBeNull();
    for (const wrong of [
      REMORA.replace("remora", "remorb"),
      REMORA.replace("da77ade7", "da77ade8"),
      REMORA.replace("BOvN", "BOvM"),
      REMORA.replace("+BOvN", "+AevN"),
      `${REMORA} `,
      REMORA.slice(0, -1),
      REMORA.replace("remora", "rem ora"),
      "",
      "a+b+c",
    ])
      expect([wrong, readVerifierKey(wrong, "cosignature")]).toEqual([wrong, null]);
  });

  it("opens what the log of another program has signed", () => {
    const bytes = Buffer.from("52c05edad1bf5feffa81354faae59a655d9a9a1a793ed2f62c39c26c0be2aecd", "hex");
    const typed = Buffer.concat([Buffer.of(1), bytes]).toString("base64");
    const log = readVerifierKey(`${SIGSUM}+ec1293d2+${typed}`, "ed25519");
    const text = `${SIGSUM}\n1\nKgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n`;
    const note = `${text}\n— ${SIGSUM} 7BKT0gOfNZ1J0So9unY3BZtm2YkPIoNYM/dce0Z2avJDs8dxN6ts9bOSwwrVrbjm6P9K3ZxpK6jJngOG6YvGGzV/lwo=\n`;
    expect(log === null ? null : openNote(note, SIGSUM, [log.key])).toBe(text);
  });
});
