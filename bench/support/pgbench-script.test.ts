import { expect, it } from "vitest";
import { scriptOf } from "./pgbench-script.ts";

it("parameters become variables, with the values that the program sent", () => {
  expect(
    scriptOf({ sql: "select $1::text,\n  $12 where $2", parameters: ["été", true, ...Array(9), 7] }, "a"),
  ).toEqual({
    text: "select :a1::text, :a12 where :a2",
    variables: { a1: "été", a2: "true", a12: "7" },
  });
});

it("null stands in the text, for a variable cannot be null", () => {
  expect(scriptOf({ sql: "select $1::uuid", parameters: [null] }, "p")).toEqual({
    text: "select null::uuid",
    variables: {},
  });
});

it("what a quoted text holds is neither a parameter nor a variable", () => {
  const { text } = scriptOf(
    { sql: `select 'it''s $1', to_char($1, 'HH24:MI"Z"'), ':'`, parameters: [1] },
    "p",
  );
  expect(text).toBe(`select 'it''s $1', to_char(:p1, U&'HH24\\003AMI"Z"'), ':'`);
});

it("lists, bytes and times are written as PostgreSQL reads them", () => {
  const parameters = [[1, 2], ['a"b\\', null], Buffer.from([1, 255]), new Date(0), { a: 1 }];
  expect(scriptOf({ sql: "select $1, $2, $3, $4, $5", parameters }, "p").variables).toEqual({
    p1: '{"1","2"}',
    p2: '{"a\\"b\\\\",NULL}',
    p3: "\\x01ff",
    p4: "1970-01-01T00:00:00.000Z",
    p5: '{"a":1}',
  });
});

it("a value that an earlier statement returned is taken from its variable", () => {
  expect(
    scriptOf({ sql: "insert into t values ($1, $2)", parameters: ["id-1", "x"] }, "p", { "id-1": "made_id" }),
  ).toEqual({ text: "insert into t values (:made_id, :p2)", variables: { p2: "x" } });
});
