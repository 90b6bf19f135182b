-- What a role is granted has outgrown the row that says who is asking: with every kind that a role may write it grows. What policies ask for every row that is read is
-- kept apart from what is asked for a row that is written: the first is short and stays in the row as it is; the whole may be compressed, and is never put aside.
-- The type of who is asking (`gt.actor`) stays as it is: the last release's program may be in the middle of asking while this runs, and would be refused a longer row. Policies
-- have a row of their own.
set role gt_owner;
create type gt.asker as (partnership_id uuid, account_id uuid, agency_id uuid, role text, holders uuid[], grants text[], reads text[], queues text[], at timestamptz);
alter table gt.asking add column reads text[] not null default '{}';
alter table gt.asking alter column reads set storage plain;
alter table gt.asking alter column grants set storage main;
alter table gt.role_grants add column reads text[] not null default '{}';
reset role;

-- What a role is granted, in one row: what policies ask (and of that what they ask of rows that are read), which pages it may open, and a digest of both.
create or replace function gt.gather_grants() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  begin
    delete from gt.role_grants;
    insert into gt.role_grants (role, grants, reads, pages, digest)
      select g.role, coalesce(array_agg(g.relation || '/' || g.may order by g.relation, g.may) filter (where g.may not like 'page:%'), '{}'),
        coalesce(array_agg(g.relation || '/' || g.may order by g.relation, g.may) filter (where g.may !~ '^(page|append|involve):'), '{}'),
        coalesce(array_agg(g.relation || '/' || g.may order by g.relation, g.may) filter (where g.may like 'page:%'), '{}'),
        md5(string_agg(g.relation || '/' || g.may, ',' order by g.relation, g.may))
      from gt.access_grant g group by g.role;
    return null;
  end $$;

-- Who is asking, as policies ask it of every row.
create function gt.asks() returns setof gt.asker
  language sql stable rows 1
  begin atomic
    select a.partnership_id, a.account_id, a.agency_id, a.role, a.holders, a.grants, a.reads, a.queues, a.at
    from gt.asking a where a.pid = pg_backend_pid() and a.transaction_id = pg_current_xact_id_if_assigned();
  end;
alter function gt.asks() owner to gt_door;
revoke all on function gt.asks() from public;
-- Whoever may ask who is asking may ask this: the policies of every table do.
do $$
declare
  r record;
begin
  for r in select distinct a.grantee::regrole::text as role from pg_proc p cross join lateral aclexplode(p.proacl) a
      where p.oid = 'gt.me()'::regprocedure and a.privilege_type = 'EXECUTE' and a.grantee <> 0 loop
    execute format('grant execute on function gt.asks() to %s', r.role);
  end loop;
end $$;

create or replace function gt.become(p uuid, a uuid, now_at timestamptz) returns gt.actor
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor;
    may_read text[];
    told text;
  begin
    select acc.partnership_id, acc.account_id, acc.agency_id, acc.role,
           array[acc.account_id, acc.agency_id] || coalesce(t.teams, '{}'), coalesce(g.grants, '{}'), coalesce(t.queues, '{}'), now_at, acc.name, ag.name,
           coalesce(g.reads, '{}'), coalesce(g.digest, '')
      into who.partnership_id, who.account_id, who.agency_id, who.role, who.holders, who.grants, who.queues, who.at, who.name, who.agency_name, may_read, told
      from gt.account acc join gt.agency ag using (partnership_id, agency_id)
      left join gt.role_grants g on g.role = acc.role
      cross join lateral (select array_agg(tm.team_id) as teams, array_agg(distinct tt.queue) filter (where tt.queue is not null) as queues
        from gt.team_member tm join gt.team tt using (partnership_id, team_id)
        where tm.partnership_id = p and tm.account_id = a and tm.from_at <= now_at and tm.until_at > now_at) t
      where acc.partnership_id = p and acc.account_id = a and acc.active;
    if not found then return null; end if;
    insert into gt.asking (pid, transaction_id, partnership_id, account_id, agency_id, role, holders, grants, queues, at, reads)
      values (pg_backend_pid(), pg_current_xact_id(), who.partnership_id, who.account_id, who.agency_id, who.role, who.holders, who.grants, who.queues, who.at, may_read)
      on conflict (pid) do update set transaction_id = excluded.transaction_id, partnership_id = excluded.partnership_id, account_id = excluded.account_id,
        agency_id = excluded.agency_id, role = excluded.role, holders = excluded.holders, grants = excluded.grants, queues = excluded.queues, at = excluded.at,
        reads = excluded.reads;
    -- The program knows a role's grants by their digest and asks for them once.
    who.grants := array[told];
    return who;
  end $$;

-- The upkeep of a partnership acts for nobody: what an account was granted on this connection before is not its own.
create or replace function gt.begin_upkeep(p uuid) returns gt.actor
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor;
  begin
    select x.partnership_id, x.partnership_id, x.partnership_id, 'upkeep', '{}'::uuid[], '{}'::text[], '{}'::text[], clock_timestamp(), x.name, x.name into who
      from gt.partnership x where x.partnership_id = p;
    if not found then return null; end if;
    insert into gt.asking (pid, transaction_id, partnership_id, account_id, agency_id, role, holders, grants, queues, at, reads)
      values (pg_backend_pid(), pg_current_xact_id(), who.partnership_id, who.account_id, who.agency_id, who.role, who.holders, who.grants, who.queues, who.at, '{}')
      on conflict (pid) do update set transaction_id = excluded.transaction_id, partnership_id = excluded.partnership_id, account_id = excluded.account_id,
        agency_id = excluded.agency_id, role = excluded.role, holders = excluded.holders, grants = excluded.grants, queues = excluded.queues, at = excluded.at,
        reads = excluded.reads;
    return who;
  end $$;
