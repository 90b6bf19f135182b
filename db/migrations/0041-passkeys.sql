-- Passkeys: a device of one's own that also asks for a finger, a face or a PIN, so that it is two factors by itself. The code from the app stays beside them.
set role gt_owner;
create table gt.passkey (
  partnership_id uuid not null,
  -- As the device names it, base64url.
  credential_id text not null check (length(credential_id) between 1 and 1400),
  passkey_id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  public_key bytea not null,
  -- How often the device says it was used; one that keeps no count says 0 for ever.
  counter bigint not null,
  transports text[] not null default '{}',
  name text not null check (length(name) between 1 and 60),
  added_at timestamptz not null default clock_timestamp(),
  used_at timestamptz,
  failures integer not null default 0,
  locked_until timestamptz,
  primary key (partnership_id, credential_id),
  unique (partnership_id, passkey_id),
  foreign key (partnership_id, account_id) references gt.account
);
create index on gt.passkey (partnership_id, account_id);

-- What a device is asked to sign: made here, used once, for a few minutes. `account_id`: who is adding a passkey; null where somebody is signing in.
create table gt.passkey_challenge (
  partnership_id uuid not null references gt.partnership,
  challenge_hash bytea not null,
  account_id uuid,
  ends_at timestamptz not null,
  primary key (partnership_id, challenge_hash),
  foreign key (partnership_id, account_id) references gt.account
);
create index on gt.passkey_challenge (partnership_id, account_id);
create index passkey_challenge_ends on gt.passkey_challenge (ends_at);
reset role;
grant select, insert, update, delete on gt.passkey to gt_door;
grant select, insert, delete on gt.passkey_challenge to gt_door;

-- Keeps a challenge for whoever is signing in. Those that were never answered go with the next.
create function gt.challenge_kept(p uuid, challenge bytea, lasts interval) returns void
  language sql security definer set search_path = ''
  as $$
    delete from gt.passkey_challenge c where c.ends_at <= clock_timestamp();
    insert into gt.passkey_challenge (partnership_id, challenge_hash, ends_at) values (p, challenge, clock_timestamp() + lasts);
  $$;

-- The same for whoever is signed in and adds a passkey.
create function gt.my_challenge_kept(challenge bytea, lasts interval) returns void
  language sql security definer set search_path = ''
  as $$
    insert into gt.passkey_challenge (partnership_id, challenge_hash, account_id, ends_at)
      select m.partnership_id, challenge, m.account_id, clock_timestamp() + lasts from gt.me() m
  $$;

-- Was this asked of whoever is signing in, and not answered yet? It is used up.
create function gt.challenge_used(p uuid, challenge bytea) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  begin
    delete from gt.passkey_challenge c where c.partnership_id = p and c.challenge_hash = challenge and c.account_id is null and c.ends_at > clock_timestamp();
    return found;
  end $$;
create function gt.my_challenge_used(challenge bytea) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  begin
    delete from gt.passkey_challenge c using gt.me() m
      where c.partnership_id = m.partnership_id and c.challenge_hash = challenge and c.account_id = m.account_id and c.ends_at > clock_timestamp();
    return found;
  end $$;

-- What the program needs to check what a device has signed.
create function gt.passkey_facts(p uuid, credential text) returns table (account_id uuid, public_key bytea, counter bigint, transports text[], locked_until timestamptz)
  language sql stable security definer set search_path = ''
  as $$
    select k.account_id, k.public_key, k.counter, k.transports, k.locked_until from gt.passkey k join gt.account a using (partnership_id, account_id)
    where k.partnership_id = p and k.credential_id = credential and a.active
  $$;

-- A device has signed, and its owner was verified by it: a session begins, unless a wait stands or the count says that the same answer, or a copy of the device,
-- was here before.
create function gt.sign_in_by_passkey(p uuid, credential text, counted bigint, hash bytea, lasts interval, device text) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  declare
    owner uuid;
  begin
    update gt.passkey k set counter = counted, used_at = clock_timestamp(), failures = 0, locked_until = null
      from gt.account a
      where k.partnership_id = p and k.credential_id = credential and (k.locked_until is null or k.locked_until <= clock_timestamp())
        and (counted > k.counter or (counted = 0 and k.counter = 0)) and a.partnership_id = p and a.account_id = k.account_id and a.active
      returning k.account_id into owner;
    if owner is null then return false; end if;
    perform gt.open_session(p, owner, hash, lasts, device, 'passkey');
    return true;
  end $$;

-- A wrong answer in the name of a passkey. After five this passkey waits, as a password would; a password that somebody guesses at never makes a passkey wait.
create function gt.passkey_failed(p uuid, credential text) returns void
  language sql security definer set search_path = ''
  as $$
    update gt.passkey k set failures = least(k.failures, 1000000) + 1,
      locked_until = case when k.failures >= 4 then clock_timestamp() + least(interval '15 minutes', interval '15 seconds' * power(2, least(k.failures - 4, 6))) end
    where k.partnership_id = p and k.credential_id = credential
  $$;

create function gt.my_passkeys() returns table (passkey_id uuid, credential_id text, transports text[], name text, added_at timestamptz, used_at timestamptz)
  language sql stable security definer set search_path = ''
  as $$
    select k.passkey_id, k.credential_id, k.transports, k.name, k.added_at, k.used_at
    from gt.me() m join gt.passkey k on k.partnership_id = m.partnership_id and k.account_id = m.account_id order by k.added_at
  $$;

-- By what somebody signs in has changed: whoever was signed in before is so no longer, and the session that changed it goes on under a new secret. Refuses
-- (false) a session to which two factors were not shown within the last ten minutes.
create function gt.renew_my_session(old bytea, new bytea) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  declare
    m gt.actor;
  begin
    select * into m from gt.me();
    update gt.session s set session_hash = new where s.partnership_id = m.partnership_id and s.account_id = m.account_id and s.session_hash = old
      and s.ends_at > clock_timestamp() and s.proved_at > clock_timestamp() - interval '10 minutes';
    if not found then return false; end if;
    update gt.session s set ends_at = clock_timestamp() where s.partnership_id = m.partnership_id and s.account_id = m.account_id and s.session_hash <> new
      and s.ends_at > clock_timestamp();
    return true;
  end $$;

-- Adds a passkey to the asker's account. False where it is there already, where ten are, or where two factors were not shown just now.
create function gt.add_my_passkey(old bytea, new bytea, credential text, key bytea, counted bigint, ways text[], called text) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  declare
    m gt.actor;
  begin
    select * into m from gt.me();
    if (select count(*) from gt.passkey k where k.partnership_id = m.partnership_id and k.account_id = m.account_id) >= 10
      or exists (select from gt.passkey k where k.partnership_id = m.partnership_id and k.credential_id = credential) then return false; end if;
    if not gt.renew_my_session(old, new) then return false; end if;
    insert into gt.passkey (partnership_id, credential_id, account_id, public_key, counter, transports, name)
      values (m.partnership_id, credential, m.account_id, key, counted, ways, called) on conflict do nothing;
    return found;
  end $$;

create function gt.name_my_passkey(id uuid, called text) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  begin
    update gt.passkey k set name = called from gt.me() m where k.partnership_id = m.partnership_id and k.account_id = m.account_id and k.passkey_id = id;
    return found;
  end $$;

create function gt.remove_my_passkey(old bytea, new bytea, id uuid) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  begin
    if not gt.renew_my_session(old, new) then return false; end if;
    delete from gt.passkey k using gt.me() m where k.partnership_id = m.partnership_id and k.account_id = m.account_id and k.passkey_id = id;
    return true;
  end $$;

do $$
declare
  f text;
begin
  foreach f in array array['gt.challenge_kept(uuid, bytea, interval)', 'gt.my_challenge_kept(bytea, interval)', 'gt.challenge_used(uuid, bytea)',
      'gt.my_challenge_used(bytea)', 'gt.passkey_facts(uuid, text)', 'gt.sign_in_by_passkey(uuid, text, bigint, bytea, interval, text)',
      'gt.passkey_failed(uuid, text)', 'gt.my_passkeys()', 'gt.renew_my_session(bytea, bytea)',
      'gt.add_my_passkey(bytea, bytea, text, bytea, bigint, text[], text)', 'gt.name_my_passkey(uuid, text)', 'gt.remove_my_passkey(bytea, bytea, uuid)'] loop
    execute 'alter function ' || f || ' owner to gt_door';
    execute 'revoke all on function ' || f || ' from public';
    if f not like 'gt.renew_my_session%' then execute 'grant execute on function ' || f || ' to gt_app'; end if;
  end loop;
end $$;
