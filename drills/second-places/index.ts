import { setTimeout as sleep } from "node:timers/promises";
import { readS3Address, type S3Address } from "../../src/server/platform/s3/address.ts";
import { openS3 } from "../../src/server/platform/s3/store.ts";
import { startRelay } from "../../tests/support/relay.ts";
import { startReceiver } from "../../tests/support/s3-server.ts";
import { type Swift, startSwift } from "../../tests/support/swift/index.ts";
import type { Drill, DrillReport } from "../drill.ts";
import { swideal } from "../log/command.ts";
import { Program } from "../support/program.ts";

const WITHIN_MS = 60_000;

/** Heads of the log in a bucket of a server that is not ours, as it comes from the Debian archive. */
export const secondPlaces: Drill = {
  name: "second-places",
  shows:
    "heads of the log stand in a real S3 server, are made up after hours in which it was away, and show that the log was shortened",
  inCi: { seconds: 90 },
  async run(report, { chosen }) {
    const wants = (part: string) => chosen.length === 0 || chosen.includes(part);
    const swift = await startSwift({ pageSize: 5 });
    report.note(`OpenStack Swift ${swift.version}`);
    try {
      if (wants("store")) await theStore(report, swift);
      if (wants("log")) await theLog(report, swift);
    } finally {
      await swift.stop();
    }
  },
};

/** Each request that the program makes, by itself. */
async function theStore({ check }: DrillReport, swift: Swift): Promise<void> {
  const open = (changes?: Parameters<Swift["address"]>[0]) =>
    openS3(readS3Address(swift.address(changes)) as S3Address);
  const store = open();
  const keys = Array.from({ length: 12 }, (_, n) => `store/${String(n).padStart(4, "0")}`);
  const made = [];
  for (const key of keys) made.push(await store.putNew(key, Buffer.from(`of ${key} é`), "text/plain"));
  check("new objects are taken and read back", made.every(Boolean), `${made.length} objects`);
  const listed = await store.list("store/");
  check(
    "they are listed, five a page",
    listed.map(({ key }) => key).join() === keys.join(),
    `${listed.length} keys`,
  );
  const again = await store.putNew("store/0003", Buffer.from("other"), "text/plain");
  const kept = (await store.get("store/0003", 100))?.toString();
  check("one that is there is left as it is", !again && kept === "of store/0003 é", String(kept));
  check("one that is not there is none", (await store.get("store/none", 10)) === null, "null");
  const said = async (work: Promise<unknown>) => work.then(String, (error: Error) => error.message);
  const wrong = await said(open({ secret: "not-this-one" }).list(""));
  check("a wrong secret is one line", /^s3:\S+ refuses: SignatureDoesNotMatch \(.+\)$/.test(wrong), wrong);
  const strange = await said(open({ key: "nobody:here" }).list(""));
  check("a key that is not known too", /^s3:\S+ refuses: [A-Za-z]+ \(.+\)$/.test(strange), strange);
  const nowhere = await said(open({ bucket: "nowhere" }).get("x", 10));
  check("a bucket that is not there is one line", /refuses: NoSuchBucket \(.+\)$/.test(nowhere), nowhere);
  await theWay(check, swift);
}

/** Between the program and the server. */
async function theWay(check: DrillReport["check"], swift: Swift): Promise<void> {
  const target = { host: "127.0.0.1", port: swift.port, database: "", user: "" };
  const relay = await startRelay(target);
  const port = relay.through(target).port as number;
  const store = openS3(readS3Address(swift.address({ port })) as S3Address);
  const said = async (work: Promise<unknown>) => work.then(String, (error: Error) => error.message);
  try {
    relay.freeze();
    const asked = said(store.get("store/0001", 100));
    await sleep(500);
    await relay.stop();
    const dropped = await asked;
    check(
      "a connection that is dropped is one line",
      /^s3:\S+ cannot be reached \(.+\)$/.test(dropped),
      dropped,
    );
    await relay.restore();
    relay.thaw();
    relay.hang();
    const silent = await said(store.putNew("store/silent", Buffer.from("x"), "text/plain"));
    check("one that goes silent is given up", /^s3:\S+ gave no answer in 10 seconds$/.test(silent), silent);
    await relay.restore();
    const there = await said(store.putNew("store/silent", Buffer.from("x"), "text/plain"));
    check("what was not taken is taken when it is tried again", there === "true", there);
  } finally {
    await relay.stop();
  }
}

/** The program, its job and its commands. */
async function theLog({ check }: DrillReport, swift: Swift): Promise<void> {
  const receiver = await startReceiver("a secret of the drill's own");
  const program = await Program.start();
  try {
    const environment = { AUDIT_HEADS: `${swift.address()},${receiver.url}` };
    await program.ended("SIGTERM");
    await program.start(environment);
    const store = openS3(readS3Address(swift.address()) as S3Address);
    const sizes = async () =>
      (await program.sql<{ size: string }>("select size from audit_heads order by size")).map(({ size }) =>
        Number(size),
      );
    const inBucket = async () =>
      (await store.list(""))
        .filter(({ key }) => key.endsWith(".checkpoint"))
        .map(({ key }) => Number(key.slice(-27, -11)));
    const hour = async () => {
      await program.enrol("Ada");
      await program.sql("update audit_heads set at = at - interval '1 hour'");
      await program.wake("audit-heads");
    };
    for (let heads = 1; heads <= 2; heads += 1) {
      await hour();
      await until(async () => (await inBucket()).length === heads);
    }
    check(
      "each head stands in the bucket",
      (await inBucket()).join() === (await sizes()).join(),
      (await inBucket()).join(),
    );

    await swift.leave();
    await hour();
    const failed = () =>
      program.sql<{ text: string }>(
        "select output ->> 'text' as text from pgboss.job where name = 'audit-heads' and output ->> 'text' <> ''",
      );
    await until(async () => (await failed()).length > 0);
    const [{ text } = { text: "" }] = await failed();
    check("while it is away nothing is signed, and the job says so", (await sizes()).length === 2, text);
    await until(async () => (await program.sql("select from audit_unsealed")).length === 0);
    check("what happens meanwhile is sealed", true, "nothing waits");
    await swift.comeBack();
    await hour();
    await until(async () => (await inBucket()).length === 3);
    await until(async () => receiver.told.length === 3);
    const told = receiver.told.map(({ size, signed }) => (signed ? size : "unsigned"));
    check(
      "the next hour covers it, and a webhook was told of each",
      told.join() === (await sizes()).join(),
      told.join(),
    );

    await program.ended("SIGTERM");
    await program.start({ ...environment, SCHEDULER: "off" });
    await verifyAndShorten(check, program, environment, swift);
  } finally {
    await program.stop();
    await receiver.close();
  }
}

async function verifyAndShorten(
  check: DrillReport["check"],
  program: Program,
  environment: Record<string, string>,
  swift: Swift,
): Promise<void> {
  const verify = (changes: Record<string, string> = {}) =>
    swideal(["audit", "verify"], { ...program.environment(), ...environment, ...changes });
  const whole = await verify();
  const heads = Number(/with (\d+) published heads/.exec(whole.output)?.[1]);
  // Three of the database and the same of the bucket; a publication that was tried again may have made one more.
  check(
    "the log is compared with the bucket",
    whole.code === 0 && heads >= 6 && heads % 2 === 0,
    whole.output.trim(),
  );
  const refused = await verify({ AUDIT_HEADS: swift.address({ secret: "not-this-one" }) });
  check(
    "a wrong secret is one line of the command",
    refused.code === 1 && /^swideal: s3:\S+ refuses: .+\n$/.test(refused.errors),
    refused.errors.trim(),
  );
  const [{ size } = { size: "0" }] = await program.sql<{ size: string }>(
    "select max(size) as size from audit_heads",
  );
  const before = Number(size) - 256;
  for (const statement of [
    "delete from audit_entries using audit_leaves where id = entry_id and leaf >= $1",
    "delete from audit_leaves where leaf >= $1",
    "delete from audit_heads where size > $1",
    "delete from audit_tiles where level = 0 and tile * 256 >= $1",
    "update audit_tiles set hashes = substring(hashes for $1::integer / 8) where level = 1",
  ])
    await program.sql(statement, [before]);
  const cut = await verify();
  check(
    "the end that was taken away is missed, by the head in the bucket",
    cut.code === 1 && cut.errors.includes(`has ${before} leaves and a head in s3://`),
    cut.errors.trim().split("\n").at(-1) ?? "",
  );
}

async function until(happened: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + WITHIN_MS; !(await happened()); await sleep(200))
    if (Date.now() > deadline) throw new Error("what was waited for did not happen in a minute");
}
