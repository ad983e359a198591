/** Durable, and sized for a small machine that runs Swideal as well. */
const defaults: Record<string, string> = {
  // An award that was answered must survive a power cut.
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
  shared_buffers: "256MB",
  max_connections: "100",
  // Solid-state disks; the default of 4 makes the planner shun indexes.
  random_page_cost: "1.1",
  // Compiling costs more than our short queries last.
  jit: "off",
  shared_preload_libraries: "pg_stat_statements",
  // The texts of ALTER ROLE and the like hold passwords.
  "pg_stat_statements.track_utility": "off",
  track_io_timing: "on",
  TimeZone: "UTC",
  log_timezone: "UTC",
  password_encryption: "scram-sha-256",
  cluster_name: "swideal",
  unix_socket_permissions: "0700",
  log_line_prefix: "[%p] %q%u@%d ",
  logging_collector: "off",
  log_destination: "stderr",
  // Statements and details carry what people wrote and who they are; the log must not.
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
};

/** @returns arguments for `postgres`; `overrides` win over the defaults, they over the cluster's own files */
export function serverArguments(
  cluster: string,
  socketFolder: string | undefined,
  tcpPort: number | undefined,
  overrides: Record<string, string>,
): string[] {
  const settings = {
    ...defaults,
    // A quoted name, since commas separate folders in this setting.
    unix_socket_directories: socketFolder === undefined ? "" : `"${socketFolder.replaceAll('"', '""')}"`,
    listen_addresses: tcpPort === undefined ? "" : "127.0.0.1",
    port: String(tcpPort ?? defaultPort),
    ...overrides,
  };
  return ["-D", cluster, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
}

/** Without TCP the port is only a part of the socket's name. */
export const defaultPort = 5432;
