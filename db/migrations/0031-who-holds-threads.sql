-- With which program's rules a partnership's derived rows are made. A program says so when it begins; one that was there before it leaves the rows alone from
-- then on, so that two versions that run side by side do not undo each other's work.
set role gt_owner;
create table gt.derived_with (
  partnership_id uuid primary key references gt.partnership,
  rules text not null,
  since timestamptz not null
);
reset role;
grant select, insert, update on gt.derived_with to gt_deriver;

create function gt.derive_with(program text) returns void
  language sql security definer set search_path = ''
  as $$
    insert into gt.derived_with as d (partnership_id, rules, since) select x.partnership_id, program, clock_timestamp() from gt.sealed_partnerships() as x(partnership_id)
      on conflict (partnership_id) do update set rules = excluded.rules, since = excluded.since where d.rules <> excluded.rules
  $$;
-- The partnerships whose rows this program makes: those of which it, or nobody yet, has said so.
create function gt.derived_by(program text) returns table (partnership_id uuid)
  language sql stable security definer set search_path = ''
  as $$
    select x.partnership_id from gt.sealed_partnerships() as x(partnership_id) left join gt.derived_with d using (partnership_id)
    where d.rules is null or d.rules = program
  $$;
grant execute on function gt.sealed_partnerships() to gt_deriver;

-- The upkeep of a partnership acts for nobody: it is granted nothing, holds nothing and reads nothing; threads are held for it, so that what is derived from
-- them can be made again. For the worker alone.
create function gt.begin_upkeep(p uuid) returns gt.actor
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor;
  begin
    select x.partnership_id, x.partnership_id, x.partnership_id, 'upkeep', '{}'::uuid[], '{}'::text[], '{}'::text[], clock_timestamp(), x.name, x.name into who
      from gt.partnership x where x.partnership_id = p;
    if not found then return null; end if;
    insert into gt.asking (pid, transaction_id, partnership_id, account_id, agency_id, role, holders, grants, queues, at)
      values (pg_backend_pid(), pg_current_xact_id(), who.partnership_id, who.account_id, who.agency_id, who.role, who.holders, who.grants, who.queues, who.at)
      on conflict (pid) do update set transaction_id = excluded.transaction_id, partnership_id = excluded.partnership_id, account_id = excluded.account_id,
        agency_id = excluded.agency_id, role = excluded.role, holders = excluded.holders, grants = excluded.grants, queues = excluded.queues, at = excluded.at;
    return who;
  end $$;
alter function gt.begin_upkeep(uuid) owner to gt_door;
revoke all on function gt.begin_upkeep(uuid) from public;
grant execute on function gt.begin_upkeep(uuid) to gt_worker;

-- Holding a thread opens all of it to derivation, so it is for those who have to do with it: who works with it now, who begins it in this transaction, whom
-- the duty desk told of it, and The Bridge, which says whose child a concern is about. Those at home with such a thread are held with it, and those at home
-- with them. `written`: the threads that will know something from now on; `households`: those that somebody is brought into.
drop function gt.hold_threads(uuid, uuid[], uuid[]);
create function gt.hold_threads(p uuid, ids uuid[], written uuid[], households uuid[] default '{}') returns timestamptz
  language plpgsql security definer set search_path = ''
  as $$
  declare
    me gt.actor;
    stamp timestamptz;
    held integer;
    near uuid[];
  begin
    if session_user <> 'gt_import' then
      select * into me from gt.me() m where m.partnership_id = p;
      if me.account_id is null then raise exception 'threads are held for somebody' using errcode = 'GT403'; end if;
    end if;
    perform 1 from gt.subject where partnership_id = p and subject_id = any (ids) order by subject_id for no key update;
    get diagnostics held = row_count;
    if held <> cardinality(ids) then raise exception 'a thread to be held does not exist' using errcode = 'GT404'; end if;
    if session_user <> 'gt_import' and not (session_user = 'gt_worker' and me.role = 'upkeep') and not 'anyone/append:referral' = any (me.grants) then
      if exists (select from unnest(written) as w(id)
          where not exists (select from gt.reach r where r.partnership_id = p and r.subject_id = w.id and r.holder_id = any (me.holders) and r.from_at <= me.at and r.until_at > me.at)
            and not gt.begins_here(p, w.id) and not gt.told_on_duty(p, w.id, me.account_id)) then
        raise exception 'a thread is held for those who have to do with it' using errcode = 'GT403';
      end if;
      if not ids <@ written then
        near := gt.homes_near(p, written, households);
        -- Most families have one home: the second step is seldom taken.
        if not ids <@ (written || near) and not ids <@ (written || near || gt.homes_near(p, written || near, '{}')) then
          raise exception 'a thread is held with those it is at home with' using errcode = 'GT403';
        end if;
      end if;
    end if;
    select greatest(clock_timestamp(), max(known_at) + interval '1 microsecond') into stamp
      from gt.subject where partnership_id = p and subject_id = any (ids);
    update gt.subject set locked_by = pg_current_xact_id(),
        known_at = case when subject_id = any (written) then stamp else known_at end,
        version = case when subject_id = any (written) then version + 1 else version end
      where partnership_id = p and subject_id = any (ids);
    return stamp;
  end $$;

do $$
declare
  f text;
begin
  foreach f in array array['gt.hold_threads(uuid, uuid[], uuid[], uuid[])', 'gt.derive_with(text)', 'gt.derived_by(text)'] loop
    execute 'alter function ' || f || ' owner to gt_deriver';
    execute 'revoke all on function ' || f || ' from public';
  end loop;
end $$;
grant execute on function gt.hold_threads(uuid, uuid[], uuid[], uuid[]) to gt_app, gt_worker, gt_import;
grant execute on function gt.derive_with(text), gt.derived_by(text) to gt_worker;
grant execute on function gt.told_on_duty(uuid, uuid, uuid) to gt_deriver;
