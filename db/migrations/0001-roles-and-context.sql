-- Who may connect, and how one transaction knows who is asking.
-- Roles are the server's, not the database's, so each is made only where it does not exist yet. Passwords are set by the migrator, never here.
do $$
declare
  wanted text;
begin
  -- Cannot sign in: they own things. gt_owner owns every table; each of the others owns the few functions that see more than their caller:
  -- gt_door who is asking, gt_deriver what is derived, gt_sealer and gt_verifier the seals, gt_jobs the queue of work, gt_announcer whom a finding is
  -- for, gt_scanner the bytes of documents.
  foreach wanted in array array['gt_owner', 'gt_door', 'gt_deriver', 'gt_sealer', 'gt_verifier', 'gt_jobs', 'gt_announcer', 'gt_scanner'] loop
    begin
      if not exists (select from pg_roles where rolname = wanted) then execute format('create role %I nologin', wanted); end if;
      -- A deployer who is no superuser must belong to a role to give things to it.
      if not (select rolsuper from pg_roles where rolname = current_user) then execute format('grant %I to %I', wanted, current_user); end if;
    exception when duplicate_object or unique_violation then
      -- Another database of this server was brought up to date at the same moment.
      null;
    end;
  end loop;
  -- Sign in: the web (gt_app), what the public sends (gt_public), jobs (gt_worker), bringing history in (gt_import). None owns anything.
  foreach wanted in array array['gt_app', 'gt_public', 'gt_worker', 'gt_import'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      execute format('create role %I login nosuperuser nobypassrls nocreatedb nocreaterole noinherit', wanted);
    end if;
  end loop;
end $$;

create schema gt authorization gt_owner;
-- The two door roles may create in it only because a function's owner must; neither can sign in.
grant create on schema gt to gt_door, gt_deriver;
grant usage on schema gt to gt_door, gt_deriver, gt_app, gt_public, gt_worker, gt_import;

-- Everything from here on belongs to gt_owner, who cannot sign in and is himself held by every policy (force row level security).
set role gt_owner;

create table gt.partnership (
  partnership_id uuid primary key,
  name text not null,
  profile jsonb not null default '{}'
);

create table gt.agency (
  partnership_id uuid not null references gt.partnership,
  agency_id uuid not null,
  kind text not null,
  name text not null,
  primary key (partnership_id, agency_id)
);

create table gt.team (
  partnership_id uuid not null,
  team_id uuid not null,
  agency_id uuid not null,
  name text not null,
  -- The queue this team works from, if it has one (The Bridge).
  queue text,
  primary key (partnership_id, team_id),
  foreign key (partnership_id, agency_id) references gt.agency
);
create index on gt.team (partnership_id, agency_id);

create table gt.account (
  partnership_id uuid not null,
  account_id uuid not null,
  agency_id uuid not null,
  name text not null,
  email text not null,
  role text not null,
  active boolean not null default true,
  primary key (partnership_id, account_id),
  unique (partnership_id, email),
  foreign key (partnership_id, agency_id) references gt.agency
);
create index on gt.account (partnership_id, agency_id);

create table gt.team_member (
  partnership_id uuid not null,
  account_id uuid not null,
  team_id uuid not null,
  from_at timestamptz not null default clock_timestamp(),
  until_at timestamptz not null default 'infinity',
  primary key (partnership_id, account_id, team_id, from_at),
  foreign key (partnership_id, account_id) references gt.account,
  foreign key (partnership_id, team_id) references gt.team
);
create index on gt.team_member (partnership_id, team_id);

-- Secrets of an account, apart from the account: no role but the door's may read them.
create table gt.credential (
  partnership_id uuid not null,
  account_id uuid not null,
  password_hash text not null,
  otp_secret text not null,
  -- The last time step whose code was used, so that no code works twice.
  otp_step bigint not null default 0,
  failures integer not null default 0,
  locked_until timestamptz,
  primary key (partnership_id, account_id),
  foreign key (partnership_id, account_id) references gt.account
);

create table gt.session (
  partnership_id uuid not null,
  session_hash bytea not null,
  account_id uuid not null,
  began_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp(),
  ends_at timestamptz not null,
  primary key (partnership_id, session_hash),
  foreign key (partnership_id, account_id) references gt.account
);
create index on gt.session (partnership_id, account_id);

-- What the access matrix grants, as rows: written by db/policies, read when a request begins.
create table gt.access_grant (
  role text not null,
  relation text not null,
  may text not null,
  primary key (role, relation, may)
);

-- What each role is granted of what policies ask, in one row: kept by the table it is made from. Pages are not asked for by any policy.
create table gt.role_grants (
  role text primary key,
  grants text[] not null
);

-- The key that signs who is asking. One row; only the door reads it.
create table gt.signing_key (one boolean primary key default true check (one), key bytea not null);
insert into gt.signing_key (key) select sha256(convert_to(string_agg(gen_random_uuid()::text, ''), 'UTF8')) from generate_series(1, 8);

-- Who is asking, as every policy reads it.
create type gt.actor as (
  partnership_id uuid,
  account_id uuid,
  agency_id uuid,
  role text,
  -- The account itself, its teams and its agency: what may hold an involvement.
  holders uuid[],
  -- 'relation/what' for each row of the matrix that this role has.
  grants text[],
  queues text[],
  at timestamptz,
  -- What a page prints of the asker.
  name text,
  agency_name text
);

reset role;

-- Signs a context for this transaction alone: a context written by hand, or kept from another transaction, is worth nothing.
create function gt.sign(body text) returns text
  language sql stable security definer set search_path = ''
  as $$
    select encode(sha256(k.key || sha256(k.key || convert_to(body || pg_backend_pid()::text || pg_current_xact_id()::text, 'UTF8'))), 'hex')
    from gt.signing_key k
  $$;
alter function gt.sign(text) owner to gt_door;
revoke all on function gt.sign(text) from public;
grant execute on function gt.sign(text) to gt_door;
grant select on gt.signing_key to gt_door;

-- Who is asking is read for every table a statement touches. So what a role is granted stands ready in one row, and the text that is signed carries
-- what identifies the asker and nothing else.
create function gt.gather_grants() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  begin
    delete from gt.role_grants;
    insert into gt.role_grants (role, grants)
      select g.role, array_agg(g.relation || '/' || g.may order by g.relation, g.may) from gt.access_grant g where g.may not like 'page:%' group by g.role;
    return null;
  end $$;
alter function gt.gather_grants() owner to gt_door;
revoke all on function gt.gather_grants() from public;
grant execute on function gt.gather_grants() to gt_owner;
grant select, insert, delete on gt.role_grants to gt_door;
grant select on gt.access_grant to gt_door;
set role gt_owner;
create trigger gather_grants after insert or update or delete on gt.access_grant for each statement execute function gt.gather_grants();
reset role;


-- Who is asking: no rows where nobody is, or where the context was not made by begin_request in this very transaction.
-- An unset setting reads '' after its first use, never null: nullif, or an empty context would match nothing by luck alone.
create function gt.me() returns setof gt.actor
  language plpgsql stable security definer rows 1 set search_path = ''
  as $$
  declare
    raw text := current_setting('gt.actor', true);
    body text;
    secret bytea;
    who gt.actor;
  begin
    if raw is null or raw = '' then return; end if;
    body := substr(raw, 65);
    select k.key into secret from gt.signing_key k;
    -- As gt.sign signs. A transaction that has no number yet has nobody signed to it: then there is no digest, and what is said differs from it.
    if left(raw, 64) is distinct from encode(sha256(secret || sha256(secret || convert_to(body || pg_backend_pid()::text || pg_current_xact_id_if_assigned()::text, 'UTF8'))), 'hex') then
      return;
    end if;
    who := body::gt.actor;
    select g.grants into who.grants from gt.role_grants g where g.role = who.role;
    return next who;
  end $$;
alter function gt.me() owner to gt_door;
revoke all on function gt.me() from public;
grant execute on function gt.me() to gt_app, gt_worker, gt_import, gt_door, gt_deriver;

-- Puts the signed context of one account in place for this transaction. Not callable by any role that signs in.
create function gt.become(p uuid, a uuid, now_at timestamptz) returns gt.actor
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor;
    carried gt.actor;
    body text;
  begin
    select acc.partnership_id, acc.account_id, acc.agency_id, acc.role,
           array[acc.account_id, acc.agency_id] || coalesce((select array_agg(tm.team_id) from gt.team_member tm
              where tm.partnership_id = p and tm.account_id = a and tm.from_at <= now_at and tm.until_at > now_at), '{}'),
           coalesce((select array_agg(g.relation || '/' || g.may) from gt.access_grant g where g.role = acc.role), '{}'),
           coalesce((select array_agg(distinct t.queue) from gt.team_member tm join gt.team t using (partnership_id, team_id)
              where tm.partnership_id = p and tm.account_id = a and tm.from_at <= now_at and tm.until_at > now_at and t.queue is not null), '{}'),
           now_at, acc.name, ag.name
      into who
      from gt.account acc join gt.agency ag using (partnership_id, agency_id)
      where acc.partnership_id = p and acc.account_id = a and acc.active;
    if not found then return null; end if;
    carried := who;
    carried.grants := null;
    carried.name := null;
    carried.agency_name := null;
    body := carried::text;
    perform set_config('gt.actor', gt.sign(body) || body, true);
    return who;
  end $$;
alter function gt.become(uuid, uuid, timestamptz) owner to gt_door;
revoke all on function gt.become(uuid, uuid, timestamptz) from public;
grant execute on function gt.become(uuid, uuid, timestamptz) to gt_door;

-- The first statement of every request: the session is looked up and its account becomes the actor. Nothing comes back for a session that has
-- ended, is idle too long, or whose account has been switched off: a change of access holds on the very next request.
create function gt.begin_request(p uuid, hash bytea, idle interval) returns gt.actor
  language plpgsql security definer set search_path = ''
  as $$
  declare
    s gt.session;
    now_at timestamptz := clock_timestamp();
  begin
    select * into s from gt.session where partnership_id = p and session_hash = hash;
    if not found or s.ends_at <= now_at or s.seen_at + idle <= now_at then return null; end if;
    -- Once a minute is enough to know that somebody is there, and keeps a page of reads from being a page of writes.
    if s.seen_at < now_at - interval '1 minute' then
      update gt.session set seen_at = now_at where partnership_id = p and session_hash = hash;
    end if;
    return gt.become(p, s.account_id, now_at);
  end $$;
alter function gt.begin_request(uuid, bytea, interval) owner to gt_door;
revoke all on function gt.begin_request(uuid, bytea, interval) from public;
grant execute on function gt.begin_request(uuid, bytea, interval) to gt_app;

-- A job acts for the account that asked for it, with what that account may do now.
create function gt.begin_work(p uuid, a uuid) returns gt.actor
  language sql security definer set search_path = ''
  as $$ select gt.become(p, a, clock_timestamp()) $$;
alter function gt.begin_work(uuid, uuid) owner to gt_door;
revoke all on function gt.begin_work(uuid, uuid) from public;
grant execute on function gt.begin_work(uuid, uuid) to gt_worker, gt_import;

grant select on gt.account, gt.team, gt.team_member, gt.access_grant, gt.agency, gt.partnership to gt_door;
grant select, insert, update on gt.session, gt.credential to gt_door;

-- Signing in. The password is checked by the program (argon2, which the database does not have); what it needs is handed over for one e-mail
-- address at a time, and the same shape comes back whether the address is known or not.
create function gt.sign_in_facts(p uuid, mail text) returns table (account_id uuid, password_hash text, otp_secret text, otp_step bigint, locked_until timestamptz)
  language sql stable security definer set search_path = ''
  as $$
    select c.account_id, c.password_hash, c.otp_secret, c.otp_step, c.locked_until
    from gt.account a join gt.credential c using (partnership_id, account_id)
    where a.partnership_id = p and a.email = mail and a.active
  $$;
alter function gt.sign_in_facts(uuid, text) owner to gt_door;
revoke all on function gt.sign_in_facts(uuid, text) from public;
grant execute on function gt.sign_in_facts(uuid, text) to gt_app;

-- A right password and a right code: the code is used up and a session begins, in one step, so that a code cannot be used twice at once; and only where
-- no wait stands at this very moment, so that guesses sent at once find the wait that the fifth wrong one began.
create function gt.sign_in(p uuid, a uuid, step bigint, hash bytea, lasts interval) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  begin
    update gt.credential c set otp_step = step, failures = 0, locked_until = null
      where c.partnership_id = p and c.account_id = a and c.otp_step < step and (c.locked_until is null or c.locked_until <= clock_timestamp());
    if not found then return false; end if;
    insert into gt.session (partnership_id, session_hash, account_id, ends_at) values (p, hash, a, clock_timestamp() + lasts);
    return true;
  end $$;
alter function gt.sign_in(uuid, uuid, bigint, bytea, interval) owner to gt_door;
revoke all on function gt.sign_in(uuid, uuid, bigint, bytea, interval) from public;
grant execute on function gt.sign_in(uuid, uuid, bigint, bytea, interval) to gt_app;

-- A wrong password or code. After five, a short wait that doubles, at most fifteen minutes (where the
-- doubling stops, or it would outgrow the interval): it slows a guesser and never shuts a duty worker out for long.
create function gt.sign_in_failed(p uuid, a uuid) returns void
  language sql security definer set search_path = ''
  as $$
    update gt.credential set failures = least(failures, 1000000) + 1,
      locked_until = case when failures >= 4 then clock_timestamp() + least(interval '15 minutes', interval '15 seconds' * power(2, least(failures - 4, 6))) end
    where partnership_id = p and account_id = a
  $$;
alter function gt.sign_in_failed(uuid, uuid) owner to gt_door;
revoke all on function gt.sign_in_failed(uuid, uuid) from public;
grant execute on function gt.sign_in_failed(uuid, uuid) to gt_app;

-- Signing out ends the session for good.
create function gt.sign_out(p uuid, hash bytea) returns void
  language sql security definer set search_path = ''
  as $$ update gt.session set ends_at = clock_timestamp() where partnership_id = p and session_hash = hash and ends_at > clock_timestamp() $$;
alter function gt.sign_out(uuid, bytea) owner to gt_door;
revoke all on function gt.sign_out(uuid, bytea) from public;
grant execute on function gt.sign_out(uuid, bytea) to gt_app;

-- What any page prints of the partnership, signed in or not: its name and its profile of published settings.
create function gt.profile_of(p uuid) returns table (name text, profile jsonb)
  language sql stable security definer set search_path = ''
  as $$ select x.name, x.profile from gt.partnership x where x.partnership_id = p $$;
alter function gt.profile_of(uuid) owner to gt_door;
revoke all on function gt.profile_of(uuid) from public;
grant execute on function gt.profile_of(uuid) to gt_app, gt_public, gt_worker, gt_import;
