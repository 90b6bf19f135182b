-- Who has an account is looked after by people named for it: in each agency its account manager, in the partnership the system administrator. What each may
-- give stands in the access matrix (`give`); nobody changes their own account. Everything that was done to an account is kept beside it.
set role gt_owner;
create table gt.account_life (
  partnership_id uuid not null,
  account_id uuid not null,
  since timestamptz not null default clock_timestamp(),
  used_at timestamptz,
  -- Switched off because nobody had used it for long; null while it is in use, or closed by somebody.
  dormant_at timestamptz,
  primary key (partnership_id, account_id),
  foreign key (partnership_id, account_id) references gt.account
);
create table gt.account_change (
  partnership_id uuid not null,
  change_id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  what text not null,
  -- Null: nobody did it; the account was asked for by its owner, or was not used.
  by_account uuid,
  at timestamptz not null default clock_timestamp(),
  role_before text,
  role_after text,
  primary key (partnership_id, change_id),
  foreign key (partnership_id, account_id) references gt.account,
  foreign key (partnership_id, by_account) references gt.account
);
create index on gt.account_change (partnership_id, account_id, at);
create index on gt.account_change (partnership_id, by_account);
-- Somebody has lost what they sign in with and asks for a new link: a second person, who has met them, says yes.
create table gt.recovery (
  partnership_id uuid not null,
  recovery_id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  asked_at timestamptz not null default clock_timestamp(),
  ends_at timestamptz not null default clock_timestamp() + interval '3 days',
  confirmed_at timestamptz,
  confirmed_by uuid,
  primary key (partnership_id, recovery_id),
  foreign key (partnership_id, account_id) references gt.account,
  foreign key (partnership_id, confirmed_by) references gt.account
);
create index on gt.recovery (partnership_id, account_id);
create index on gt.recovery (partnership_id, confirmed_by);
reset role;
grant select, insert, update on gt.account_life, gt.recovery to gt_door;
grant select, insert on gt.account_change to gt_door;
grant insert, update on gt.account, gt.team_member to gt_door;
grant insert on gt.account_link to gt_door;
grant select on gt.setting_value to gt_door;

-- A session that begins is a use of the account. It begins only for an account that is open, and waits for whoever is closing it at this very moment.
create or replace function gt.open_session(p uuid, a uuid, hash bytea, lasts interval, device text, factors text) returns void
  language plpgsql security definer set search_path = ''
  as $$
  begin
    perform from gt.account x where x.partnership_id = p and x.account_id = a and x.active for share;
    if not found then return; end if;
    insert into gt.session (partnership_id, session_hash, account_id, ends_at, device, factors)
      values (p, hash, a, clock_timestamp() + lasts, left(device, 60), factors);
    insert into gt.account_life as l (partnership_id, account_id, used_at) values (p, a, clock_timestamp())
      on conflict (partnership_id, account_id) do update set used_at = excluded.used_at;
  end $$;

-- May the asker look after accounts of this agency, of this kind, with this role? Never their own.
create function gt.may_give(in_agency uuid, of_kind text, as_role text) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select exists (select from gt.me() m where ('everywhere/give:account' = any (m.grants) or ('own-agency/give:account' = any (m.grants) and m.agency_id = in_agency))
      and (of_kind || '/give:' || as_role) = any (m.grants))
  $$;
-- The account, where the asker may look after it.
create function gt.looked_after(id uuid) returns setof gt.account
  language sql stable security definer set search_path = ''
  as $$
    select a.* from gt.me() m join gt.account a on a.partnership_id = m.partnership_id and a.account_id = id and a.account_id <> m.account_id
      join gt.agency g on g.partnership_id = a.partnership_id and g.agency_id = a.agency_id
    where gt.may_give(a.agency_id, g.kind, a.role)
  $$;

-- The accounts of one agency that the asker looks after.
create function gt.accounts_looked_after(agency uuid, only_account uuid) returns table (account_id uuid, agency_id uuid, agency_name text, agency_kind text, name text, email text,
    role text, active boolean, begun boolean, link_until timestamptz, used_at timestamptz, dormant_at timestamptz, teams uuid[], recovery_id uuid, recovery_asked_at timestamptz)
  language sql stable security definer set search_path = ''
  as $$
    select a.account_id, a.agency_id, g.name, g.kind, a.name, a.email, a.role, a.active,
      exists (select from gt.credential c where c.partnership_id = a.partnership_id and c.account_id = a.account_id),
      (select max(l.ends_at) from gt.account_link l where l.partnership_id = a.partnership_id and l.account_id = a.account_id and l.ends_at > m.at),
      f.used_at, f.dormant_at,
      coalesce((select array_agg(t.team_id) from gt.team_member t where t.partnership_id = a.partnership_id and t.account_id = a.account_id
        and t.from_at <= m.at and t.until_at > m.at), '{}'),
      r.recovery_id, r.asked_at
    from gt.me() m join gt.account a on a.partnership_id = m.partnership_id
        and (a.agency_id = accounts_looked_after.agency or a.account_id = only_account) and a.account_id <> m.account_id
      join gt.agency g on g.partnership_id = a.partnership_id and g.agency_id = a.agency_id
      left join gt.account_life f on f.partnership_id = a.partnership_id and f.account_id = a.account_id
      left join lateral (select x.recovery_id, x.asked_at from gt.recovery x where x.partnership_id = a.partnership_id and x.account_id = a.account_id
        and x.confirmed_at is null and x.ends_at > m.at order by x.asked_at desc limit 1) r on true
    where gt.may_give(a.agency_id, g.kind, a.role)
    order by r.asked_at is null, a.active desc, lower(a.name), a.account_id limit 500
  $$;

-- What was done to an account that the asker looks after, the latest first.
create function gt.changes_of_account(id uuid) returns table (what text, at timestamptz, by_name text, role_before text, role_after text)
  language sql stable security definer set search_path = ''
  as $$
    select c.what, c.at, b.name, c.role_before, c.role_after from gt.looked_after(id) a
      join gt.account_change c on c.partnership_id = a.partnership_id and c.account_id = a.account_id
      left join gt.account b on b.partnership_id = c.partnership_id and b.account_id = c.by_account
    order by c.at desc limit 100
  $$;

-- Puts an account into exactly these among the teams that the asker may give: those of its own agency, or any where the asker looks after accounts everywhere.
-- In others it stays, unless it is to leave all of them (`others`).
create function gt.put_in_teams(p uuid, a uuid, agency uuid, teams uuid[], others boolean) returns void
  language plpgsql security definer set search_path = ''
  as $$
  declare
    anywhere boolean := exists (select from gt.me() m where 'everywhere/give:account' = any (m.grants));
  begin
    update gt.team_member t set until_at = clock_timestamp()
      from gt.team g
      where t.partnership_id = p and t.account_id = a and t.until_at > clock_timestamp() and g.partnership_id = p and g.team_id = t.team_id
        and (others or anywhere or g.agency_id = agency) and not (t.team_id = any (teams) and (anywhere or g.agency_id = agency));
    insert into gt.team_member (partnership_id, account_id, team_id)
      select p, a, t.team_id from gt.team t
      where t.partnership_id = p and t.team_id = any (teams) and (anywhere or t.agency_id = agency)
        and not exists (select from gt.team_member x where x.partnership_id = p and x.account_id = a and x.team_id = t.team_id and x.until_at > clock_timestamp());
  end $$;

create function gt.note_change(p uuid, a uuid, what text, before text, after text) returns void
  language sql security definer set search_path = ''
  as $$
    insert into gt.account_change (partnership_id, account_id, what, by_account, role_before, role_after)
      values (p, a, what, (select m.account_id from gt.me() m where m.partnership_id = p), before, after)
  $$;

-- Makes an account that nobody can sign in to until its owner has begun it by a link. 'done'; 'taken' where the address has an account; 'no' for an agency or a
-- role that the asker may not give, and for an id by which something else holds records already: the partnership, an agency, a team.
create function gt.invite_account(id uuid, agency uuid, called text, mail text, as_role text, teams uuid[]) returns text
  language plpgsql security definer set search_path = ''
  as $$
  declare
    m gt.actor;
  begin
    select * into m from gt.me();
    if not exists (select from gt.agency g where g.partnership_id = m.partnership_id and g.agency_id = agency and gt.may_give(g.agency_id, g.kind, as_role)) then return 'no'; end if;
    if exists (select from gt.partnership x where x.partnership_id = id) or exists (select from gt.agency x where x.agency_id = id)
      or exists (select from gt.team x where x.team_id = id) then return 'no'; end if;
    insert into gt.account (partnership_id, account_id, agency_id, name, email, role) values (m.partnership_id, id, agency, called, mail, as_role) on conflict do nothing;
    if not found then return 'taken'; end if;
    insert into gt.account_life (partnership_id, account_id) values (m.partnership_id, id);
    perform gt.put_in_teams(m.partnership_id, id, agency, teams, false);
    perform gt.note_change(m.partnership_id, id, 'invited', null, as_role);
    return 'done';
  end $$;

-- Gives an account another role and other teams, from its very next request on. With another role it leaves also the teams that the asker does not give.
create function gt.change_account(id uuid, as_role text, teams uuid[]) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  declare
    a gt.account;
  begin
    select * into a from gt.looked_after(id);
    if a.account_id is null or not exists (select from gt.agency g where g.partnership_id = a.partnership_id and g.agency_id = a.agency_id
      and gt.may_give(g.agency_id, g.kind, as_role)) then return false; end if;
    update gt.account x set role = as_role where x.partnership_id = a.partnership_id and x.account_id = id;
    perform gt.put_in_teams(a.partnership_id, id, a.agency_id, teams, a.role <> as_role);
    perform gt.note_change(a.partnership_id, id, 'changed', a.role, as_role);
    return true;
  end $$;

create function gt.end_sessions_of(p uuid, a uuid) returns void
  language sql security definer set search_path = ''
  as $$ update gt.session s set ends_at = clock_timestamp() where s.partnership_id = p and s.account_id = a and s.ends_at > clock_timestamp() $$;

-- Somebody has left: their very next request is refused, no link of theirs works, and they are in no team. What they wrote stays.
create function gt.account_left(id uuid) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  declare
    a gt.account;
  begin
    select * into a from gt.looked_after(id);
    if a.account_id is null or not a.active then return false; end if;
    update gt.account x set active = false where x.partnership_id = a.partnership_id and x.account_id = id;
    perform gt.end_sessions_of(a.partnership_id, id);
    delete from gt.account_link l where l.partnership_id = a.partnership_id and l.account_id = id;
    perform gt.put_in_teams(a.partnership_id, id, a.agency_id, '{}', true);
    perform gt.note_change(a.partnership_id, id, 'left', a.role, null);
    return true;
  end $$;

-- A link is wanted for an account that nobody has begun, or that was switched off: it may be used again from then on, by its link alone.
create function gt.link_wanted(id uuid) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  declare
    a gt.account;
  begin
    select * into a from gt.looked_after(id);
    if a.account_id is null then return false; end if;
    if a.active and exists (select from gt.credential c where c.partnership_id = a.partnership_id and c.account_id = id) then return false; end if;
    if not a.active then
      -- What they signed in with before is worth nothing until the link is used.
      delete from gt.credential c where c.partnership_id = a.partnership_id and c.account_id = id;
      delete from gt.passkey k where k.partnership_id = a.partnership_id and k.account_id = id;
      delete from gt.outside_account o where o.partnership_id = a.partnership_id and o.account_id = id;
      perform gt.end_sessions_of(a.partnership_id, id);
      update gt.account x set active = true where x.partnership_id = a.partnership_id and x.account_id = id;
      insert into gt.account_life as l (partnership_id, account_id) values (a.partnership_id, id)
        on conflict (partnership_id, account_id) do update set since = clock_timestamp(), dormant_at = null;
    end if;
    perform gt.note_change(a.partnership_id, id, case when a.active then 'link' else 'back' end, null, null);
    return true;
  end $$;
grant delete on gt.credential to gt_door;

-- The link itself, made by the job that mails it, so that its secret stands nowhere but in that mail; in the name of whoever asked for it, who must still be
-- allowed to. Gives the address it goes to; null where there is nothing to send, also since the account was begun meanwhile.
create function gt.link_given(id uuid, link bytea, secret text, lasts interval) returns text
  language plpgsql security definer set search_path = ''
  as $$
  declare
    a gt.account;
  begin
    select * into a from gt.looked_after(id);
    if a.account_id is null or not a.active or exists (select from gt.credential c where c.partnership_id = a.partnership_id and c.account_id = id) then
      return null;
    end if;
    delete from gt.account_link l where l.partnership_id = a.partnership_id and l.account_id = id;
    insert into gt.account_link (partnership_id, link_hash, account_id, otp_secret, ends_at) values (a.partnership_id, link, id, secret, clock_timestamp() + lasts);
    return a.email;
  end $$;

-- A mail that says that something waits, wished for by the database itself.
create function gt.mail_wished(p uuid, a uuid, page text) returns void
  language plpgsql security definer set search_path = ''
  as $$
  begin
    perform graphile_worker.add_job(identifier => 'mail',
      payload => json_build_object('for', json_build_object('partnership', p, 'account', a), 'with', json_build_object('link', page)),
      job_key => 'mail/' || p || '/' || a || '/' || page);
  end $$;
alter function gt.mail_wished(uuid, uuid, text) owner to gt_jobs;
revoke all on function gt.mail_wished(uuid, uuid, text) from public;
grant execute on function gt.mail_wished(uuid, uuid, text) to gt_door;

-- Somebody says they have lost what they sign in with. Says nothing of whether there is such an account. Those who look after it are told once, however often
-- it is asked.
create function gt.recovery_asked(p uuid, mail text) returns void
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.account;
    one uuid;
  begin
    select * into who from gt.account a where a.partnership_id = p and a.email = mail and a.active;
    if who.account_id is null or exists (select from gt.recovery r where r.partnership_id = p and r.account_id = who.account_id and r.confirmed_at is null
      and r.ends_at > clock_timestamp()) then return; end if;
    insert into gt.recovery (partnership_id, account_id) values (p, who.account_id);
    perform gt.note_change(p, who.account_id, 'recovery-asked', null, null);
    for one in select a.account_id from gt.account a join gt.agency g on g.partnership_id = p and g.agency_id = who.agency_id
        join gt.role_grants r on r.role = a.role and (g.kind || '/give:' || who.role) = any (r.grants)
        where a.partnership_id = p and a.active and a.account_id <> who.account_id
          and (('own-agency/give:account' = any (r.grants) and a.agency_id = who.agency_id) or 'everywhere/give:account' = any (r.grants)) limit 20 loop
      perform gt.mail_wished(p, one, '/accounts');
    end loop;
  end $$;

-- A second person, never its owner, has met whoever asks and says yes: everything they signed in with is worth nothing, every session is over, and a link is due.
create function gt.recovery_confirmed(id uuid, recovery uuid) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  declare
    a gt.account;
  begin
    select * into a from gt.looked_after(id);
    if a.account_id is null or not a.active then return false; end if;
    update gt.recovery r set confirmed_at = clock_timestamp(), confirmed_by = (select m.account_id from gt.me() m)
      where r.partnership_id = a.partnership_id and r.recovery_id = recovery and r.account_id = id and r.confirmed_at is null and r.ends_at > clock_timestamp();
    if not found then return false; end if;
    delete from gt.credential c where c.partnership_id = a.partnership_id and c.account_id = id;
    delete from gt.passkey k where k.partnership_id = a.partnership_id and k.account_id = id;
    delete from gt.outside_account o where o.partnership_id = a.partnership_id and o.account_id = id;
    perform gt.end_sessions_of(a.partnership_id, id);
    perform gt.note_change(a.partnership_id, id, 'recovery-confirmed', null, null);
    return true;
  end $$;

-- Every partnership, and the days that it has set itself for accounts nobody uses, as they have been in force.
create function gt.dormant_settings() returns table (partnership_id uuid, from_on date, value jsonb)
  language sql stable security definer set search_path = ''
  as $$
    select p.partnership_id, s.from_on, s.value from gt.partnership p
      left join lateral (select distinct on (v.from_on) v.from_on, v.value from gt.setting_value v
        where v.partnership_id = p.partnership_id and v.setting = 'accounts.dormant-after' order by v.from_on, v.set_at desc) s on true
  $$;

-- Switches off what nobody has used since a moment: its next request is refused and its links are over. Whoever looks after it may give a new link.
create function gt.dormant_off(p uuid, before timestamptz) returns integer
  language plpgsql security definer set search_path = ''
  as $$
  declare
    one uuid;
    off integer := 0;
  begin
    -- Accounts of before this was kept begin to count now.
    insert into gt.account_life (partnership_id, account_id) select a.partnership_id, a.account_id from gt.account a
      where a.partnership_id = p and a.active and a.role <> 'member-of-the-public' on conflict do nothing;
    for one in update gt.account a set active = false from gt.account_life l
        where a.partnership_id = p and a.active and a.role <> 'member-of-the-public' and l.partnership_id = p and l.account_id = a.account_id
          and greatest(l.since, l.used_at, (select max(s.seen_at) from gt.session s where s.partnership_id = p and s.account_id = a.account_id)) < before
        returning a.account_id loop
      update gt.account_life l set dormant_at = clock_timestamp() where l.partnership_id = p and l.account_id = one;
      perform gt.end_sessions_of(p, one);
      delete from gt.account_link l where l.partnership_id = p and l.account_id = one;
      perform gt.note_change(p, one, 'dormant', null, null);
      off := off + 1;
    end loop;
    return off;
  end $$;

-- A link that is used begins anew: also the passkeys of before are gone, since a link is given to those who have lost what they had.
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
    perform gt.end_sessions_of(p, found_link.account_id);
    return found_link.account_id;
  end $$;

do $$
declare
  f text;
begin
  foreach f in array array['gt.may_give(uuid, text, text)', 'gt.looked_after(uuid)', 'gt.accounts_looked_after(uuid, uuid)', 'gt.changes_of_account(uuid)',
      'gt.put_in_teams(uuid, uuid, uuid, uuid[], boolean)', 'gt.note_change(uuid, uuid, text, text, text)', 'gt.invite_account(uuid, uuid, text, text, text, uuid[])',
      'gt.change_account(uuid, text, uuid[])', 'gt.end_sessions_of(uuid, uuid)', 'gt.account_left(uuid)', 'gt.link_wanted(uuid)',
      'gt.link_given(uuid, bytea, text, interval)', 'gt.recovery_asked(uuid, text)', 'gt.recovery_confirmed(uuid, uuid)', 'gt.dormant_settings()',
      'gt.dormant_off(uuid, timestamptz)'] loop
    execute 'alter function ' || f || ' owner to gt_door';
    execute 'revoke all on function ' || f || ' from public';
  end loop;
  foreach f in array array['gt.accounts_looked_after(uuid, uuid)', 'gt.changes_of_account(uuid)', 'gt.invite_account(uuid, uuid, text, text, text, uuid[])',
      'gt.change_account(uuid, text, uuid[])', 'gt.account_left(uuid)', 'gt.link_wanted(uuid)', 'gt.recovery_asked(uuid, text)',
      'gt.recovery_confirmed(uuid, uuid)'] loop
    execute 'grant execute on function ' || f || ' to gt_app';
  end loop;
  foreach f in array array['gt.link_given(uuid, bytea, text, interval)', 'gt.dormant_settings()', 'gt.dormant_off(uuid, timestamptz)'] loop
    execute 'grant execute on function ' || f || ' to gt_worker';
  end loop;
end $$;
