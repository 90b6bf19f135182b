-- In whose name the program writes on a child's record: never of somebody who is kept out of the record, or not named where it is closed to most. As before otherwise.
create or replace function gt.cp_is_author(p uuid, child uuid, at timestamptz) returns uuid
  language sql stable security definer set search_path = ''
  as $$
    select a.account_id
      from gt.reach r
      join gt.account a on a.partnership_id = p and a.active
        and (a.account_id = r.holder_id or exists (select from gt.team_member m
          where m.partnership_id = p and m.account_id = a.account_id and m.team_id = r.holder_id
            and m.from_at <= cp_is_author.at and m.until_at > cp_is_author.at))
      where r.partnership_id = p and r.subject_id = child and r.from_at <= cp_is_author.at and r.until_at > cp_is_author.at
        and ((r.relation = 'lead' and a.role = 'social-worker') or (r.relation = 'manager' and a.role = 'team-manager')
          or (r.relation = 'chair' and a.role = 'conference-chair'))
        and (not r.guarded or gt.lets_in(p, child, a.account_id))
      order by case r.relation when 'lead' then 0 when 'manager' then 1 else 2 end, a.account_id
      limit 1
  $$;
grant execute on function gt.lets_in(uuid, uuid, uuid) to gt_announcer;

-- As before, from one place on: what the receiving end does not take keeps nothing that comes after it waiting.
create function gt.cp_is_waiting(most integer, after_at timestamptz, after_key text)
  returns table (partnership_id uuid, subject_id uuid, key text, name text, account_id uuid, from_at timestamptz)
  language sql stable security definer set search_path = ''
  as $$
    select f.partnership_id, f.subject_id, f.key, f.name, w.author, f.from_at
      from gt.finding f
      cross join lateral (select gt.cp_is_author(f.partnership_id, f.subject_id, clock_timestamp()) as author) w
      where f.rule = 'cp-is-update' and f.layer = 'open' and f.from_at <= clock_timestamp() and f.until_at > clock_timestamp() and w.author is not null
        and (after_at is null or (f.from_at, f.key) > (after_at, after_key))
      order by f.from_at, f.key limit most
  $$;
alter function gt.cp_is_waiting(integer, timestamptz, text) owner to gt_announcer;
revoke all on function gt.cp_is_waiting(integer, timestamptz, text) from public;
grant execute on function gt.cp_is_waiting(integer, timestamptz, text) to gt_worker;

-- As before; several records that are read as one are one child.
create or replace function gt.cp_is_child(p uuid, nhs text, born date) returns table (subject_id uuid, account_id uuid)
  language plpgsql stable security definer set search_path = ''
  as $$
  declare
    fits uuid[];
  begin
    select array_agg(distinct gt.kept_as(p, n.subject_id)) into fits
      from gt.entry_part q
      join gt.entry e on e.partnership_id = p and e.entry_id = q.entry_id and e.kind = 'identifier' and not e.withdraws
      join gt.person n on n.partnership_id = p and n.subject_id = e.subject_id and n.born_on = cp_is_child.born
      where q.partnership_id = p and q.field_group = 'record' and q.facts ? 'scheme' and q.facts ->> 'value' = nhs and q.facts ->> 'scheme' = 'nhs-number'
        and not exists (select from gt.entry c where c.partnership_id = p and c.corrects = coalesce(e.corrects, e.entry_id)
          and (c.known_at, c.entry_id) > (e.known_at, e.entry_id));
    if array_length(fits, 1) is distinct from 1 then return; end if;
    return query select fits[1], gt.cp_is_author(p, fits[1], clock_timestamp());
  end $$;
