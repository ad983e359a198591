-- Up Migration
-- A hundred thousand searches may match one mission. A foreign key would look up, and lock, each of their rows: half of the
-- time that the matching takes. What is left of a search that was deleted meanwhile is read by nobody, and forgotten daily.
alter table alert_matches drop constraint alert_matches_search_id_fkey;

-- Down Migration
delete from alert_matches m where not exists (select from saved_searches s where s.id = m.search_id);
alter table alert_matches add constraint alert_matches_search_id_fkey foreign key (search_id) references saved_searches
  on delete cascade;
