import { ownAddress } from "./own-address.ts";

/** Loads another page of ours. Whatever the address names, nobody is led to another site: then it is the first page. */
export function goTo(address: string): void {
  location.assign(ownAddress(address, location.origin) ?? "/");
}
