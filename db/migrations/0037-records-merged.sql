-- The records that are read as part of this one now: what each was called, who merged them and why. For those who work with the person, and for those who may merge
-- anybody's; nothing of a record that is shut to the asker.
create function gt.records_merged(p uuid, person uuid)
  returns table (record_id uuid, entry_id uuid, into_id uuid, given text, family text, known_at timestamptz, author_id uuid, reason text, since integer)
  language plpgsql stable security definer set search_path = ''
  as $$
  declare
    who gt.actor;
  begin
    select * into who from gt.me() m where m.partnership_id = p;
    if not found or not gt.lets_in(p, person, who.account_id)
      or not ('anyone/append:records-merged' = any (who.grants) or exists (select from gt.reach r where r.partnership_id = p and r.subject_id = person
        and r.holder_id = any (who.holders) and r.from_at <= who.at and r.until_at > who.at
        and (r.relation || '/identity') = any (who.grants) and (r.relation || '/record') = any (who.grants))) then return; end if;
    return query
      select m.subject_id, e.entry_id, m.into_id, said.facts ->> 'given', said.facts ->> 'family', e.known_at, e.author_id, q.narrative ->> 'reason',
        (select count(*)::integer from (select from gt.entry x where x.partnership_id = p and x.subject_id = m.kept_in and x.known_at > e.known_at limit 1000) x)
      from gt.merged m
      join gt.entry e on e.partnership_id = p and e.entry_id = m.key::uuid
      join gt.entry_part q on q.partnership_id = p and q.entry_id = e.entry_id and q.field_group = 'record'
      left join lateral (select y.facts from gt.entry x join gt.entry_part y on y.partnership_id = p and y.entry_id = x.entry_id and y.field_group = 'record'
        where x.partnership_id = p and x.subject_id = m.subject_id and x.kind = 'identity' and x.audience <> 'agency' and not x.withdraws
          and not exists (select from gt.entry v where v.partnership_id = p and v.corrects = coalesce(x.corrects, x.entry_id) and v.withdraws)
        order by x.happened_at desc, x.known_at desc, x.entry_id limit 1) said on true
      where m.partnership_id = p and m.kept_in = person
      order by e.known_at, e.entry_id
      limit 50;
  end $$;
alter function gt.records_merged(uuid, uuid) owner to gt_deriver;
revoke all on function gt.records_merged(uuid, uuid) from public;
grant execute on function gt.records_merged(uuid, uuid) to gt_app;
