import { createContext } from "react";

/** This answer's nonce while rendering on the server; the browser hides it from whoever looks for it there. */
export const Nonce = createContext<string | undefined>(undefined);
