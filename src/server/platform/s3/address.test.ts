import { expect, test } from "vitest";
import { readS3Address } from "./address.ts";

test("an address names server, bucket, prefix, region and key, and is called without its key", () => {
  expect(
    readS3Address("s3://KEY:a%2Fb%2Bc%40d%2Ce@s3.eu-west-3.example:9000/my-heads/a/b_c/?region=eu-west-3"),
  ).toEqual({
    name: "s3://s3.eu-west-3.example:9000/my-heads/a/b_c",
    endpoint: "https://s3.eu-west-3.example:9000",
    bucket: "my-heads",
    prefix: "a/b_c/",
    region: "eu-west-3",
    keyId: "KEY",
    secret: "a/b+c@d,e",
  });
  expect(readS3Address("s3://KEY:SECRET@s3.example/heads")).toMatchObject({
    prefix: "",
    region: "us-east-1",
  });
  expect(readS3Address("s3://KEY:SECRET@127.0.0.1:9000/heads?tls=off")?.endpoint).toBe(
    "http://127.0.0.1:9000",
  );
});

test.each([
  "s3://heads",
  "s3://s3.example/heads",
  "s3://KEY@s3.example/heads",
  "s3://:SECRET@s3.example/heads",
  "s3://KEY:SEC/RET@s3.example/heads",
  "s3://KEY:%zz@s3.example/heads",
  "s3://KEY:SEC%0aRET@s3.example/heads",
  "s3://KEY:SECRET@s3.example",
  "s3://KEY:SECRET@s3.example/",
  "s3://KEY:SECRET@s3.example/He",
  "s3://KEY:SECRET@s3.example/heads//other",
  "s3://KEY:SECRET@s3.example/heads/é",
  "s3://KEY:SECRET@s3.example/heads?region=a/b",
  "s3://KEY:SECRET@s3.example/heads?tls=off",
  "s3://KEY:SECRET@s3.example/heads?acl=public",
  "s3://KEY:SECRET@s3.example/heads#x",
  "https://KEY:SECRET@s3.example/heads",
])("%s is refused", (text) => {
  expect(readS3Address(text)).toBeNull();
});
