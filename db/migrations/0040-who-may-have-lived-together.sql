-- Who may be touched by what is written on a thread: also the people of homes that its stays do not show now and may show after it. Somebody who moved in
-- and out on one day has no stay there until the move is withdrawn; then that home's people are told again, and must be held.
create or replace function gt.homes_near(p uuid, ids uuid[], households uuid[]) returns uuid[]
  language sql stable security definer set search_path = ''
  as $$
    with homes as materialized (
      select unnest(households) as household_id
      union select mine.household_id from gt.stay mine where mine.partnership_id = p and mine.subject_id = any (ids)
      union select (r.facts ->> 'household')::uuid from gt.entry e join gt.entry_part r on r.partnership_id = p and r.entry_id = e.entry_id
        where e.partnership_id = p and e.subject_id = any (ids) and e.kind = 'residence' and r.field_group = 'record' and r.facts ? 'household')
    select coalesce(array_agg(distinct other.subject_id), '{}')
    from homes join gt.stay other on other.partnership_id = p and other.household_id = homes.household_id
  $$;
