-- Anybody may tell The Bridge of a worry without an account. What they send comes in through a role that can do nothing else: it calls the functions of
-- this page, and reads and writes no table at all. gt_intake owns them; it cannot sign in.
do $$
begin
  begin
    if not exists (select from pg_roles where rolname = 'gt_intake') then create role gt_intake nologin; end if;
    if not (select rolsuper from pg_roles where rolname = current_user) then execute format('grant gt_intake to %I', current_user); end if;
  exception when duplicate_object or unique_violation then
    -- Another database of this server was brought up to date at the same moment.
    null;
  end;
end $$;
grant usage, create on schema gt to gt_intake;

set role gt_owner;

-- What a visitor has typed so far, sealed under a key that the visitor's own cookie holds and nothing here does: it can be kept, and not read. It ends by
-- itself soon after the last page.
create table gt.visit (
  partnership_id uuid not null references gt.partnership,
  visit_hash bytea not null,
  sealed bytea not null,
  ends_at timestamptz not null,
  primary key (partnership_id, visit_hash)
);
create index visit_ends on gt.visit (ends_at);

-- What was sent, until it stands on a thread of its own; from then on only which one that is, for whoever holds the reference.
create table gt.intake (
  partnership_id uuid not null references gt.partnership,
  intake_id uuid not null,
  -- Names this one sending: sent twice, it is one.
  sending_hash bytea not null,
  -- The reference is known to whoever sent it; here is its digest.
  reference_hash bytea not null,
  received_at timestamptz not null default clock_timestamp(),
  content jsonb not null default '{}',
  matter_id uuid,
  appended_at timestamptz,
  primary key (partnership_id, intake_id),
  unique (partnership_id, sending_hash),
  unique (partnership_id, reference_hash),
  foreign key (partnership_id, matter_id) references gt.subject
);
create index on gt.intake (partnership_id, matter_id) where matter_id is not null;
create index intake_waiting on gt.intake (received_at) where appended_at is null;
reset role;

grant select, insert, update, delete on gt.visit to gt_intake;
grant select, insert, update on gt.intake to gt_intake;
grant select on gt.intake to gt_deriver;
grant select on gt.partnership to gt_intake;
grant select, insert on gt.agency, gt.account to gt_intake;

create function gt.visit_kept(p uuid, visit bytea) returns bytea
  language sql stable security definer set search_path = ''
  as $$ select v.sealed from gt.visit v where v.partnership_id = p and v.visit_hash = visit and v.ends_at > clock_timestamp() $$;

create function gt.visit_keep(p uuid, visit bytea, what bytea, lasts interval) returns void
  language plpgsql security definer set search_path = ''
  as $$
  begin
    if octet_length(what) > 1000000 then raise exception 'a visit holds at most a megabyte' using errcode = 'GT413'; end if;
    insert into gt.visit (partnership_id, visit_hash, sealed, ends_at) values (p, visit, what, clock_timestamp() + lasts)
      on conflict (partnership_id, visit_hash) do update set sealed = excluded.sealed, ends_at = excluded.ends_at;
  end $$;

create function gt.visit_forget(p uuid, visit bytea) returns void
  language sql security definer set search_path = ''
  as $$ delete from gt.visit v where v.partnership_id = p and v.visit_hash = visit $$;

-- Visits that are over leave nothing behind.
create function gt.visits_over() returns void
  language sql security definer set search_path = ''
  as $$ delete from gt.visit v where v.ends_at <= clock_timestamp() $$;

-- Asks for the box to be emptied, in the transaction of the sending.
create function gt.intake_wanted() returns void
  language plpgsql security definer set search_path = ''
  as $$
  begin
    perform graphile_worker.add_job(identifier => 'append-intake', payload => '{}'::json, job_key => 'append-intake');
  end $$;
alter function gt.intake_wanted() owner to gt_jobs;
revoke all on function gt.intake_wanted() from public;
grant execute on function gt.intake_wanted() to gt_intake;

-- Puts one sending into the box and forgets the visit it was typed in, both or neither. The same sending again changes nothing.
create function gt.intake_send(p uuid, intake uuid, sending bytea, reference bytea, what jsonb, visit bytea) returns void
  language plpgsql security definer set search_path = ''
  as $$
  begin
    insert into gt.intake (partnership_id, intake_id, sending_hash, reference_hash, content) values (p, intake, sending, reference, what)
      on conflict (partnership_id, sending_hash) do nothing;
    delete from gt.visit v where v.partnership_id = p and v.visit_hash = visit;
    perform gt.intake_wanted();
  end $$;

-- Was this sending taken in already?
create function gt.intake_sent(p uuid, sending bytea) returns boolean
  language sql stable security definer set search_path = ''
  as $$ select exists (select from gt.intake i where i.partnership_id = p and i.sending_hash = sending) $$;

-- The account in whose name the public's words are told: it has no credential, so that nobody can sign in with it. Made when it is first needed.
create function gt.intake_author(p uuid) returns uuid
  language plpgsql security definer set search_path = ''
  as $$
  declare
    author uuid;
    its_agency uuid;
  begin
    perform pg_advisory_xact_lock(hashtextextended('intake author ' || p, 0));
    select a.account_id into author from gt.account a where a.partnership_id = p and a.role = 'member-of-the-public' order by a.account_id limit 1;
    if author is not null then return author; end if;
    select g.agency_id into its_agency from gt.agency g where g.partnership_id = p and g.kind = 'public' order by g.agency_id limit 1;
    if its_agency is null then
      its_agency := gen_random_uuid();
      insert into gt.agency (partnership_id, agency_id, kind, name) values (p, its_agency, 'public', 'The public');
    end if;
    author := gen_random_uuid();
    insert into gt.account (partnership_id, account_id, agency_id, name, email, role) values (p, author, its_agency, 'A member of the public', 'the public', 'member-of-the-public');
    return author;
  end $$;

-- What waits in the box, longest waiting first, and the account in whose name it is told.
create function gt.intake_waiting(most integer) returns table (partnership_id uuid, intake_id uuid, account_id uuid, received_at timestamptz, content jsonb)
  language plpgsql security definer set search_path = ''
  as $$
  begin
    return query select i.partnership_id, i.intake_id, gt.intake_author(i.partnership_id), i.received_at, i.content
      from gt.intake i where i.appended_at is null order by i.received_at limit most;
  end $$;

-- It stands on a thread now, and is no longer kept twice. Called in the very transaction that appends it.
create function gt.intake_appended(p uuid, intake uuid, matter uuid) returns void
  language sql security definer set search_path = ''
  as $$
    update gt.intake i set content = '{}', matter_id = matter, appended_at = clock_timestamp()
      where i.partnership_id = p and i.intake_id = intake and i.appended_at is null
  $$;

-- How far it has come: received, being looked at, looked at; null where there is no such reference. Never what it says, about whom, or what was decided.
create function gt.intake_followed(p uuid, reference bytea) returns text
  language sql stable security definer set search_path = ''
  as $$
    select case
      when exists (select from gt.entry e where e.partnership_id = p and e.subject_id = i.matter_id and e.kind = 'referral-decision'
          and not exists (select from gt.entry w where w.partnership_id = p and w.subject_id = i.matter_id and w.corrects = e.entry_id and w.withdraws)) then 'looked-at'
      when exists (select from gt.entry e where e.partnership_id = p and e.subject_id = i.matter_id and e.kind in ('child-matched', 'agency-check-asked'))
        or exists (select from gt.reach r where r.partnership_id = p and r.subject_id = i.matter_id and r.relation = 'screener'
          and r.from_at <= clock_timestamp() and r.until_at > clock_timestamp()) then 'being-looked-at'
      else 'received' end
    from gt.intake i where i.partnership_id = p and i.reference_hash = reference
  $$;
alter function gt.intake_followed(uuid, bytea) owner to gt_deriver;
revoke all on function gt.intake_followed(uuid, bytea) from public;
grant execute on function gt.intake_followed(uuid, bytea) to gt_public;

do $$
declare
  f text;
begin
  foreach f in array array['gt.visit_kept(uuid, bytea)', 'gt.visit_keep(uuid, bytea, bytea, interval)', 'gt.visit_forget(uuid, bytea)',
      'gt.intake_send(uuid, uuid, bytea, bytea, jsonb, bytea)', 'gt.intake_sent(uuid, bytea)', 'gt.visits_over()', 'gt.intake_author(uuid)', 'gt.intake_waiting(integer)',
      'gt.intake_appended(uuid, uuid, uuid)'] loop
    execute 'alter function ' || f || ' owner to gt_intake';
    execute 'revoke all on function ' || f || ' from public';
  end loop;
  foreach f in array array['gt.visit_kept(uuid, bytea)', 'gt.visit_keep(uuid, bytea, bytea, interval)', 'gt.visit_forget(uuid, bytea)',
      'gt.intake_send(uuid, uuid, bytea, bytea, jsonb, bytea)', 'gt.intake_sent(uuid, bytea)'] loop
    execute 'grant execute on function ' || f || ' to gt_public';
  end loop;
  foreach f in array array['gt.visits_over()', 'gt.intake_waiting(integer)', 'gt.intake_appended(uuid, uuid, uuid)'] loop
    execute 'grant execute on function ' || f || ' to gt_worker';
  end loop;
end $$;
