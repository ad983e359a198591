/**
 * Tests that may be skipped, each with the reason a reader is shown. Any other skipped test counts as failed: a
 * test that does not run proves nothing.
 */
const usersAndDisks = "src/server/platform/embedded-postgres/users-and-disks.test.ts";
const needsRoot = "only root can become another user, close another's home or mount a small disk";

const needsDisk = "only where a namespace of one's own may be made can a small or read-only disk be mounted";

export const allowedSkips: readonly { file: string; test: string; reason: string }[] = [
  ...[
    "on a disk of 44 MB a first command says that it is full and leaves no database running",
    "on a disk of 60 MB a first command says that it is full and leaves no database running",
    "a command whose folder lies on a read-only disk says so, however deep the folder",
  ].map((test) => ({ file: "src/cli/interruption.test.ts", test, reason: needsDisk })),
  {
    file: "src/server/platform/health.test.ts",
    test: "a disk that is full is told, with what is left; so is a database that could not write",
    reason: needsDisk,
  },
  ...[
    "an ordinary user is told in one line that the database belongs to another user",
    "a user with a number and no name, as containers give, runs it or is told what is missing",
    "root is told in one line that DATA_DIR lies in somebody else's closed home",
    "root, on a machine without user namespaces runs it as nobody, from a copy when nobody cannot read the package",
    "root, on a machine without user namespaces opens what was made with namespaces, and what was made without opens with them",
    "root, on a machine without user namespaces is told in one line which closed folder is in the way, and nothing is made in it",
    "on a full disk a first start says so in one line",
    "on a full disk a running server ends saying so in one line; with space, all that was committed is there",
  ].map((test) => ({ file: usersAndDisks, test, reason: needsRoot })),
];
