-- Whoever is signed in sees where, and ends what they do not know. A session is named to its owner by an id of its own: its digest, by which it is looked up,
-- is shown to nobody. `factors`: by which two factors it began; `proved_at`: when its owner last showed them.
set role gt_owner;
alter table gt.session
  add column session_id uuid not null default gen_random_uuid(),
  add column device text not null default '' check (length(device) <= 60),
  add column factors text not null default 'password-and-code' check (factors in ('password-and-code', 'passkey', 'agency')),
  add column proved_at timestamptz not null default '-infinity',
  add unique (partnership_id, session_id);
alter table gt.session alter column proved_at set default clock_timestamp();
reset role;

-- The one place where a session begins, and only for an account that is open. No role that signs in may call it: each way of signing in is a function of its own that asks for two factors first.
create function gt.open_session(p uuid, a uuid, hash bytea, lasts interval, device text, factors text) returns void
  language sql security definer set search_path = ''
  as $$
    insert into gt.session (partnership_id, session_hash, account_id, ends_at, device, factors)
      select p, hash, a, clock_timestamp() + lasts, left(open_session.device, 60), open_session.factors
      from gt.account x where x.partnership_id = p and x.account_id = a and x.active
  $$;

-- As before (a right password and a right code; the code is used up and a session begins, in one step, and only where no wait stands), and the device is noted.
create function gt.sign_in(p uuid, a uuid, step bigint, hash bytea, lasts interval, device text) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  begin
    update gt.credential c set otp_step = step, failures = 0, locked_until = null
      where c.partnership_id = p and c.account_id = a and c.otp_step < step and (c.locked_until is null or c.locked_until <= clock_timestamp());
    if not found then return false; end if;
    perform gt.open_session(p, a, hash, lasts, device, 'password-and-code');
    return true;
  end $$;

-- What a program of before calls.
create or replace function gt.sign_in(p uuid, a uuid, step bigint, hash bytea, lasts interval) returns boolean
  language sql security definer set search_path = ''
  as $$ select gt.sign_in(p, a, step, hash, lasts, '') $$;

-- Where the asker is signed in, which of those is the session that asks, and whether two factors were shown to it within the last ten minutes.
create function gt.my_sessions(hash bytea, idle interval)
  returns table (session_id uuid, device text, factors text, began_at timestamptz, seen_at timestamptz, ends_at timestamptz, proved boolean, here boolean)
  language sql stable security definer set search_path = ''
  as $$
    select s.session_id, s.device, s.factors, s.began_at, s.seen_at, s.ends_at, s.proved_at > m.at - interval '10 minutes', s.session_hash = hash
    from gt.me() m join gt.session s on s.partnership_id = m.partnership_id and s.account_id = m.account_id
    where s.ends_at > m.at and s.seen_at + idle > m.at
    order by s.session_hash = hash desc, s.seen_at desc
  $$;

-- Ends one of the asker's own sessions; false where there is none such that stands.
create function gt.end_my_session(id uuid) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  begin
    update gt.session s set ends_at = clock_timestamp() from gt.me() m
      where s.partnership_id = m.partnership_id and s.account_id = m.account_id and s.session_id = id and s.ends_at > clock_timestamp();
    return found;
  end $$;

-- Ends all of them, the one that asks too; gives how many.
create function gt.end_my_sessions() returns integer
  language plpgsql security definer set search_path = ''
  as $$
  declare
    ended integer;
  begin
    update gt.session s set ends_at = clock_timestamp() from gt.me() m
      where s.partnership_id = m.partnership_id and s.account_id = m.account_id and s.ends_at > clock_timestamp();
    get diagnostics ended = row_count;
    return ended;
  end $$;

-- The secret of the asker's own codes, where they have any, and until when they have to wait after wrong ones.
create function gt.my_code() returns table (otp_secret text, locked_until timestamptz)
  language sql stable security definer set search_path = ''
  as $$
    select c.otp_secret, c.locked_until from gt.me() m join gt.credential c on c.partnership_id = m.partnership_id and c.account_id = m.account_id
  $$;

-- The asker has shown a right code again: it is used up, and the session goes on under a new secret. The old one is worth nothing from then on.
create function gt.prove_again(old bytea, new bytea, step bigint) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  declare
    m gt.actor;
  begin
    select * into m from gt.me();
    if m.account_id is null then return false; end if;
    if not exists (select from gt.session s where s.partnership_id = m.partnership_id and s.session_hash = old and s.account_id = m.account_id) then return false; end if;
    update gt.credential c set otp_step = step, failures = 0, locked_until = null
      where c.partnership_id = m.partnership_id and c.account_id = m.account_id and c.otp_step < step
        and (c.locked_until is null or c.locked_until <= clock_timestamp());
    if not found then return false; end if;
    update gt.session s set session_hash = new, proved_at = clock_timestamp() where s.partnership_id = m.partnership_id and s.session_hash = old;
    return true;
  end $$;

-- How long a session would last if nobody asked for anything, and how long it lasts at most, in seconds; whose it is. Looking does not keep it open.
create function gt.session_left(p uuid, hash bytea, idle interval) returns table (account_id uuid, seconds integer, at_most integer)
  language sql stable security definer set search_path = ''
  as $$
    select s.account_id, greatest(0, floor(extract(epoch from least(s.seen_at + idle, s.ends_at) - clock_timestamp())))::integer,
      greatest(0, floor(extract(epoch from s.ends_at - clock_timestamp())))::integer
    from gt.session s join gt.account a on a.partnership_id = p and a.account_id = s.account_id and a.active
    where s.partnership_id = p and s.session_hash = hash
  $$;

-- Whose session this is or was, whether or not it stands: what was typed while it stood is given back to nobody else.
create function gt.session_of_whom(p uuid, hash bytea) returns uuid
  language sql stable security definer set search_path = ''
  as $$ select s.account_id from gt.session s where s.partnership_id = p and s.session_hash = hash $$;

do $$
declare
  f text;
begin
  foreach f in array array['gt.open_session(uuid, uuid, bytea, interval, text, text)', 'gt.sign_in(uuid, uuid, bigint, bytea, interval, text)',
      'gt.my_sessions(bytea, interval)', 'gt.end_my_session(uuid)', 'gt.end_my_sessions()', 'gt.my_code()', 'gt.prove_again(bytea, bytea, bigint)',
      'gt.session_left(uuid, bytea, interval)', 'gt.session_of_whom(uuid, bytea)'] loop
    execute 'alter function ' || f || ' owner to gt_door';
    execute 'revoke all on function ' || f || ' from public';
    if f not like 'gt.open_session%' then execute 'grant execute on function ' || f || ' to gt_app'; end if;
  end loop;
end $$;
