-- A try takes the count of its address first and then the one of everybody nobody knows; a sign-in let both go in whatever order the index gave. Six tries of one account at one moment, one of them
-- right, could then wait for each other until the database gave one up. Let go in the order in which they are taken, nobody waits for whoever waits for them.
create or replace function gt.sign_in(p uuid, a uuid, step bigint, hash bytea, lasts interval, device text, from_place bytea, mark bytea) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  begin
    update gt.credential c set otp_step = step where c.partnership_id = p and c.account_id = a and c.otp_step < step;
    if not found then return false; end if;
    if exists (select from gt.known_browser k where k.partnership_id = p and k.mark_hash = mark and k.account_id = a) then
      delete from gt.wrong_try w where w.partnership_id = p and w.whom = a and w.place = mark;
    else
      delete from gt.wrong_try w where w.partnership_id = p and w.whom = a and w.place = from_place;
      delete from gt.wrong_try w where w.partnership_id = p and w.whom = a and w.place = '';
    end if;
    perform gt.open_session(p, a, hash, lasts, device, 'password-and-code');
    return true;
  end $$;
