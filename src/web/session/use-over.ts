import { useEffect, useState } from "react";
import { serverClock } from "../lib/server-clock.ts";

/** Whether this time has passed by the server's clock; not before the server has told it. */
export function useOver(instant: string | null): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const look = () => setOver(instant !== null && (serverClock.now() ?? 0) >= Date.parse(instant));
    look();
    const timer = setInterval(look, 1_000);
    return () => clearInterval(timer);
  }, [instant]);
  return over;
}
