-- What one search box asks beside who it may be: who works with somebody that was found, and which concern a reference is of.
-- A hash serves one question alone: no list can wander through it instead of its own index.
set role gt_owner;
create index entry_reference on gt.entry using hash (right(subject_id::text, 12)) where kind = 'referral-told' and corrects is null;
reset role;

-- Whom to ring about people who may be found: who leads the work with each now, the team that manages it, and whether The Bridge is screening. Nothing of
-- why, and nothing of anybody closed to the asker. Only for those who may find these people.
create function gt.known_to(p uuid, ids uuid[]) returns table (subject_id uuid, relation text, form text, holder_id uuid, from_at timestamptz)
  language plpgsql stable security definer set search_path = ''
  as $$
  #variable_conflict use_column
  declare
    who gt.actor;
  begin
    select * into who from gt.me() m where m.partnership_id = p;
    if not found then return; end if;
    return query
      select i.subject_id, i.relation, i.form, i.holder_id, i.from_at
      from (select distinct u.id from unnest(ids[1:60]) as u(id)) asked
      cross join lateral (select * from gt.involvement x where x.partnership_id = p and x.subject_id = asked.id and x.relation in ('lead', 'manager', 'screener')
        and x.from_at <= who.at and x.until_at > who.at order by x.from_at, x.key limit 12) i
      where ('anyone/find' = any (who.grants) or exists (select from gt.reach r where r.partnership_id = p and r.subject_id = asked.id and r.holder_id = any (who.holders)
          and r.from_at <= who.at and r.until_at > who.at and (r.relation || '/find') = any (who.grants)))
        and not exists (select from gt.excluded x where x.partnership_id = p and x.subject_id = asked.id and x.account_id = who.account_id)
        and not exists (select from gt.closed_to_most c where c.partnership_id = p and c.subject_id = asked.id
          and not exists (select from gt.named_only o where o.partnership_id = p and o.subject_id = asked.id and o.account_id = who.account_id));
  end $$;

-- The concern that a reference is of, for those who have ever worked on it. A reference opens nothing: what may be read of it, the policies say.
create function gt.concern_referred(p uuid, reference text) returns uuid
  language plpgsql stable security definer set search_path = ''
  as $$
  declare
    who gt.actor;
  begin
    select * into who from gt.me() m where m.partnership_id = p;
    if not found then return null; end if;
    return (select e.subject_id from gt.entry e
      where e.partnership_id = p and right(e.subject_id::text, 12) = reference and e.kind = 'referral-told' and e.corrects is null
        and exists (select from gt.reach r where r.partnership_id = p and r.subject_id = e.subject_id and r.holder_id = any (who.holders))
      order by e.subject_id limit 1);
  end $$;

do $$
declare
  f text;
begin
  foreach f in array array['gt.known_to(uuid, uuid[])', 'gt.concern_referred(uuid, text)'] loop
    execute 'alter function ' || f || ' owner to gt_deriver';
    execute 'revoke all on function ' || f || ' from public';
    execute 'grant execute on function ' || f || ' to gt_app';
  end loop;
end $$;
