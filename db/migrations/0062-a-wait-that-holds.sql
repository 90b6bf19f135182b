-- The wait after wrong passwords or codes. Its doubling stops where it reaches fifteen minutes: unbounded, it outgrew the interval type after forty-four
-- failures, and the account of a patient guesser was no longer slowed at all.
create or replace function gt.sign_in_failed(p uuid, a uuid) returns void
  language sql security definer set search_path = ''
  as $$
    update gt.credential set failures = least(failures, 1000000) + 1,
      locked_until = case when failures >= 4 then clock_timestamp() + least(interval '15 minutes', interval '15 seconds' * power(2, least(failures - 4, 6))) end
    where partnership_id = p and account_id = a
  $$;

-- A session begins only where no wait stands at this very moment: many guesses sent at once are answered one after another, and those that come after the
-- fifth wrong one find the wait that it began.
create or replace function gt.sign_in(p uuid, a uuid, step bigint, hash bytea, lasts interval) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  begin
    update gt.credential c set otp_step = step, failures = 0, locked_until = null
      where c.partnership_id = p and c.account_id = a and c.otp_step < step and (c.locked_until is null or c.locked_until <= clock_timestamp());
    if not found then return false; end if;
    insert into gt.session (partnership_id, session_hash, account_id, ends_at) values (p, hash, a, clock_timestamp() + lasts);
    return true;
  end $$;
