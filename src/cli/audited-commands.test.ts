import { readdir } from "node:fs/promises";
import { Command } from "commander";
import { expect, test } from "vitest";
import { auditedActions } from "../server/core/audited-actions.ts";
import { auditedCommands } from "./audited-commands.ts";
import type { Terminal } from "./context.ts";

const folder = new URL("./commands/", import.meta.url);

/** The commands that work, e.g. `admin create` and not `admin`. */
function worksOf(command: Command, path: readonly string[] = []): string[] {
  if (command.commands.length === 0) return [path.join(" ")];
  return command.commands.flatMap((one) => worksOf(one, [...path, one.name()]));
}

test("every command says what the log of actions holds of it, or why nothing", async () => {
  const program = new Command("swideal");
  for (const file of await readdir(folder)) {
    if (file.endsWith(".test.ts")) continue;
    const module = (await import(new URL(file, folder).href)) as Record<string, unknown>;
    for (const [name, add] of Object.entries(module))
      if (name.endsWith("Command") && typeof add === "function") add(program, {} as Terminal);
  }
  const commands = worksOf(program);
  expect(commands).toContain("admin create");
  expect(commands.filter((command) => !(command in auditedCommands))).toEqual([]);
  for (const held of Object.values(auditedCommands)) {
    if ("none" in held) expect(held.none).not.toBe("");
    else for (const action of held) expect(Object.keys(auditedActions)).toContain(action);
  }
});
