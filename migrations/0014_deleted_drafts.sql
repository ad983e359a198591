-- Up Migration
-- The program may delete missions; the database lets only drafts go, whatever the program asks for.
create function refuse_to_delete_mission() returns trigger language plpgsql as $$
begin
  raise exception 'only drafts are deleted' using errcode = 'restrict_violation';
end
$$;
create trigger only_drafts_are_deleted before delete on missions
  for each row when (old.status <> 'draft') execute function refuse_to_delete_mission();

-- Down Migration
drop trigger only_drafts_are_deleted on missions;
drop function refuse_to_delete_mission;
