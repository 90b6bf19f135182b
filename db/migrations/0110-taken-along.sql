-- What somebody has taken along to today's visits on a phone that will be without signal. Kept here is that it was taken, on what and until when: never what. The phone
-- shows its token at first contact; where this says that it stands no more, the phone destroys what it holds. It stands no longer than the session in which it
-- was taken, without regard to how long that was idle: a phone without signal asks for nothing.
set role gt_owner;
create table gt.taken_along (
  partnership_id uuid not null,
  taken_id uuid not null default gen_random_uuid(),
  token_hash bytea not null,
  account_id uuid not null,
  session_hash bytea not null,
  device text not null check (length(device) <= 60),
  taken_at timestamptz not null default clock_timestamp(),
  -- Eight hours at most, and never longer than its session may last.
  until_at timestamptz not null,
  ended_at timestamptz,
  primary key (partnership_id, taken_id),
  unique (partnership_id, token_hash),
  foreign key (partnership_id, account_id) references gt.account,
  check (until_at <= taken_at + interval '8 hours')
);
create index on gt.taken_along (partnership_id, account_id, until_at);
reset role;
grant select, insert, update, delete on gt.taken_along to gt_door;

-- What the password of the asker is checked against, for a session that stands; the try is counted before it is judged. No row for an account without a password.
create function gt.own_password_try(hash bytea) returns table (password_hash text, waits boolean)
  language plpgsql security definer set search_path = ''
  as $$
  declare
    m gt.actor;
    found_one record;
  begin
    select * into m from gt.me();
    select c.password_hash into found_one from gt.session s
      join gt.credential c on c.partnership_id = s.partnership_id and c.account_id = s.account_id
      where s.partnership_id = m.partnership_id and s.session_hash = hash and s.account_id = m.account_id and s.ends_at > clock_timestamp();
    if not found then return; end if;
    if gt.take_try(m.partnership_id, m.account_id, sha256(hash || 'take along'), 5, interval '15 minutes', clock_timestamp()) then
      return query select found_one.password_hash, false;
    else
      return query select null::text, true;
    end if;
  end $$;

-- The password was right: something is taken along, under a token of which only the digest is kept; what was taken long ago is forgotten.
create function gt.take_along(hash bytea, token bytea, device text) returns table (taken_id uuid, taken_at timestamptz, until_at timestamptz)
  language plpgsql security definer set search_path = ''
  as $$
  declare
    m gt.actor;
    now_at timestamptz := clock_timestamp();
  begin
    select * into m from gt.me();
    delete from gt.taken_along t where t.partnership_id = m.partnership_id and t.account_id = m.account_id and t.until_at < now_at - interval '7 days';
    delete from gt.wrong_try w where w.partnership_id = m.partnership_id and w.whom = m.account_id and w.place = sha256(hash || 'take along');
    return query
      insert into gt.taken_along as t (partnership_id, token_hash, account_id, session_hash, device, taken_at, until_at)
        select s.partnership_id, token, s.account_id, s.session_hash, left(take_along.device, 60), now_at, least(now_at + interval '8 hours', s.ends_at)
        from gt.session s where s.partnership_id = m.partnership_id and s.session_hash = hash and s.account_id = m.account_id and s.ends_at > now_at
        returning t.taken_id, t.taken_at, t.until_at;
  end $$;

-- Does what was taken under this token still stand? Asked by a phone that comes back to signal, perhaps without a session.
create function gt.taken_along_stands(p uuid, token bytea) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select exists (select from gt.taken_along t
      join gt.account a on a.partnership_id = p and a.account_id = t.account_id and a.active
      join gt.session s on s.partnership_id = p and s.session_hash = t.session_hash and s.ends_at > clock_timestamp()
      where t.partnership_id = p and t.token_hash = token and t.ended_at is null and t.until_at > clock_timestamp())
  $$;

-- The phone has destroyed what it held.
create function gt.taken_along_gone(p uuid, token bytea) returns void
  language sql security definer set search_path = ''
  as $$ update gt.taken_along t set ended_at = clock_timestamp() where t.partnership_id = p and t.token_hash = token and t.ended_at is null $$;

-- What the asker has out, on whatever phone.
create function gt.my_taken_along() returns table (taken_id uuid, device text, taken_at timestamptz, until_at timestamptz)
  language sql stable security definer set search_path = ''
  as $$
    select t.taken_id, t.device, t.taken_at, t.until_at
    from gt.me() m join gt.taken_along t on t.partnership_id = m.partnership_id and t.account_id = m.account_id
      join gt.session s on s.partnership_id = t.partnership_id and s.session_hash = t.session_hash and s.ends_at > m.at
    where t.ended_at is null and t.until_at > m.at
    order by t.taken_at desc
  $$;

-- Ends one of them, as for a phone that was lost; false where there is none of the asker's own that stands.
create function gt.end_taken_along(id uuid) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  begin
    update gt.taken_along t set ended_at = clock_timestamp() from gt.me() m
      where t.partnership_id = m.partnership_id and t.account_id = m.account_id and t.taken_id = id and t.ended_at is null;
    return found;
  end $$;

do $$
declare
  f text;
begin
  foreach f in array array['gt.own_password_try(bytea)', 'gt.take_along(bytea, bytea, text)', 'gt.taken_along_stands(uuid, bytea)',
      'gt.taken_along_gone(uuid, bytea)', 'gt.my_taken_along()', 'gt.end_taken_along(uuid)'] loop
    execute 'alter function ' || f || ' owner to gt_door';
    execute 'revoke all on function ' || f || ' from public';
    execute 'grant execute on function ' || f || ' to gt_app';
  end loop;
end $$;
