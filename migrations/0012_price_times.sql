-- Up Migration
-- When its present price was made: of equal prices the earlier one leads, and an offer that comes back or is
-- lowered takes its place by its latest price.
alter table offers add column priced_at timestamptz;
update offers o set priced_at = coalesce(
  (select r.created_at from offer_revisions r where r.offer_id = o.id order by r.revision desc limit 1),
  o.created_at);
alter table offers alter column priced_at set default clock_timestamp(), alter column priced_at set not null;
-- The order in which offers in the running lead, as features/offers/offer-order.ts has it.
create index offers_in_the_running on offers (mission_id, price_cents, priced_at, bidder_number)
  where status in ('submitted', 'accepted');

-- Down Migration
drop index offers_in_the_running;
alter table offers drop column priced_at;
