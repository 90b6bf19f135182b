-- Who is asking, as a row. A signed text had to be checked and parsed for every table a statement touches, which was a fifth of what a page costs. The same
-- is now said by a row that only the door writes, one for each connection, and that holds for the transaction it was written in alone: there is nothing to
-- forge and nothing to keep. It is not logged: after a crash nobody is asking.
set role gt_owner;
create unlogged table gt.asking (
  pid integer primary key,
  transaction_id xid8 not null,
  partnership_id uuid not null,
  account_id uuid not null,
  agency_id uuid not null,
  role text not null,
  holders uuid[] not null,
  grants text[] not null,
  queues text[] not null,
  at timestamptz not null
) with (fillfactor = 40);
-- Read for every table a statement touches: kept in the row as it is, never compressed and never put aside.
alter table gt.asking alter column grants set storage plain;
alter table gt.role_grants add column pages text[] not null default '{}', add column digest text not null default '';
reset role;

-- What a role is granted, in one row: what policies ask, which pages it may open, and a digest of both, by which the program knows them again.
create or replace function gt.gather_grants() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  begin
    delete from gt.role_grants;
    insert into gt.role_grants (role, grants, pages, digest)
      select g.role, coalesce(array_agg(g.relation || '/' || g.may order by g.relation, g.may) filter (where g.may not like 'page:%'), '{}'),
        coalesce(array_agg(g.relation || '/' || g.may order by g.relation, g.may) filter (where g.may like 'page:%'), '{}'),
        md5(string_agg(g.relation || '/' || g.may, ',' order by g.relation, g.may))
      from gt.access_grant g group by g.role;
    return null;
  end $$;

-- Everything a role is granted, by the digest that a request was told: asked once for each role by each process. No secret: it is the access matrix.
create function gt.granted(of text) returns text[]
  language sql stable security definer set search_path = ''
  as $$ select g.grants || g.pages from gt.role_grants g where g.digest = of limit 1 $$;
alter function gt.granted(text) owner to gt_door;
revoke all on function gt.granted(text) from public;
grant execute on function gt.granted(text) to gt_app, gt_worker, gt_import;

grant select, insert, update on gt.asking to gt_door;
grant select on gt.asking to gt_app, gt_worker, gt_import, gt_deriver, gt_jobs;

-- Who is asking: no row where nobody is, or where the row was written in another transaction. The body is a plain query of the caller's own, so that the
-- planner makes it part of the statement; what it names was fixed when it was made, and the policy of the table says the same for whoever reads it directly.
create or replace function gt.me() returns setof gt.actor
  language sql stable rows 1
  begin atomic
    select a.partnership_id, a.account_id, a.agency_id, a.role, a.holders, a.grants, a.queues, a.at, null::text as name, null::text as agency_name
    from gt.asking a where a.pid = pg_backend_pid() and a.transaction_id = pg_current_xact_id_if_assigned();
  end;

-- Puts one account in place for this transaction. Not callable by any role that signs in. `grants` comes back as the digest of what the role is granted.
create or replace function gt.become(p uuid, a uuid, now_at timestamptz) returns gt.actor
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor;
    told text;
  begin
    select acc.partnership_id, acc.account_id, acc.agency_id, acc.role,
           array[acc.account_id, acc.agency_id] || coalesce(t.teams, '{}'), coalesce(g.grants, '{}'), coalesce(t.queues, '{}'), now_at, acc.name, ag.name, coalesce(g.digest, '')
      into who.partnership_id, who.account_id, who.agency_id, who.role, who.holders, who.grants, who.queues, who.at, who.name, who.agency_name, told
      from gt.account acc join gt.agency ag using (partnership_id, agency_id)
      left join gt.role_grants g on g.role = acc.role
      cross join lateral (select array_agg(tm.team_id) as teams, array_agg(distinct tt.queue) filter (where tt.queue is not null) as queues
        from gt.team_member tm join gt.team tt using (partnership_id, team_id)
        where tm.partnership_id = p and tm.account_id = a and tm.from_at <= now_at and tm.until_at > now_at) t
      where acc.partnership_id = p and acc.account_id = a and acc.active;
    if not found then return null; end if;
    insert into gt.asking (pid, transaction_id, partnership_id, account_id, agency_id, role, holders, grants, queues, at)
      values (pg_backend_pid(), pg_current_xact_id(), who.partnership_id, who.account_id, who.agency_id, who.role, who.holders, who.grants, who.queues, who.at)
      on conflict (pid) do update set transaction_id = excluded.transaction_id, partnership_id = excluded.partnership_id, account_id = excluded.account_id,
        agency_id = excluded.agency_id, role = excluded.role, holders = excluded.holders, grants = excluded.grants, queues = excluded.queues, at = excluded.at;
    who.grants := array[told];
    return who;
  end $$;

drop function gt.sign(text);
drop table gt.signing_key;

-- What policies ask for each row is asked in a language that keeps its plan from one call to the next; the other parses its text anew in every statement.
create or replace function gt.part_of_new_entry(p uuid, entry uuid, subject uuid, agency uuid, audience text, grp text) returns boolean
  language plpgsql stable security definer set search_path = ''
  as $$
  begin
    return exists (select from gt.entry e where e.partnership_id = p and e.entry_id = entry and e.subject_id = subject and e.agency_id = agency
      and e.audience = part_of_new_entry.audience and grp = any (e.field_groups) and e.written_by = pg_current_xact_id_if_assigned());
  end $$;
create or replace function gt.begins_here(p uuid, subject uuid) returns boolean
  language plpgsql stable security definer set search_path = ''
  as $$
  begin
    return not exists (select from gt.entry e where e.partnership_id = p and e.subject_id = subject and e.written_by is distinct from pg_current_xact_id_if_assigned());
  end $$;
create or replace function gt.told_by(p uuid, entry uuid, account uuid) returns boolean
  language plpgsql stable security definer set search_path = ''
  as $$
  begin
    return exists (select from gt.entry e where e.partnership_id = p and e.entry_id = entry and e.author_id = account);
  end $$;
create or replace function gt.entry_of_now(p uuid, entry uuid) returns boolean
  language plpgsql stable security definer set search_path = ''
  as $$
  begin
    return exists (select from gt.entry e where e.partnership_id = p and e.entry_id = entry and e.written_by = pg_current_xact_id_if_assigned());
  end $$;
create or replace function gt.stamped(p uuid, subject uuid, at timestamptz) returns boolean
  language plpgsql stable security definer set search_path = ''
  as $$
  begin
    return exists (select from gt.subject s where s.partnership_id = p and s.subject_id = subject
      and s.locked_by = pg_current_xact_id_if_assigned() and s.known_at = stamped.at);
  end $$;
create or replace function gt.told_on_duty(p uuid, subject uuid, account uuid) returns boolean
  language plpgsql stable security definer set search_path = ''
  as $$
  begin
    return exists (select from gt.announcement a
      where a.partnership_id = p and a.subject_id = subject and a.account_id = account and a.duty = 'duty' and a.closed_at is null);
  end $$;
create or replace function gt.homes_near(p uuid, ids uuid[], households uuid[]) returns uuid[]
  language plpgsql stable security definer set search_path = ''
  as $$
  begin
    return (with homes as materialized (
        select unnest(households) as household_id
        union select mine.household_id from gt.stay mine where mine.partnership_id = p and mine.subject_id = any (ids)
        union select (r.facts ->> 'household')::uuid from gt.entry e join gt.entry_part r on r.partnership_id = p and r.entry_id = e.entry_id
          where e.partnership_id = p and e.subject_id = any (ids) and e.kind = 'residence' and r.field_group = 'record' and r.facts ? 'household')
      select coalesce(array_agg(distinct other.subject_id), '{}')
      from homes join gt.stay other on other.partnership_id = p and other.household_id = homes.household_id);
  end $$;
