#!/usr/bin/env node
// Starts the program under Node 24. Kept in JavaScript that the system's older Node can read: `npm ci` brings
// Node 24 as a package, and this file is what finds it when it is not the Node already running.
import { spawn } from "node:child_process";
import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import module, { createRequire } from "node:module";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const REQUIRED_MAJOR = 24;
const thisFile = fileURLToPath(import.meta.url);
const root = dirname(dirname(thisFile));

if (Number.parseInt(process.versions.node, 10) >= REQUIRED_MAJOR) await runHere();
else startWith(bundledNode());

async function runHere() {
  if (!existsSync(join(root, "node_modules")))
    fail(`the packages it needs are not installed; run \`npm ci\` in ${root}`);
  stopWithStarter();
  if (!process.env.NODE_COMPILE_CACHE) {
    const folder = cacheFolder();
    if (folder) module.enableCompileCache(folder);
  }
  if (["serve", "start"].includes(process.argv[2])) await import("./hold-young-generation.mjs");
  await import(pathToFileURL(join(root, "src", "cli", "main.ts")).href);
}

/** Runs this file again under another Node, as if it were this process: same terminal, signals and exit code. */
function startWith(node) {
  const env = Object.assign({}, process.env, { SWIDEAL_STARTER: "launcher" });
  const child = spawn(node, [thisFile].concat(process.argv.slice(2)), { stdio: "inherit", env });
  child.on("error", (error) => fail(`${node} could not be started (${error.code}); ${advice()}`));
  // A terminal sends Ctrl-C and its own closing to both processes; passing them on would deliver them twice.
  const passedOn = process.stdin.isTTY ? ["SIGTERM"] : ["SIGTERM", "SIGINT", "SIGHUP"];
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) {
    process.on(signal, () => {
      if (passedOn.includes(signal)) child.kill(signal);
    });
  }
  child.on("exit", (code, signal) => {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

/**
 * npm and this launcher hand on SIGTERM, but SIGKILL ends them without a word, and `npx` puts a shell between
 * that hands on nothing: the program would live on, unseen, and keep the port. So it stops with its starter.
 */
function stopWithStarter() {
  if (!process.env.SWIDEAL_STARTER && !process.env.npm_lifecycle_event) return;
  delete process.env.SWIDEAL_STARTER;
  const starter = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === starter) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, 250);
  watch.unref();
}

function bundledNode() {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const names = [`node-${platform}-${process.arch}`, `node-bin-${platform}-${process.arch}`];
  for (const name of names) {
    try {
      const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
      return join(folder, "bin", process.platform === "win32" ? "node.exe" : "node");
    } catch {
      // Not installed under this name.
    }
  }
  return fail(`needs Node ${REQUIRED_MAJOR} and this is ${process.versions.node}; ${advice()}`);
}

/** Compiled code is reused at the next start. Never in a shared folder such as /tmp: it is run without a check. */
function cacheFolder() {
  for (const base of [() => join(root, "node_modules"), homedir]) {
    try {
      const folder = join(base(), ".cache", "swideal");
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      accessSync(folder, constants.W_OK);
      return folder;
    } catch {
      // A read-only place, or a user without a home: try the next.
    }
  }
  return undefined;
}

function advice() {
  return `run \`npm ci\` in ${root} (without --omit=optional), or install Node ${REQUIRED_MAJOR} or later`;
}

function fail(reason) {
  process.stderr.write(`swideal: ${reason}\n`);
  return process.exit(1);
}
