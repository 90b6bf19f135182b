-- Which of one's own people may be on record twice. Starts at those people, some hundreds at most, and goes from each by the words of their names, their
-- birthday and their numbers to others: never through all that is on record.

-- One pair for each two records that may be one person's, with why and with what was said of the two before. `ids`: people the asker works with; of others
-- in it nothing is said. Of the other person only what whoever may find people is told. Nobody closed to the asker is among them.
create function gt.possible_duplicates(p uuid, ids uuid[], most integer)
  returns table (subject_id uuid, other_id uuid, same_name boolean, same_sound boolean, swapped boolean, birth text, number text, compared text, compared_entry uuid, compared_on uuid,
    one jsonb, two jsonb)
  language plpgsql stable security definer set search_path = ''
  as $$
  #variable_conflict use_column
  declare
    who gt.actor;
  begin
    select * into who from gt.me() m where m.partnership_id = p;
    if not found or not 'anyone/find' = any (who.grants) then return; end if;
    return query
      with mine as materialized (
        select asked.id, n.is_a, n.born_on, n.born_precision, jsonb_build_object('is', n.is_a, 'given', n.given, 'family', n.family, 'knownAs', n.known_as,
            'born', n.born_on, 'bornPrecision', n.born_precision, 'expected', n.expected_on, 'died', n.died_on) as who_it_is
        from (select distinct u.id from unnest(ids[1:600]) as u(id)) asked
        cross join lateral (select * from gt.person x where x.partnership_id = p and x.subject_id = asked.id limit 1) n
        where exists (select from gt.reach r where r.partnership_id = p and r.subject_id = asked.id and r.holder_id = any (who.holders)
          and r.relation <> 'decided' and r.from_at <= who.at and r.until_at > who.at)
      ), borne as materialized (
        select m.id, m.born_on, k.family_key, k.given_key, k.family_sound, k.given_sound
        from mine m cross join lateral (select * from gt.person_key x where x.partnership_id = p and x.subject_id = m.id limit 20) k
        where k.family_key <> '' and k.given_key <> ''
      ), numbered as materialized (
        select m.id, q.scheme, q.value
        from mine m
        cross join lateral (select e.entry_id from gt.entry e where e.partnership_id = p and e.subject_id = m.id and e.kind = 'identifier' and e.audience <> 'agency' limit 20) e
        cross join lateral (select x.facts ->> 'scheme' as scheme, x.facts ->> 'value' as value from gt.entry_part x
          where x.partnership_id = p and x.entry_id = e.entry_id and x.field_group = 'record' offset 0) q
        where not exists (select from gt.entry v where v.partnership_id = p and v.corrects = e.entry_id)
      ), met as materialized (
        select b.id, k.subject_id as other, true as named, true as heard, false as turned, null::text as number
          from borne b cross join lateral (select x.subject_id from gt.person_key x
            where x.partnership_id = p and x.family_key = b.family_key and x.given_key = b.given_key and x.subject_id <> b.id limit 40) k
        union
        select b.id, k.subject_id, false, true, false, null
          from borne b cross join lateral (select x.subject_id from gt.person_key x
            where x.partnership_id = p and x.born_on = b.born_on and x.family_sound = b.family_sound and x.given_sound = b.given_sound and x.subject_id <> b.id limit 20) k
        union
        select b.id, k.subject_id, false, false, true, null
          from borne b cross join lateral (select x.subject_id from gt.person_key x
            where x.partnership_id = p and x.family_key = b.given_key and x.given_key = b.family_key and x.subject_id <> b.id limit 20) k
        union
        select n.id, e.subject_id, false, false, false, n.scheme
          from numbered n
          cross join lateral (select x.entry_id from gt.entry_part x where x.partnership_id = p and x.field_group = 'record' and x.facts ? 'scheme'
            and x.facts ->> 'value' = n.value and x.facts ->> 'scheme' = n.scheme limit 20) q
          cross join lateral (select x.subject_id from gt.entry x where x.partnership_id = p and x.entry_id = q.entry_id and x.kind = 'identifier' and x.audience <> 'agency'
            and not exists (select from gt.entry v where v.partnership_id = p and v.corrects = x.entry_id) offset 0) e
          where e.subject_id <> n.id
      ), pairs as (
        select t.id, t.other, bool_or(t.named) as named, bool_or(t.heard) as heard, bool_or(t.turned) as turned, max(t.number) as number
        from met t
        -- Two of one's own people are one pair, not two.
        where not exists (select from mine o where o.id = t.other and t.other < t.id)
        group by t.id, t.other
      ), judged as (
        select pr.*, m.who_it_is as one, jsonb_build_object('is', n.is_a, 'given', n.given, 'family', n.family, 'knownAs', n.known_as,
            'born', n.born_on, 'bornPrecision', n.born_precision, 'expected', n.expected_on, 'died', n.died_on) as two,
          case when m.born_on is null or n.born_on is null then 'unknown'
            when m.born_on = n.born_on then 'same'
            when m.born_precision <> 'day' or n.born_precision <> 'day' then case when abs(m.born_on - n.born_on) < 366 then 'fits' end
            when to_char(m.born_on, 'YYYYDDMM') = to_char(n.born_on, 'YYYYMMDD') then 'swapped'
            when abs(m.born_on - n.born_on) <= 31 or to_char(m.born_on, 'MMDD') = to_char(n.born_on, 'MMDD') and abs(m.born_on - n.born_on) < 4000 then 'near' end as birth
        from pairs pr
        join mine m on m.id = pr.id
        cross join lateral (select * from gt.person x where x.partnership_id = p and x.subject_id = pr.other limit 1) n
        where (m.is_a = 'adult') = (n.is_a = 'adult')
          and not exists (select from gt.excluded x where x.partnership_id = p and x.subject_id in (pr.id, pr.other) and x.account_id = who.account_id)
          and not exists (select from gt.closed_to_most c where c.partnership_id = p and c.subject_id in (pr.id, pr.other)
            and not exists (select from gt.named_only o where o.partnership_id = p and o.subject_id = c.subject_id and o.account_id = who.account_id))
      )
      select j.id, j.other, j.named, j.heard, j.turned, j.birth, j.number, c.are, c.entry_id, c.subject_id, j.one, j.two
      from judged j
      left join lateral (
        -- What was said of the two last, on either record, and still stands.
        select e.subject_id, e.entry_id, q.facts ->> 'are' as are
        from gt.entry e
        cross join lateral (select x.facts from gt.entry_part x where x.partnership_id = p and x.entry_id = e.entry_id and x.field_group = 'record' offset 0) q
        where e.partnership_id = p and e.subject_id in (j.id, j.other) and e.kind = 'records-compared' and e.corrects is null
          and q.facts ->> 'other' in (j.id::text, j.other::text)
          and not exists (select from gt.entry v where v.partnership_id = p and v.corrects = e.entry_id and v.withdraws)
        order by e.known_at desc, e.entry_id desc limit 1) c on true
      where j.birth is not null or j.number is not null
      order by (c.are is not null), (j.number is not null) desc, (j.birth = 'same') desc, j.named desc, j.id, j.other
      limit least(most, 60);
  end $$;
alter function gt.possible_duplicates(uuid, uuid[], integer) owner to gt_deriver;
revoke all on function gt.possible_duplicates(uuid, uuid[], integer) from public;
grant execute on function gt.possible_duplicates(uuid, uuid[], integer) to gt_app;
