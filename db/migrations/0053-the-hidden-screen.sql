-- A screen that was hidden: its session stands still until its owner has shown their password. Nothing is begun for it meanwhile, in whatever window.
set role gt_owner;
alter table gt.session add column hidden_at timestamptz;
reset role;

create or replace function gt.begin_request(p uuid, hash bytea, idle interval) returns gt.actor
  language plpgsql security definer set search_path = ''
  as $$
  declare
    s gt.session;
    now_at timestamptz := clock_timestamp();
  begin
    select * into s from gt.session where partnership_id = p and session_hash = hash;
    if not found or s.hidden_at is not null or s.ends_at <= now_at or s.seen_at + idle <= now_at then return null; end if;
    -- Once a minute is enough to know that somebody is there, and keeps a page of reads from being a page of writes.
    if s.seen_at < now_at - interval '1 minute' then
      update gt.session set seen_at = now_at where partnership_id = p and session_hash = hash;
    end if;
    return gt.become(p, s.account_id, now_at);
  end $$;

-- Hides a session that stands; false where there is none such.
create function gt.hide_session(p uuid, hash bytea, idle interval) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  begin
    update gt.session s set hidden_at = coalesce(s.hidden_at, clock_timestamp())
      where s.partnership_id = p and s.session_hash = hash and s.ends_at > clock_timestamp() and s.seen_at + idle > clock_timestamp();
    return found;
  end $$;

-- What the password is checked against, for a session that is hidden and would stand otherwise; no row for any other.
create function gt.hidden_session(p uuid, hash bytea, idle interval) returns table (account_id uuid, password_hash text, locked_until timestamptz)
  language sql stable security definer set search_path = ''
  as $$
    select s.account_id, c.password_hash, c.locked_until
    from gt.session s
      join gt.account a on a.partnership_id = p and a.account_id = s.account_id and a.active
      left join gt.credential c on c.partnership_id = p and c.account_id = s.account_id
    where s.partnership_id = p and s.session_hash = hash and s.hidden_at is not null
      and s.ends_at > clock_timestamp() and s.seen_at + idle > clock_timestamp()
  $$;

-- The password was right: the session goes on, and wrong ones of before are forgotten; only where no wait stands at this very moment, as for signing in.
create function gt.show_session(p uuid, hash bytea, idle interval) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  declare
    whose uuid;
  begin
    select h.account_id into whose from gt.hidden_session(p, hash, idle) h;
    if whose is null then return false; end if;
    update gt.credential c set failures = 0, locked_until = null
      where c.partnership_id = p and c.account_id = whose and (c.locked_until is null or c.locked_until <= clock_timestamp());
    if not found then return false; end if;
    update gt.session s set hidden_at = null, seen_at = clock_timestamp() where s.partnership_id = p and s.session_hash = hash;
    return true;
  end $$;

do $$
declare
  f text;
begin
  foreach f in array array['gt.hide_session(uuid, bytea, interval)', 'gt.hidden_session(uuid, bytea, interval)', 'gt.show_session(uuid, bytea, interval)'] loop
    execute 'alter function ' || f || ' owner to gt_door';
    execute 'revoke all on function ' || f || ' from public';
    execute 'grant execute on function ' || f || ' to gt_app';
  end loop;
end $$;
