-- Whoever finds one of two records of a person learns of the other: a manager compared them and said they are one person's.
set role gt_owner;
create index entry_part_compared on gt.entry_part (partnership_id, (facts ->> 'other')) where field_group = 'record' and facts ? 'are';
reset role;

-- Of these people, those who are on record twice, and as whom: what was said last of the two, on either record, and still stands. Only for those who may find
-- anybody, and nothing of somebody closed to the asker.
create function gt.twice_on_record(p uuid, ids uuid[]) returns table (subject_id uuid, other_id uuid, given text, family text)
  language plpgsql stable security definer set search_path = ''
  as $$
  #variable_conflict use_column
  declare
    who gt.actor;
  begin
    select * into who from gt.me() m where m.partnership_id = p;
    if not found or not 'anyone/find' = any (who.grants) then return; end if;
    return query
      with told as materialized (
        -- On the record itself, and on others' that name it.
        select a.id, q.entry_id
          from (select distinct u.id from unnest(ids[1:60]) as u(id)) a
          cross join lateral (select e.entry_id from gt.entry e where e.partnership_id = p and e.subject_id = a.id and e.kind = 'records-compared' and e.corrects is null
            order by e.happened_at desc, e.entry_id limit 20) q
        union
        select a.id, q.entry_id
          from (select distinct u.id from unnest(ids[1:60]) as u(id)) a
          cross join lateral (select x.entry_id from gt.entry_part x where x.partnership_id = p and x.facts ->> 'other' = a.id::text and x.field_group = 'record' and x.facts ? 'are'
            limit 20) q
      ), said as (
        select distinct on (t.id, pair.other) t.id, pair.other, q.facts ->> 'are' as are
        from told t
        cross join lateral (select x.* from gt.entry x where x.partnership_id = p and x.entry_id = t.entry_id offset 0) e
        cross join lateral (select x.facts from gt.entry_part x where x.partnership_id = p and x.entry_id = t.entry_id and x.field_group = 'record' offset 0) q
        cross join lateral (select case when e.subject_id = t.id then (q.facts ->> 'other')::uuid else e.subject_id end as other) pair
        where e.kind = 'records-compared' and e.corrects is null and e.audience <> 'agency'
          and not exists (select from gt.entry v where v.partnership_id = p and v.corrects = e.entry_id and v.withdraws)
        order by t.id, pair.other, e.known_at desc, e.entry_id desc
      )
      select s.id, s.other, n.given, n.family
      from said s
      cross join lateral (select * from gt.person x where x.partnership_id = p and x.subject_id = s.other limit 1) n
      where s.are = 'same'
        and not exists (select from gt.excluded x where x.partnership_id = p and x.subject_id in (s.id, s.other) and x.account_id = who.account_id)
        and not exists (select from gt.closed_to_most c where c.partnership_id = p and c.subject_id in (s.id, s.other)
          and not exists (select from gt.named_only o where o.partnership_id = p and o.subject_id = c.subject_id and o.account_id = who.account_id))
      order by s.id, n.family, n.given, s.other;
  end $$;
alter function gt.twice_on_record(uuid, uuid[]) owner to gt_deriver;
revoke all on function gt.twice_on_record(uuid, uuid[]) from public;
grant execute on function gt.twice_on_record(uuid, uuid[]) to gt_app;
