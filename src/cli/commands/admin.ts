import { randomUUID } from "node:crypto";
import type { Command } from "commander";
import { systemActor } from "../../server/core/actor.ts";
import { createPasswordHashing, ensureUser } from "../../server/features/accounts/index.ts";
import { listeners } from "../../server/listeners.ts";
import { createEmit } from "../../server/platform/events.ts";
import { OperatorError, type Terminal, withDatabase } from "../context.ts";
import { withOwnerDatabase } from "../owner-database.ts";

interface CreateOptions {
  readonly email: string;
  readonly json?: boolean;
}

export function adminCommand(program: Command, terminal: Terminal): void {
  const admin = program.command("admin").description("administrators of this installation");
  admin
    .command("create")
    .description("make an administrator, or make one of an account that exists; prints a password once")
    .requiredOption("--email <address>", "the address to sign in with")
    .option("--json", "print JSON")
    .action((options: CreateOptions) => {
      if (!/^[^\s@]+@[^\s@]+$/.test(options.email))
        throw new OperatorError(`${options.email} is not an e-mail address`);
      return withDatabase(terminal, (context) =>
        withOwnerDatabase(context, async ({ database }) => {
          const { config } = context;
          const { userId, password } = await ensureUser(
            {
              database,
              hashing: createPasswordHashing(),
              emit: createEmit(listeners({ ...config, recordSigner: null })),
            },
            systemActor("swideal admin create", randomUUID()),
            {
              email: options.email,
              displayName: "Administration",
              roles: ["client", "provider", "moderator", "admin"],
            },
          );
          if (options.json) terminal.print(JSON.stringify({ userId, email: options.email, password }));
          else if (password === null)
            terminal.print(`${options.email} is an administrator now; the password stays.`);
          else terminal.print(`${options.email} is an administrator. Password (shown once): ${password}`);
        }),
      );
    });
}
