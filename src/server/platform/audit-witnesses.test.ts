import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { witnessedLogs, witnesses } from "./audit-witnesses.ts";
import { verifierKeyOf } from "./proof/verifier-key.ts";

const { privateKey } = generateKeyPairSync("ed25519");
const witness = verifierKeyOf("temoin.example/1/witness", "cosignature", privateKey).text;
const log = verifierKeyOf("swideal.example/1/log/1", "ed25519", privateKey).text;

test("witnesses are named by an address and a key, logs by a key, as many as one likes", () => {
  const text = ` https://temoin.example/audit/ ${witness},http://[::1]:3000/audit  ${witness} , `;
  expect(witnesses.parse(text).map(({ url, key }) => [url, key.name])).toEqual([
    ["https://temoin.example/audit", "temoin.example/1/witness"],
    ["http://[::1]:3000/audit", "temoin.example/1/witness"],
  ]);
  expect(witnessedLogs.parse(`${log}, ${log}`).map(({ text }) => text)).toEqual([log, log]);
  expect([witnesses.parse(undefined), witnessedLogs.parse("")]).toEqual([[], []]);
});

test("an address that asks, holds a password or is none, and a key of the other kind, are refused", () => {
  const good = "https://temoin.example/audit";
  for (const text of [
    good,
    witness,
    `${good} ${log}`,
    `${good} ${witness} more`,
    `${good}?a=1 ${witness}`,
    `${good}#a ${witness}`,
    `https://user:secret@temoin.example/audit ${witness}`,
    `file:///audit ${witness}`,
    `temoin.example/audit ${witness}`,
  ]) {
    const { error } = witnesses.safeParse(text);
    expect([text, error?.issues[0]?.message.includes("secret")]).toEqual([text, false]);
  }
  for (const text of [witness, good, log.slice(0, -1), "swideal.example/1/log/1"])
    expect([text, witnessedLogs.safeParse(text).success]).toEqual([text, false]);
});
