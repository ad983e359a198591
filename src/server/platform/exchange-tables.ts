/**
 * One transaction under a lock on the tables. It is asked for again and again, for half a second each: whoever reads
 * would queue behind a lock that waits.
 */
export const exchange = (tables: string, statements: readonly string[]): string => `do $$
begin
  for attempt in 1..240 loop
    begin
      perform set_config('lock_timeout', '500ms', true);
      lock table ${tables} in access exclusive mode;
      exit;
    exception when lock_not_available then
      if attempt = 240 then raise; end if;
      perform pg_sleep(0.5);
    end;
  end loop;
  ${statements.join(";\n  ")};
end $$`;
