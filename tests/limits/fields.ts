/** One member of a list of draft-ietf-httpapi-ratelimit-headers-10: a policy's name and its integer parameters. */
export interface Member {
  readonly name: string;
  readonly parameters: Readonly<Record<string, number>>;
}

const MEMBER = /^"([\x20\x21\x23-\x5b\x5d-\x7e]*)"((?:;[a-z*][a-z0-9_.*-]*=\d{1,15})*)$/;

/** Reads a List of Strings with Integer parameters (RFC 9651, section 3.1); throws on anything else. */
export function readMembers(field: string | null): Member[] {
  if (field === null) throw new Error("the field is missing");
  return field.split(/[ \t]*,[ \t]*/).map((text) => {
    const match = MEMBER.exec(text);
    if (match === null) throw new Error(`not a String with Integer parameters: ${text}`);
    const parameters = (match[2] ?? "").split(";").filter(Boolean);
    return {
      name: match[1] as string,
      parameters: Object.fromEntries(
        parameters.map((parameter) => {
          const [name = "", value] = parameter.split("=");
          return [name, Number(value)];
        }),
      ),
    };
  });
}

export function memberOf(field: string | null, name: string): Member["parameters"] {
  const found = readMembers(field).find((member) => member.name === name);
  if (found === undefined) throw new Error(`"${name}" is not in ${field}`);
  return found.parameters;
}
