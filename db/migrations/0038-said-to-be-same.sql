-- Two records that somebody who works with one of them said are one person's may be merged by whoever works with both, or by those who may merge anybody's. To these
-- they are listed, whoever works with them: the newest first, by an index that holds nothing but what was said of two records.
set role gt_owner;
create index entry_compared on gt.entry (partnership_id, known_at desc) where kind = 'records-compared' and corrects is null;
reset role;

create function gt.said_to_be_same(p uuid, most integer)
  returns table (subject_id uuid, other_id uuid, same_name boolean, birth text, compared_entry uuid, one jsonb, two jsonb)
  language plpgsql stable security definer set search_path = ''
  as $$
  declare
    who gt.actor;
  begin
    select * into who from gt.me() m where m.partnership_id = p;
    if not found or not 'anyone/append:records-merged' = any (who.grants) then return; end if;
    return query
      select said.subject_id, said.other, a.given = b.given and a.family = b.family, case when a.born_on = b.born_on then 'same' end, said.entry_id,
        jsonb_build_object('is', a.is_a, 'given', a.given, 'family', a.family, 'knownAs', a.known_as, 'born', a.born_on, 'bornPrecision', a.born_precision,
          'expected', a.expected_on, 'died', a.died_on),
        jsonb_build_object('is', b.is_a, 'given', b.given, 'family', b.family, 'knownAs', b.known_as, 'born', b.born_on, 'bornPrecision', b.born_precision,
          'expected', b.expected_on, 'died', b.died_on)
      from (select e.subject_id, e.entry_id, (q.facts ->> 'other')::uuid as other
        from (select x.* from gt.entry x where x.partnership_id = p and x.kind = 'records-compared' and x.corrects is null and x.audience <> 'agency'
          order by x.known_at desc limit 400) e
        join gt.entry_part q on q.partnership_id = p and q.entry_id = e.entry_id and q.field_group = 'record'
        where q.facts ->> 'are' = 'same' and not exists (select from gt.entry v where v.partnership_id = p and v.corrects = e.entry_id)
        order by e.known_at desc) said
      join lateral (select x.* from gt.person x where x.partnership_id = p and x.subject_id = said.subject_id and x.merged_into is null limit 1) a on true
      join lateral (select x.* from gt.person x where x.partnership_id = p and x.subject_id = said.other and x.merged_into is null limit 1) b on true
      where gt.lets_in(p, said.subject_id, who.account_id) and gt.lets_in(p, said.other, who.account_id)
      limit least(most, 60);
  end $$;
alter function gt.said_to_be_same(uuid, integer) owner to gt_deriver;
revoke all on function gt.said_to_be_same(uuid, integer) from public;
grant execute on function gt.said_to_be_same(uuid, integer) to gt_app;
