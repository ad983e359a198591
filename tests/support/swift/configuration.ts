import { join } from "node:path";

export const KINDS = ["account", "container", "object", "proxy"] as const;
export type Kind = (typeof KINDS)[number];

/** What one of Swift's four servers is told. */
export interface ServerSettings {
  readonly folder: string;
  readonly port: number;
  /** As whom it runs. */
  readonly user: string;
  readonly key: string;
  readonly secret: string;
  readonly pageSize: number;
}

const FILTERS = ["catch_errors", "gatekeeper", "bulk", "slo", "dlo", "symlink"];

export function configuration(kind: Kind, { folder, port, user, ...s3 }: ServerSettings): string {
  const common = `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
user = ${user}
swift_dir = ${folder}
devices = ${join(folder, "devices")}
mount_check = false
workers = 0
recon_cache_path = ${folder}
log_address = ${join(folder, "no-such-socket")}
`;
  if (kind !== "proxy")
    return `${common}[pipeline:main]\npipeline = ${kind}-server\n[app:${kind}-server]\nuse = egg:swift#${kind}\n`;
  return `${common}[pipeline:main]
pipeline = catch_errors gatekeeper cache bulk s3api tempauth slo dlo versioned_writes symlink proxy-server
[app:proxy-server]
use = egg:swift#proxy
allow_account_management = true
account_autocreate = true
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:9
[filter:tempauth]
use = egg:swift#tempauth
user_${s3.key.replace(":", "_")} = ${s3.secret} .admin
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
max_bucket_listing = ${s3.pageSize}
[filter:versioned_writes]
use = egg:swift#versioned_writes
allow_object_versioning = true
${FILTERS.map((name) => `[filter:${name}]\nuse = egg:swift#${name}`).join("\n")}
`;
}
