-- Matching a concern to the people on record: two narrow questions that look past what their asker may open, and answer little.

grant select on gt.excluded, gt.closed_to_most, gt.named_only to gt_deriver;

-- Who on record may be the child of this concern: at most ten people, by the keys of their names and their date of birth, and by nothing else. It
-- answers only those in whose queue the concern waits and who may match it; somebody closed to the asker is never among them. Every branch is a
-- range of an index, and each is cut off, so that a common name costs no more than a rare one.
create function gt.people_like(p uuid, matter uuid, family_keys text[], given_keys text[], born date)
  returns table (subject_id uuid, is_a text, given text, family text, known_as text, born_on date, born_precision text, same_name boolean, alike_name boolean, same_birth boolean)
  language plpgsql stable security definer set search_path = ''
  as $$
  #variable_conflict use_column
  declare
    who gt.actor;
  begin
    select * into who from gt.me() m where m.partnership_id = p;
    if not found or not exists (select from gt.reach r where r.partnership_id = p and r.subject_id = matter and r.holder_id = any (who.holders)
        and r.from_at <= who.at and r.until_at > who.at and (r.relation || '/append:child-matched') = any (who.grants)) then return; end if;
    return query
      with found as (
        (select k.subject_id, k.family_key, k.given_key, k.born_on from gt.person_key k
          where k.partnership_id = p and k.family_key = any (family_keys) and k.given_key = any (given_keys) limit 60)
        union all
        (select k.subject_id, k.family_key, k.given_key, k.born_on from gt.person_key k
          where k.partnership_id = p and k.born_on = born and (k.family_key = any (family_keys) or k.given_key = any (given_keys)) limit 60)
        union all
        (select k.subject_id, k.family_key, k.given_key, k.born_on from gt.person_key k
          where k.partnership_id = p and cardinality(given_keys) = 0 and k.family_key = any (family_keys) limit 60)
      ), weighed as (
        select f.subject_id,
          bool_or(f.family_key = any (family_keys) and f.given_key = any (given_keys) and f.family_key like 'spelling:%') as same_name,
          bool_or(f.family_key = any (family_keys) and (cardinality(given_keys) = 0 or f.given_key = any (given_keys))) as alike_name,
          bool_or(f.born_on is not distinct from born and born is not null) as same_birth
        from found f group by f.subject_id
      )
      select n.subject_id, n.is_a, n.given, n.family, n.known_as, n.born_on, n.born_precision, w.same_name, w.alike_name, w.same_birth
      from weighed w join gt.person n on n.partnership_id = p and n.subject_id = w.subject_id
      where n.is_a <> 'adult'
        and not exists (select from gt.excluded x where x.partnership_id = p and x.subject_id = n.subject_id and x.account_id = who.account_id)
        and not exists (select from gt.closed_to_most c where c.partnership_id = p and c.subject_id = n.subject_id
          and not exists (select from gt.named_only o where o.partnership_id = p and o.subject_id = n.subject_id and o.account_id = who.account_id))
      order by (w.same_birth::integer * 3 + w.same_name::integer * 2 + w.alike_name::integer) desc, n.family, n.given, n.subject_id
      limit 10;
  end $$;
alter function gt.people_like(uuid, uuid, text[], text[], date) owner to gt_deriver;
revoke all on function gt.people_like(uuid, uuid, text[], text[], date) from public;
grant execute on function gt.people_like(uuid, uuid, text[], text[], date) to gt_app;

-- Who lives with these people now: names and dates of birth, for whoever may know their households. What is recorded about the others stays closed.
create function gt.living_with(p uuid, ids uuid[])
  returns table (of_id uuid, subject_id uuid, is_a text, given text, family text, born_on date, born_precision text, expected_on date)
  language plpgsql stable security definer set search_path = ''
  as $$
  #variable_conflict use_column
  declare
    who gt.actor;
  begin
    select * into who from gt.me() m where m.partnership_id = p;
    if not found then return; end if;
    return query
      select distinct mine.subject_id, n.subject_id, n.is_a, n.given, n.family, n.born_on, n.born_precision, n.expected_on
      from gt.stay mine
      join gt.stay theirs on theirs.partnership_id = p and theirs.household_id = mine.household_id and theirs.subject_id <> mine.subject_id
        and theirs.from_at <= who.at and theirs.until_at > who.at
      join gt.person n on n.partnership_id = p and n.subject_id = theirs.subject_id
      where mine.partnership_id = p and mine.subject_id = any (ids) and mine.from_at <= who.at and mine.until_at > who.at
        and exists (select from gt.reach r where r.partnership_id = p and r.subject_id = mine.subject_id and r.holder_id = any (who.holders)
          and r.from_at <= who.at and r.until_at > who.at and (r.relation || '/household') = any (who.grants))
        and not exists (select from gt.excluded x where x.partnership_id = p and x.subject_id in (mine.subject_id, n.subject_id) and x.account_id = who.account_id)
        and not exists (select from gt.closed_to_most c where c.partnership_id = p and c.subject_id in (mine.subject_id, n.subject_id)
          and not exists (select from gt.named_only o where o.partnership_id = p and o.subject_id = c.subject_id and o.account_id = who.account_id))
      order by n.born_on, n.given, n.subject_id
      limit 60;
  end $$;
alter function gt.living_with(uuid, uuid[]) owner to gt_deriver;
revoke all on function gt.living_with(uuid, uuid[]) from public;
grant execute on function gt.living_with(uuid, uuid[]) to gt_app;
