-- Notices of the NHS that fit no child, by the day on which they came, so that whoever settles them sees how many wait too long; and what was settled lately, which stays to be read for as long as
-- the box keeps it. For those who settle them, and nobody else.
create function gt.attendance_unsettled() returns table (received_on date, waiting integer)
  language sql stable security definer set search_path = ''
  as $$
    select (n.received_at at time zone 'Europe/London')::date, count(*)::integer
      from gt.me() m
      join gt.attendance_notice n on n.partnership_id = m.partnership_id and n.settled_at is null and n.tried_at is not null
      where 'anyone/nhs-notices' = any (m.grants)
      group by 1 order by 1
  $$;

create function gt.attendance_settled(most integer) returns table (notice_id uuid, received_at timestamptz, settled_at timestamptz, settled_by uuid, words text)
  language sql stable security definer set search_path = ''
  as $$
    select n.notice_id, n.received_at, n.settled_at, n.settled_by, n.words
      from gt.me() m
      join gt.attendance_notice n on n.partnership_id = m.partnership_id and n.settled_at is not null and n.settled_by is not null
      where 'anyone/nhs-notices' = any (m.grants)
      order by n.settled_at desc, n.notice_id limit most
  $$;

do $$
declare
  f text;
begin
  foreach f in array array['gt.attendance_unsettled()', 'gt.attendance_settled(integer)'] loop
    execute 'alter function ' || f || ' owner to gt_deriver';
    execute 'revoke all on function ' || f || ' from public';
    execute 'grant execute on function ' || f || ' to gt_app';
  end loop;
end $$;
