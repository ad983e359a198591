import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { leafHash } from "./merkle.ts";
import { openCheckpoint, openNote, signCheckpoint, verifierKey } from "./note.ts";

const key = () => generateKeyPairSync("ed25519").privateKey;
const head = { origin: "swideal.example/4f1c09ab/log/1", size: 512, root: leafHash(Buffer.from("x")) };

describe("a checkpoint", () => {
  it("says origin, size and root in three lines, and is opened by any of the keys that signed it", () => {
    const [one, other] = [key(), key()];
    const note = signCheckpoint(head, one);
    expect(note.split("\n").slice(0, 4)).toEqual([head.origin, "512", head.root.toString("base64"), ""]);
    expect(note).toMatch(/\n\n— swideal\.example\/4f1c09ab\/log\/1 [A-Za-z0-9+/]{90}[A-Za-z0-9+/=]{2}\n$/);
    expect(openCheckpoint(note, [other, one])).toEqual(head);
    expect(openCheckpoint(note, [other])).toBeNull();
    expect(verifierKey(head.origin, one)).toMatch(
      /^swideal\.example\/4f1c09ab\/log\/1\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$/,
    );
  });

  it("that was changed anywhere, or is none, is not opened", () => {
    const one = key();
    const note = signCheckpoint(head, one);
    const changed = [
      note.replace("512", "513"),
      note.replace("log/1", "log/2"),
      note.replace(head.root.toString("base64"), leafHash(Buffer.from("y")).toString("base64")),
      note.replace("\n\n", "\nmore\n\n"),
      note.replace(/.{5}\n$/, "AAAA=\n"),
      "",
      "\n\n",
      "a\nb\n",
    ];
    for (const text of changed) expect(openCheckpoint(text, [one])).toBeNull();
  });
});

describe("a signed note", () => {
  // The example in the documentation of Go's implementation, golang.org/x/mod/sumdb/note.
  it("that another implementation has made is opened", () => {
    const x = Buffer.from("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "base64")
      .subarray(1)
      .toString("base64url");
    const neumann = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
    const text =
      "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    const note = `${text}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;
    expect(openNote(note, "PeterNeumann", [neumann])).toBe(text);
    expect(openNote(note.replace("answer", "question"), "PeterNeumann", [neumann])).toBeNull();
    expect(verifierKey("PeterNeumann", neumann)).toBe(
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    );
  });
});
