-- Records of one person that were made apart are read as one, and can be taken apart again (docs/decisions). Nothing of a thread moves: what is derived is
-- made of all their threads under the record that is kept, and a record that is part of it keeps who it is of and who may look.
set role gt_owner;
create table gt.merged (
  partnership_id uuid not null,
  subject_id uuid not null,
  key text not null,
  into_id uuid not null,
  -- The record that is kept at the end of the way; null where this merge does not stand.
  kept_in uuid,
  known_at timestamptz not null,
  undone_at timestamptz not null,
  hash bytea not null,
  primary key (partnership_id, subject_id, key),
  foreign key (partnership_id, subject_id) references gt.subject
);
create index merged_into on gt.merged (partnership_id, into_id);
create index merged_kept on gt.merged (partnership_id, kept_in) where kept_in is not null;
create index merged_now on gt.merged (partnership_id, subject_id) where undone_at = 'infinity';

-- A row about a record that is part of another says so: it names the person where others name that record, and no list counts it.
alter table gt.person add column merged_into uuid;
reset role;
grant select, insert, update, delete on gt.merged to gt_deriver;

-- All records that are one person's with these now, these among them.
create function gt.one_record(p uuid, ids uuid[]) returns uuid[]
  language plpgsql stable security definer set search_path = ''
  as $$
  begin
    if not exists (select from gt.merged m where m.partnership_id = p and m.undone_at = 'infinity') then return ids; end if;
    return (with recursive same(id) as (
        select unnest(ids)
        union
        select n.id from same s cross join lateral (
          select m.into_id as id from gt.merged m where m.partnership_id = p and m.subject_id = s.id and m.undone_at = 'infinity'
          union all select m.subject_id from gt.merged m where m.partnership_id = p and m.into_id = s.id and m.undone_at = 'infinity') n)
      select array_agg(same.id) from same join gt.subject s on s.partnership_id = p and s.subject_id = same.id);
  end $$;

-- The records whose entries a page about this one shows: itself, and those that were part of it by what was known at a moment ('infinity': now).
create function gt.records_of(p uuid, subject uuid, known timestamptz) returns uuid[]
  language plpgsql stable security definer set search_path = ''
  as $$
  begin
    if not exists (select from gt.merged m where m.partnership_id = p and m.into_id = subject) then return array[subject]; end if;
    if known = 'infinity' then
      return array[subject] || array(select m.subject_id from gt.merged m where m.partnership_id = p and m.kept_in = subject order by m.subject_id);
    end if;
    return (with recursive part(id) as (
        select subject
        union
        select m.subject_id from part join gt.merged m on m.partnership_id = p and m.into_id = part.id and m.known_at <= known and m.undone_at > known)
      select array_agg(part.id) from part);
  end $$;

-- The record under which this one is kept now: itself, unless it is part of another.
create function gt.kept_as(p uuid, subject uuid) returns uuid
  language plpgsql stable security definer set search_path = ''
  as $$
  begin
    return coalesce((select m.kept_in from gt.merged m where m.partnership_id = p and m.subject_id = subject and m.undone_at = 'infinity' and m.kept_in is not null limit 1), subject);
  end $$;

-- Are both closed to all but people who are named, and not to the same people? Then reading them as one would show each to somebody who was not named for it.
create function gt.closed_differently(p uuid, one uuid, other uuid) returns boolean
  language plpgsql stable security definer set search_path = ''
  as $$
  begin
    perform gt.must_hold(p, array[one, other]);
    return (select count(*) = 2 from gt.closed_to_most c where c.partnership_id = p and c.subject_id in (one, other))
      and array(select n.account_id from gt.named_only n where n.partnership_id = p and n.subject_id = one order by 1)
        <> array(select n.account_id from gt.named_only n where n.partnership_id = p and n.subject_id = other order by 1);
  end $$;

-- As before, and with whoever is held come all records that are theirs.
create or replace function gt.homes_near(p uuid, ids uuid[], households uuid[]) returns uuid[]
  language plpgsql stable security definer set search_path = ''
  as $$
  declare
    records uuid[] := gt.one_record(p, ids);
  begin
    return gt.one_record(p, (with homes as materialized (
        select unnest(households) as household_id
        union select mine.household_id from gt.stay mine where mine.partnership_id = p and mine.subject_id = any (records)
        union select (r.facts ->> 'household')::uuid from gt.entry e join gt.entry_part r on r.partnership_id = p and r.entry_id = e.entry_id
          where e.partnership_id = p and e.subject_id = any (records) and e.kind = 'residence' and r.field_group = 'record' and r.facts ? 'household')
      select coalesce(array_agg(distinct other.subject_id), '{}') || records
      from homes join gt.stay other on other.partnership_id = p and other.household_id = homes.household_id));
  end $$;

create or replace function gt.derived_of(p uuid, ids uuid[]) returns table (tbl text, subject_id uuid, key text, hash bytea)
  language plpgsql stable security definer set search_path = ''
  as $$
  begin
    perform gt.must_hold(p, ids);
    return query
      select 'finding', f.subject_id, f.rule || E'\x1f' || f.key, f.hash from gt.finding f where f.partnership_id = p and f.subject_id = any (ids)
      union all select 'merged', g.subject_id, g.key, g.hash from gt.merged g where g.partnership_id = p and g.subject_id = any (ids)
      union all select 'reach', r.subject_id, r.key, r.hash from gt.reach r where r.partnership_id = p and r.subject_id = any (ids)
      union all select 'involvement', i.subject_id, i.key, i.hash from gt.involvement i where i.partnership_id = p and i.subject_id = any (ids)
      union all select 'person', n.subject_id, n.key, n.hash from gt.person n where n.partnership_id = p and n.subject_id = any (ids)
      union all select 'person_key', k.subject_id, k.key, k.hash from gt.person_key k where k.partnership_id = p and k.subject_id = any (ids)
      union all select 'stay', s.subject_id, s.key, s.hash from gt.stay s where s.partnership_id = p and s.subject_id = any (ids)
      union all select 'relationship', l.subject_id, l.key, l.hash from gt.relationship l where l.partnership_id = p and l.subject_id = any (ids)
      union all select 'episode', o.subject_id, o.key, o.hash from gt.episode o where o.partnership_id = p and o.subject_id = any (ids);
  end $$;

-- As before, and which records are one person's first: who is kept out of one of them is kept out of all before anybody is let in.
create or replace function gt.save_derived(p uuid, ids uuid[], gone jsonb, made jsonb, whole uuid[], rules text) returns void
  language plpgsql security definer set search_path = ''
  as $$
  begin
    perform gt.must_hold(p, ids || whole);
    if exists (select from jsonb_each(made) t, jsonb_array_elements(t.value) r
               where (r.value ->> 'partnership_id')::uuid is distinct from p or not (r.value ->> 'subject_id')::uuid = any (ids)) then
      raise exception 'a derived row belongs to a thread that is not held' using errcode = 'GT403';
    end if;
    delete from gt.finding f using jsonb_to_recordset(gone -> 'finding') as g(subject_id uuid, rule text, key text)
      where f.partnership_id = p and f.subject_id = any (ids) and f.subject_id = g.subject_id and f.rule = g.rule and f.key = g.key;
    delete from gt.merged d using jsonb_to_recordset(gone -> 'merged') as g(subject_id uuid, key text)
      where d.partnership_id = p and d.subject_id = any (ids) and d.subject_id = g.subject_id and d.key = g.key;
    delete from gt.reach d using jsonb_to_recordset(gone -> 'reach') as g(subject_id uuid, key text)
      where d.partnership_id = p and d.subject_id = any (ids) and d.subject_id = g.subject_id and d.key = g.key;
    delete from gt.involvement d using jsonb_to_recordset(gone -> 'involvement') as g(subject_id uuid, key text)
      where d.partnership_id = p and d.subject_id = any (ids) and d.subject_id = g.subject_id and d.key = g.key;
    delete from gt.person d using jsonb_to_recordset(gone -> 'person') as g(subject_id uuid, key text)
      where d.partnership_id = p and d.subject_id = any (ids) and d.subject_id = g.subject_id and d.key = g.key;
    delete from gt.person_key d using jsonb_to_recordset(gone -> 'person_key') as g(subject_id uuid, key text)
      where d.partnership_id = p and d.subject_id = any (ids) and d.subject_id = g.subject_id and d.key = g.key;
    delete from gt.stay d using jsonb_to_recordset(gone -> 'stay') as g(subject_id uuid, key text)
      where d.partnership_id = p and d.subject_id = any (ids) and d.subject_id = g.subject_id and d.key = g.key;
    delete from gt.relationship d using jsonb_to_recordset(gone -> 'relationship') as g(subject_id uuid, key text)
      where d.partnership_id = p and d.subject_id = any (ids) and d.subject_id = g.subject_id and d.key = g.key;
    delete from gt.episode d using jsonb_to_recordset(gone -> 'episode') as g(subject_id uuid, key text)
      where d.partnership_id = p and d.subject_id = any (ids) and d.subject_id = g.subject_id and d.key = g.key;
    insert into gt.merged select * from jsonb_populate_recordset(null::gt.merged, made -> 'merged');
    insert into gt.finding select * from jsonb_populate_recordset(null::gt.finding, made -> 'finding');
    insert into gt.reach select * from jsonb_populate_recordset(null::gt.reach, made -> 'reach');
    insert into gt.involvement select * from jsonb_populate_recordset(null::gt.involvement, made -> 'involvement');
    insert into gt.person select * from jsonb_populate_recordset(null::gt.person, made -> 'person');
    insert into gt.person_key select * from jsonb_populate_recordset(null::gt.person_key, made -> 'person_key');
    insert into gt.stay select * from jsonb_populate_recordset(null::gt.stay, made -> 'stay');
    insert into gt.relationship select * from jsonb_populate_recordset(null::gt.relationship, made -> 'relationship');
    insert into gt.episode select * from jsonb_populate_recordset(null::gt.episode, made -> 'episode');
    update gt.subject set rules_version = rules where partnership_id = p and subject_id = any (whole) and rules_version is distinct from rules;
  end $$;

-- As before, and of whoever was near all the records that were theirs by what was known.
create or replace function gt.threads_known(p uuid, subject uuid, kinds text[], until timestamptz) returns table (
    subject_id uuid, form text, entry_id uuid, act_id uuid, kind text, happened_on date, happened_at timestamptz, "precision" text, known_at timestamptz,
    author_id uuid, author_role text, agency_id uuid, agency_kind text, audience text, answers uuid, corrects uuid, withdraws boolean, facts jsonb)
  language plpgsql stable security definer set search_path = ''
  as $$
  begin
    if gt.works_with(p, subject) is distinct from 'now' then return; end if;
    return query
      with recursive own(id) as (
        select subject
        union
        select n.id from own o cross join lateral (
          select m.into_id as id from gt.merged m where m.partnership_id = p and m.subject_id = o.id and m.known_at <= until and m.undone_at > until
          union all select m.subject_id from gt.merged m where m.partnership_id = p and m.into_id = o.id and m.known_at <= until and m.undone_at > until) n),
      homes as materialized (
        select distinct r.facts ->> 'household' as household from own join gt.entry e on e.partnership_id = p and e.subject_id = own.id
          join gt.entry_part r on r.partnership_id = p and r.entry_id = e.entry_id
        where e.kind = 'residence' and e.known_at <= until and r.field_group = 'record'),
      near(id) as (
        select own.id from own
        union select r.subject_id from homes h join gt.entry_part r on r.partnership_id = p and r.facts ? 'household' and r.facts ->> 'household' = h.household),
      everybody(id) as (
        select near.id from near
        union
        select n.id from everybody o cross join lateral (
          select m.into_id as id from gt.merged m where m.partnership_id = p and m.subject_id = o.id and m.known_at <= until and m.undone_at > until
          union all select m.subject_id from gt.merged m where m.partnership_id = p and m.into_id = o.id and m.known_at <= until and m.undone_at > until) n)
      select s.subject_id, s.form, e.entry_id, e.act_id, e.kind, e.happened_on, e.happened_at, e.precision, e.known_at,
             e.author_id, e.author_role, e.agency_id, e.agency_kind, e.audience, e.answers, e.corrects, e.withdraws, r.facts
      from everybody n
      join gt.subject s on s.partnership_id = p and s.subject_id = n.id
      left join gt.entry e on e.partnership_id = p and e.subject_id = n.id and e.kind = any (kinds) and e.known_at <= until
      left join gt.entry_part r on r.partnership_id = p and r.entry_id = e.entry_id and r.field_group = 'record';
  end $$;

-- Whoever is kept out of one record of a person is kept out of every record of theirs, and one that is closed to most closes all: from the moment they are read
-- as one, for as long as they are, and (no guard falls by itself) when they have been taken apart.
create function gt.guards_are_joined() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  declare
    one uuid;
    other uuid;
    barred gt.excluded;
    closed gt.closed_to_most;
    named gt.named_only;
  begin
    if new.undone_at <> 'infinity' then return null; end if;
    foreach one in array gt.one_record(new.partnership_id, array[new.subject_id, new.into_id]) loop
      foreach other in array gt.one_record(new.partnership_id, array[new.subject_id, new.into_id]) loop
        continue when one = other;
        for barred in select * from gt.excluded x where x.partnership_id = new.partnership_id and x.subject_id = one loop
          barred.subject_id := other;
          insert into gt.excluded select barred.* on conflict do nothing;
        end loop;
        if not exists (select from gt.closed_to_most c where c.partnership_id = new.partnership_id and c.subject_id = other) then
          for named in select * from gt.named_only x where x.partnership_id = new.partnership_id and x.subject_id = one loop
            named.subject_id := other;
            insert into gt.named_only select named.* on conflict do nothing;
          end loop;
          for closed in select * from gt.closed_to_most c where c.partnership_id = new.partnership_id and c.subject_id = one loop
            closed.subject_id := other;
            insert into gt.closed_to_most select closed.* on conflict do nothing;
          end loop;
        end if;
      end loop;
    end loop;
    return null;
  end $$;

-- A guard put up, changed or taken down on one record of a person is so on all of them.
create function gt.guard_follows() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  declare
    here uuid := case when tg_op = 'DELETE' then old.subject_id else new.subject_id end;
    p uuid := case when tg_op = 'DELETE' then old.partnership_id else new.partnership_id end;
    other uuid;
  begin
    foreach other in array gt.one_record(p, array[here]) loop
      continue when other = here;
      if tg_op = 'DELETE' then
        if tg_table_name = 'closed_to_most' then
          delete from gt.closed_to_most x where x.partnership_id = p and x.subject_id = other;
        else
          execute format('delete from gt.%I x where x.partnership_id = $1 and x.subject_id = $2 and x.account_id = $3', tg_table_name) using p, other, old.account_id;
        end if;
      else
        new.subject_id := other;
        execute format('insert into gt.%I select ($1).* on conflict do nothing', tg_table_name) using new;
        new.subject_id := here;
      end if;
    end loop;
    return null;
  end $$;

do $$
declare
  f text;
begin
  foreach f in array array['gt.one_record(uuid, uuid[])', 'gt.records_of(uuid, uuid, timestamptz)', 'gt.kept_as(uuid, uuid)', 'gt.closed_differently(uuid, uuid, uuid)', 'gt.guards_are_joined()', 'gt.guard_follows()'] loop
    execute 'alter function ' || f || ' owner to gt_deriver';
    execute 'revoke all on function ' || f || ' from public';
  end loop;
end $$;
grant insert, delete on gt.excluded, gt.closed_to_most, gt.named_only to gt_deriver;
grant execute on function gt.one_record(uuid, uuid[]) to gt_app, gt_worker, gt_import;
grant execute on function gt.closed_differently(uuid, uuid, uuid) to gt_app, gt_worker, gt_import;
grant execute on function gt.records_of(uuid, uuid, timestamptz), gt.kept_as(uuid, uuid) to gt_app, gt_worker;
grant execute on function gt.guards_are_joined(), gt.guard_follows() to gt_owner;
set role gt_owner;
create trigger guards_are_joined after insert on gt.merged for each row execute function gt.guards_are_joined();
create trigger guard_follows after insert or delete on gt.excluded for each row execute function gt.guard_follows();
create trigger guard_follows after insert or delete on gt.closed_to_most for each row execute function gt.guard_follows();
create trigger guard_follows after insert or delete on gt.named_only for each row execute function gt.guard_follows();
reset role;
