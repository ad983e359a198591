import type { Command } from "commander";
import { formatSecrets, makeSecrets } from "../../server/platform/secrets.ts";
import type { Terminal } from "../context.ts";

export function secretsCommand(program: Command, { print }: Terminal): void {
  program
    .command("secrets")
    .description("print a ready .env block with every secret that `serve` needs, made at random")
    .option("--json", "print JSON")
    .action((options: { json?: boolean }) => {
      const secrets = makeSecrets();
      print(
        options.json
          ? JSON.stringify({
              AUTH_KEYS: JSON.stringify({ keys: secrets.authKeys }),
              APP_KEYS: secrets.appKeys.join(","),
              AUDIT_KEY: secrets.auditKeys.join(","),
            })
          : formatSecrets(secrets),
      );
    });
}
