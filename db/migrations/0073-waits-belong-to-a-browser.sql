-- Whoever guesses at a password makes nobody wait but themselves. Wrong tries are counted for an account and the place they come from: an address; a browser in
-- which somebody has signed in before, by a mark that says nothing of anybody; a session; whoever asks for somebody else's code. Those of all browsers that
-- nobody knows are counted together as well, so that many addresses gain nothing. A try is counted before it is judged: however many come at once, no more are
-- judged than the counts allow, and what they would be judged by is not given out while a wait stands. What counts tries is in no backup's list of what was
-- revoked: it is forgotten after a day.
set role gt_owner;
create table gt.known_browser (
  partnership_id uuid not null,
  mark_hash bytea not null,
  account_id uuid not null,
  used_at timestamptz not null default clock_timestamp(),
  primary key (partnership_id, mark_hash, account_id),
  foreign key (partnership_id, account_id) references gt.account
);
create index on gt.known_browser (partnership_id, account_id, used_at);
create index known_browser_used on gt.known_browser (used_at);

create table gt.wrong_try (
  partnership_id uuid not null references gt.partnership,
  -- An account; or one of 256 that are none, so that an address nobody has is counted like any other.
  whom uuid not null,
  -- A digest of where it comes from; nothing, for all browsers together that nobody knows.
  place bytea not null,
  failures integer not null,
  locked_until timestamptz,
  last_at timestamptz not null,
  primary key (partnership_id, whom, place)
);
create index wrong_try_last on gt.wrong_try (last_at);
reset role;
comment on column gt.credential.failures is 'What a program of before 0073 counts; wrong tries are counted in gt.wrong_try.';
comment on column gt.credential.locked_until is 'As failures.';
grant select, insert, update, delete on gt.known_browser, gt.wrong_try to gt_door;

-- Takes one try, unless a wait stands. The first `free` - 1 go by; with the next a wait of 15 seconds begins, which doubles with each and is never longer than
-- `longest`. A day without any, and the count begins anew.
create function gt.take_try(p uuid, a uuid, from_place bytea, free integer, longest interval, at timestamptz) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  begin
    insert into gt.wrong_try as w (partnership_id, whom, place, failures, last_at) values (p, a, from_place, 1, at)
      on conflict (partnership_id, whom, place) do update set
        failures = case when w.last_at < at - interval '1 day' then 1 else least(w.failures, 1000000) + 1 end,
        locked_until = case when w.last_at < at - interval '1 day' or w.failures + 1 < free then null
          else at + least(longest, interval '15 seconds' * power(2, least(w.failures + 1 - free, 12))) end,
        last_at = at
      where w.locked_until is null or w.locked_until <= at;
    return found;
  end $$;

-- A try at an account from a browser. One that is known counts for itself: five, then at most a quarter of an hour. Any other counts for its address, and with
-- all others that nobody knows: ten between them, then at most an hour.
create function gt.take_try_from(p uuid, a uuid, from_place bytea, mark bytea, at timestamptz) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  begin
    if exists (select from gt.known_browser k where k.partnership_id = p and k.mark_hash = mark and k.account_id = a and k.used_at > at - interval '90 days') then
      return gt.take_try(p, a, mark, 5, interval '15 minutes', at);
    end if;
    if exists (select from gt.wrong_try w where w.partnership_id = p and w.whom = a and w.place = '' and w.locked_until > at) then return false; end if;
    return gt.take_try(p, a, from_place, 5, interval '15 minutes', at) and gt.take_try(p, a, '', 10, interval '1 hour', at);
  end $$;

-- A try to sign in: what it is judged by, or, where a wait stands or there is no such account, nothing. Both do the same work.
create function gt.sign_in_try(p uuid, mail text, from_place bytea, mark bytea) returns table (account_id uuid, password_hash text, otp_secret text)
  language plpgsql security definer set search_path = ''
  as $$
  declare
    found_one record;
    taken boolean;
  begin
    select c.account_id, c.password_hash, c.otp_secret into found_one
      from gt.account a join gt.credential c using (partnership_id, account_id) where a.partnership_id = p and a.email = mail and a.active;
    taken := gt.take_try_from(p, coalesce(found_one.account_id, gt.nobody_of(mail)),
      case when found_one.account_id is null then substring(from_place for 1) else from_place end, mark, clock_timestamp());
    if taken and found_one.account_id is not null then
      return query select found_one.account_id, found_one.password_hash, found_one.otp_secret;
    end if;
  end $$;

create function gt.nobody_of(mail text) returns uuid
  language sql immutable set search_path = ''
  as $$ select ('00000000-0000-0000-0000-0000000000' || substr(md5(mail), 1, 2))::uuid $$;

-- A right password and a right code, in a try that was taken: the code is used up, the counts of this browser begin anew, and a session begins. What others count
-- who know nothing stays where whoever signs in was known without it.
create function gt.sign_in(p uuid, a uuid, step bigint, hash bytea, lasts interval, device text, from_place bytea, mark bytea) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  begin
    update gt.credential c set otp_step = step where c.partnership_id = p and c.account_id = a and c.otp_step < step;
    if not found then return false; end if;
    if exists (select from gt.known_browser k where k.partnership_id = p and k.mark_hash = mark and k.account_id = a) then
      delete from gt.wrong_try w where w.partnership_id = p and w.whom = a and w.place = mark;
    else
      delete from gt.wrong_try w where w.partnership_id = p and w.whom = a and w.place in (from_place, '');
    end if;
    perform gt.open_session(p, a, hash, lasts, device, 'password-and-code');
    return true;
  end $$;

-- The browser in which a session has just begun is known to its account from now on, under a new mark: whatever mark was there before is worth nothing. The
-- others who use it, and what was counted for them there, go along.
create function gt.remember_browser(p uuid, hash bytea, before bytea, mark bytea) returns void
  language plpgsql security definer set search_path = ''
  as $$
  declare
    a uuid;
  begin
    select s.account_id into a from gt.session s
      where s.partnership_id = p and s.session_hash = hash and s.ends_at > clock_timestamp() and s.began_at > clock_timestamp() - interval '1 minute';
    if a is null then return; end if;
    update gt.known_browser k set mark_hash = mark where k.partnership_id = p and k.mark_hash = before;
    update gt.wrong_try w set place = mark where w.partnership_id = p and w.place = before
      and w.whom in (select k.account_id from gt.known_browser k where k.partnership_id = p and k.mark_hash = mark);
    insert into gt.known_browser as k (partnership_id, mark_hash, account_id) values (p, mark, a)
      on conflict (partnership_id, mark_hash, account_id) do update set used_at = excluded.used_at;
    delete from gt.known_browser k where k.partnership_id = p and k.account_id = a and k.mark_hash in (select o.mark_hash from gt.known_browser o
      where o.partnership_id = p and o.account_id = a order by o.used_at desc, o.mark_hash offset 20);
  end $$;

-- Whatever was known of an account is gone: the browsers too in which it was used.
create function gt.forget_browsers_of(p uuid, a uuid) returns void
  language sql security definer set search_path = ''
  as $$ delete from gt.known_browser k where k.partnership_id = p and k.account_id = a $$;

-- A try to show a hidden screen again, counted for its session alone: what the password is checked against, and whether a wait stands instead.
create function gt.unhide_try(p uuid, hash bytea, idle interval) returns table (password_hash text, waits boolean)
  language plpgsql security definer set search_path = ''
  as $$
  declare
    found_one record;
  begin
    select h.account_id, h.password_hash into found_one from gt.hidden_session(p, hash, idle) h;
    if not found then return; end if;
    if gt.take_try(p, found_one.account_id, sha256(hash || 'unhide'), 5, interval '15 minutes', clock_timestamp()) then
      return query select found_one.password_hash, false;
    else
      return query select null::text, true;
    end if;
  end $$;

create or replace function gt.show_session(p uuid, hash bytea, idle interval) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  declare
    whose uuid;
  begin
    select h.account_id into whose from gt.hidden_session(p, hash, idle) h;
    if whose is null then return false; end if;
    delete from gt.wrong_try w where w.partnership_id = p and w.whom = whose and w.place = sha256(hash || 'unhide');
    update gt.session s set hidden_at = null, seen_at = clock_timestamp() where s.partnership_id = p and s.session_hash = hash;
    return true;
  end $$;

-- A try of whoever is signed in to show their code again, counted for their session alone: the secret it is judged by; nothing where a wait stands, or the session
-- is none of theirs.
create function gt.my_code_try(hash bytea) returns text
  language plpgsql security definer set search_path = ''
  as $$
  declare
    m gt.actor;
  begin
    select * into m from gt.me();
    if not exists (select from gt.session s where s.partnership_id = m.partnership_id and s.session_hash = hash and s.account_id = m.account_id) then return null; end if;
    if not gt.take_try(m.partnership_id, m.account_id, sha256(hash || 'prove'), 5, interval '15 minutes', clock_timestamp()) then return null; end if;
    return (select c.otp_secret from gt.credential c where c.partnership_id = m.partnership_id and c.account_id = m.account_id);
  end $$;

create or replace function gt.prove_again(old bytea, new bytea, step bigint) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  declare
    m gt.actor;
  begin
    select * into m from gt.me();
    if m.account_id is null then return false; end if;
    update gt.credential c set otp_step = step where c.partnership_id = m.partnership_id and c.account_id = m.account_id and c.otp_step < step;
    if not found then return false; end if;
    delete from gt.wrong_try w where w.partnership_id = m.partnership_id and w.whom = m.account_id and w.place = sha256(old || 'prove');
    return gt.renew_session(m.partnership_id, m.account_id, old, new, clock_timestamp());
  end $$;

-- A try of whoever is signed in with the code of somebody else, who confirms what they do: counted for the one who types it, so that nobody makes a colleague wait.
create function gt.second_try(mail text) returns table (account_id uuid, otp_secret text)
  language plpgsql security definer set search_path = ''
  as $$
  declare
    m gt.actor;
    found_one record;
  begin
    select * into m from gt.me();
    if m.account_id is null then return; end if;
    select c.account_id, c.otp_secret into found_one from gt.account a join gt.credential c using (partnership_id, account_id)
      where a.partnership_id = m.partnership_id and a.email = mail and a.active;
    if gt.take_try(m.partnership_id, coalesce(found_one.account_id, gt.nobody_of(mail)), sha256(convert_to('asked by ' || m.account_id, 'UTF8')), 5,
        interval '1 hour', clock_timestamp()) and found_one.account_id is not null then
      return query select found_one.account_id, found_one.otp_secret;
    end if;
  end $$;

create or replace function gt.confirmed_by(p uuid, a uuid, step bigint) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  begin
    if not exists (select from gt.account x join gt.role_grants g on g.role = x.role
        where x.partnership_id = p and x.account_id = a and x.active and 'anyone/known' = any (g.grants)) then return false; end if;
    update gt.credential c set otp_step = step where c.partnership_id = p and c.account_id = a and c.otp_step < step;
    if not found then return false; end if;
    delete from gt.wrong_try w using gt.me() m where w.partnership_id = p and w.whom = a
      and w.place = sha256(convert_to('asked by ' || m.account_id, 'UTF8'));
    return true;
  end $$;

-- Each night: counts of yesterday, and browsers that nobody has signed in with for long.
create function gt.forget_tries(at timestamptz) returns void
  language sql security definer set search_path = ''
  as $$
    delete from gt.wrong_try w where w.last_at < at - interval '1 day' and (w.locked_until is null or w.locked_until <= at);
    delete from gt.known_browser k where k.used_at <= at - interval '90 days';
  $$;

-- Whoever begins anew begins in a browser that nobody knows.
create or replace function gt.begin_account(p uuid, link bytea, password text) returns uuid
  language plpgsql security definer set search_path = ''
  as $$
  declare
    found_link gt.account_link;
  begin
    delete from gt.account_link l using gt.account a where l.partnership_id = p and l.link_hash = link and l.ends_at > clock_timestamp()
        and a.partnership_id = p and a.account_id = l.account_id and a.active
      returning l.* into found_link;
    if found_link.account_id is null then return null; end if;
    delete from gt.account_link l where l.partnership_id = p and l.account_id = found_link.account_id;
    insert into gt.credential as c (partnership_id, account_id, password_hash, otp_secret) values (p, found_link.account_id, password, found_link.otp_secret)
      on conflict (partnership_id, account_id) do update set password_hash = excluded.password_hash, otp_secret = excluded.otp_secret, otp_step = 0, failures = 0, locked_until = null;
    delete from gt.passkey k where k.partnership_id = p and k.account_id = found_link.account_id;
    perform gt.forget_browsers_of(p, found_link.account_id);
    perform gt.end_sessions_of(p, found_link.account_id);
    return found_link.account_id;
  end $$;

do $$
declare
  f text;
begin
  foreach f in array array['gt.take_try(uuid, uuid, bytea, integer, interval, timestamptz)', 'gt.take_try_from(uuid, uuid, bytea, bytea, timestamptz)',
      'gt.forget_browsers_of(uuid, uuid)', 'gt.nobody_of(text)', 'gt.sign_in_try(uuid, text, bytea, bytea)',
      'gt.sign_in(uuid, uuid, bigint, bytea, interval, text, bytea, bytea)', 'gt.remember_browser(uuid, bytea, bytea, bytea)',
      'gt.unhide_try(uuid, bytea, interval)', 'gt.my_code_try(bytea)', 'gt.second_try(text)', 'gt.forget_tries(timestamptz)'] loop
    execute 'alter function ' || f || ' owner to gt_door';
    execute 'revoke all on function ' || f || ' from public';
    if f ~ '^gt.(sign_in|remember_browser|unhide_try|my_code_try|second_try)' then execute 'grant execute on function ' || f || ' to gt_app'; end if;
  end loop;
end $$;
grant execute on function gt.forget_tries(timestamptz) to gt_worker;
