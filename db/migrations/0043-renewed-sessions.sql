-- A session that goes on under a new secret leaves its old one behind, over: so it is still known whose forms were shown to it, and what somebody was typing in
-- another window is taken when it comes.
create function gt.renew_session(p uuid, a uuid, old bytea, new bytea, proved timestamptz) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  begin
    insert into gt.session (partnership_id, session_hash, account_id, began_at, seen_at, ends_at, device, factors, proved_at)
      select s.partnership_id, new, s.account_id, s.began_at, s.seen_at, s.ends_at, s.device, s.factors, coalesce(proved, s.proved_at)
      from gt.session s where s.partnership_id = p and s.session_hash = old and s.account_id = a and s.ends_at > clock_timestamp();
    if not found then return false; end if;
    update gt.session s set ends_at = clock_timestamp() where s.partnership_id = p and s.session_hash = old;
    return true;
  end $$;
alter function gt.renew_session(uuid, uuid, bytea, bytea, timestamptz) owner to gt_door;
revoke all on function gt.renew_session(uuid, uuid, bytea, bytea, timestamptz) from public;

create or replace function gt.prove_again(old bytea, new bytea, step bigint) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  declare
    m gt.actor;
  begin
    select * into m from gt.me();
    if m.account_id is null then return false; end if;
    update gt.credential c set otp_step = step, failures = 0, locked_until = null
      where c.partnership_id = m.partnership_id and c.account_id = m.account_id and c.otp_step < step
        and (c.locked_until is null or c.locked_until <= clock_timestamp());
    if not found then return false; end if;
    return gt.renew_session(m.partnership_id, m.account_id, old, new, clock_timestamp());
  end $$;

create or replace function gt.renew_my_session(old bytea, new bytea) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  declare
    m gt.actor;
  begin
    select * into m from gt.me();
    if not exists (select from gt.session s where s.partnership_id = m.partnership_id and s.session_hash = old and s.account_id = m.account_id
      and s.proved_at > clock_timestamp() - interval '10 minutes') then return false; end if;
    if not gt.renew_session(m.partnership_id, m.account_id, old, new, null) then return false; end if;
    update gt.session s set ends_at = clock_timestamp() where s.partnership_id = m.partnership_id and s.account_id = m.account_id and s.session_hash <> new
      and s.ends_at > clock_timestamp();
    return true;
  end $$;
