-- Where two people are asked for, they are two. An account manager could invite a second account of their own, and be everybody's second person. So an agency has
-- the mail domains that it gives its people addresses of; an invitation to any other address waits until a second person has said yes; and whoever was brought in by
-- somebody alone is no second person for them, until another has said that they know who it is.
set role gt_owner;
create table gt.mail_domain (
  partnership_id uuid not null,
  domain_id uuid not null default gen_random_uuid(),
  agency_id uuid not null,
  domain text not null check (domain = lower(domain) and domain ~ '^[a-z0-9-]+(\.[a-z0-9-]+)+$' and length(domain) <= 200),
  -- Null: when the partnership was set up.
  set_by uuid,
  set_at timestamptz not null default clock_timestamp(),
  ended_by uuid,
  ended_at timestamptz,
  primary key (partnership_id, domain_id),
  foreign key (partnership_id, agency_id) references gt.agency,
  foreign key (partnership_id, set_by) references gt.account (partnership_id, account_id),
  foreign key (partnership_id, ended_by) references gt.account (partnership_id, account_id)
);
create unique index mail_domain_now on gt.mail_domain (partnership_id, agency_id, domain) where ended_at is null;
create index on gt.mail_domain (partnership_id, agency_id);
create index on gt.mail_domain (partnership_id, set_by) where set_by is not null;
create index on gt.mail_domain (partnership_id, ended_by) where ended_by is not null;

-- By whom somebody was brought in, and who has said since that they know who it is. Who was set up by a command line is not here.
create table gt.invitation (
  partnership_id uuid not null,
  account_id uuid not null,
  invited_by uuid not null,
  invited_at timestamptz not null default clock_timestamp(),
  -- To an address that is of no domain of the agency: the account is closed until it is confirmed.
  outside boolean not null,
  confirmed_by uuid,
  confirmed_at timestamptz,
  -- Who stood behind both when it was confirmed: they have brought in who invited and who confirmed, and so this account too.
  behind uuid[] not null default '{}',
  primary key (partnership_id, account_id),
  foreign key (partnership_id, account_id) references gt.account,
  foreign key (partnership_id, invited_by) references gt.account (partnership_id, account_id),
  foreign key (partnership_id, confirmed_by) references gt.account (partnership_id, account_id),
  check (confirmed_by is null or (confirmed_by <> invited_by and confirmed_by <> account_id))
);
create index on gt.invitation (partnership_id, invited_by);
create index on gt.invitation (partnership_id, confirmed_by) where confirmed_by is not null;
insert into gt.invitation (partnership_id, account_id, invited_by, invited_at, outside)
  select distinct on (c.partnership_id, c.account_id) c.partnership_id, c.account_id, c.by_account, c.at, false
  from gt.account_change c where c.what = 'invited' and c.by_account is not null order by c.partnership_id, c.account_id, c.at;
reset role;
grant select, insert, update on gt.mail_domain, gt.invitation to gt_door;

-- An account, whoever brought it in alone, whoever brought that one in alone, and so on up; and when the latest on the way was invited.
create function gt.brought_in_by(p uuid, one uuid) returns table (account_id uuid, at timestamptz)
  language sql stable security definer set search_path = ''
  as $$
    with recursive up (account_id, at) as (
      select one, '-infinity'::timestamptz
      union
      select b.who, greatest(up.at, i.invited_at) from up join gt.invitation i on i.partnership_id = p and i.account_id = up.account_id,
        unnest(case when i.confirmed_by is null then array[i.invited_by] else i.behind end) b(who)
    )
    select up.account_id, max(up.at) from up group by up.account_id
  $$;

-- Are these two, for each other, two people? Not where the one brought the other in, alone or by those they brought in; nor for thirty days where the same person
-- stands behind both.
create function gt.apart(p uuid, one uuid, other uuid) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select one <> other and not exists (select from gt.brought_in_by(p, one) a join gt.brought_in_by(p, other) b using (account_id)
      where account_id in (one, other) or greatest(a.at, b.at) > clock_timestamp() - interval '30 days')
  $$;

create function gt.mail_domains(agency uuid) returns table (domain text, set_by text, set_at timestamptz, ended_by text, ended_at timestamptz)
  language sql stable security definer set search_path = ''
  as $$
    select d.domain, s.name, d.set_at, e.name, d.ended_at
    from gt.me() m join gt.mail_domain d on d.partnership_id = m.partnership_id and d.agency_id = agency
      left join gt.account s on s.partnership_id = d.partnership_id and s.account_id = d.set_by
      left join gt.account e on e.partnership_id = d.partnership_id and e.account_id = d.ended_by
    where 'everywhere/give:account' = any (m.grants) or ('own-agency/give:account' = any (m.grants) and m.agency_id = agency)
    order by d.ended_at desc nulls first, d.domain limit 200
  $$;

-- Sets the domains of an agency; only for whoever looks after accounts everywhere. What was, stays to be read.
create function gt.set_mail_domains(agency uuid, domains text[]) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  declare
    m gt.actor;
  begin
    select * into m from gt.me();
    if ('everywhere/give:account' = any (m.grants)) is not true
      or not exists (select from gt.agency g where g.partnership_id = m.partnership_id and g.agency_id = agency and g.kind <> 'public') then return false; end if;
    update gt.mail_domain d set ended_by = m.account_id, ended_at = clock_timestamp()
      where d.partnership_id = m.partnership_id and d.agency_id = agency and d.ended_at is null and d.domain <> all (domains);
    insert into gt.mail_domain (partnership_id, agency_id, domain, set_by)
      select m.partnership_id, agency, one, m.account_id from unnest(domains) one
      on conflict (partnership_id, agency_id, domain) where ended_at is null do nothing;
    return true;
  end $$;

-- Mails everybody who looks after accounts of this agency and role, and is not left out, that something waits for them.
create function gt.tell_those_who_give(p uuid, agency uuid, as_role text, but uuid[]) returns void
  language plpgsql security definer set search_path = ''
  as $$
  declare
    one uuid;
  begin
    for one in select a.account_id from gt.account a join gt.agency g on g.partnership_id = p and g.agency_id = agency
        join gt.role_grants r on r.role = a.role and (g.kind || '/give:' || as_role) = any (r.grants)
        where a.partnership_id = p and a.active and a.account_id <> all (but)
          and (('own-agency/give:account' = any (r.grants) and a.agency_id = agency) or 'everywhere/give:account' = any (r.grants)) limit 20 loop
      perform gt.mail_wished(p, one, '/accounts');
    end loop;
  end $$;

-- As before; and an address that is of none of the agency's domains waits for a second person ('waits'): until then its account is closed and has no link. A domain
-- that somebody set counts for whoever is a second person for them, and for nobody else.
create or replace function gt.invite_account(id uuid, agency uuid, called text, mail text, as_role text, teams uuid[]) returns text
  language plpgsql security definer set search_path = ''
  as $$
  declare
    m gt.actor;
    within boolean;
  begin
    select * into m from gt.me();
    if not exists (select from gt.agency g where g.partnership_id = m.partnership_id and g.agency_id = agency and gt.may_give(g.agency_id, g.kind, as_role)) then return 'no'; end if;
    if exists (select from gt.partnership x where x.partnership_id = id) or exists (select from gt.agency x where x.agency_id = id)
      or exists (select from gt.team x where x.team_id = id) then return 'no'; end if;
    within := exists (select from gt.mail_domain d where d.partnership_id = m.partnership_id and d.agency_id = agency and d.ended_at is null
      and d.domain = lower(split_part(mail, '@', -1)) and (d.set_by is null or gt.apart(m.partnership_id, d.set_by, m.account_id)));
    insert into gt.account (partnership_id, account_id, agency_id, name, email, role, active) values (m.partnership_id, id, agency, called, mail, as_role, within)
      on conflict do nothing;
    if not found then return 'taken'; end if;
    insert into gt.account_life (partnership_id, account_id) values (m.partnership_id, id);
    insert into gt.invitation (partnership_id, account_id, invited_by, outside) values (m.partnership_id, id, m.account_id, not within);
    perform gt.put_in_teams(m.partnership_id, id, agency, teams, false);
    perform gt.note_change(m.partnership_id, id, 'invited', null, as_role);
    if within then return 'done'; end if;
    perform gt.tell_those_who_give(m.partnership_id, agency, as_role, array[id, m.account_id]);
    return 'waits';
  end $$;

-- A second person says that they know who it is: never who invited them, nor anybody who is not apart from both. What waited for it begins: 'link', one is to be mailed.
create function gt.confirm_invitation(id uuid) returns text
  language plpgsql security definer set search_path = ''
  as $$
  declare
    m gt.actor;
    a gt.account;
    i gt.invitation;
  begin
    select * into m from gt.me();
    select * into a from gt.looked_after(id);
    if a.account_id is null then return 'no'; end if;
    select * into i from gt.invitation x where x.partnership_id = a.partnership_id and x.account_id = id and x.confirmed_by is null for update;
    if i.account_id is null or not gt.apart(a.partnership_id, i.invited_by, m.account_id) or not gt.apart(a.partnership_id, id, m.account_id) then return 'no'; end if;
    update gt.invitation x set confirmed_by = m.account_id, confirmed_at = clock_timestamp(),
        behind = array(select b.account_id from gt.brought_in_by(a.partnership_id, i.invited_by) b join gt.brought_in_by(a.partnership_id, m.account_id) c using (account_id))
      where x.partnership_id = a.partnership_id and x.account_id = id;
    perform gt.note_change(a.partnership_id, id, 'confirmed', null, null);
    if not i.outside then return 'done'; end if;
    update gt.account x set active = true where x.partnership_id = a.partnership_id and x.account_id = id;
    update gt.account_life l set since = clock_timestamp() where l.partnership_id = a.partnership_id and l.account_id = id;
    return 'link';
  end $$;

-- By whom those whom the asker looks after were brought in, and whether the asker may say that they know who it is.
create function gt.invitations_looked_after(accounts uuid[])
  returns table (account_id uuid, invited_by text, invited_at timestamptz, outside boolean, confirmed_by text, confirmed_at timestamptz, may boolean)
  language sql stable security definer set search_path = ''
  as $$
    select i.account_id, b.name, i.invited_at, i.outside, c.name, i.confirmed_at,
      i.confirmed_by is null and gt.apart(i.partnership_id, i.invited_by, m.account_id) and gt.apart(i.partnership_id, i.account_id, m.account_id)
    from gt.me() m, unnest(accounts[1:500]) asked(id), gt.looked_after(asked.id) a
      join gt.invitation i on i.partnership_id = a.partnership_id and i.account_id = a.account_id
      join gt.account b on b.partnership_id = i.partnership_id and b.account_id = i.invited_by
      left join gt.account c on c.partnership_id = i.partnership_id and c.account_id = i.confirmed_by
  $$;

-- As before; what waits for a second person is not opened by whoever may mail a link.
create or replace function gt.link_wanted(id uuid) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  declare
    a gt.account;
  begin
    select * into a from gt.looked_after(id);
    if a.account_id is null then return false; end if;
    if exists (select from gt.invitation i where i.partnership_id = a.partnership_id and i.account_id = id and i.outside and i.confirmed_by is null) then return false; end if;
    if a.active and exists (select from gt.credential c where c.partnership_id = a.partnership_id and c.account_id = id) then return false; end if;
    if not a.active then
      -- What they signed in with before is worth nothing until the link is used.
      delete from gt.credential c where c.partnership_id = a.partnership_id and c.account_id = id;
      delete from gt.passkey k where k.partnership_id = a.partnership_id and k.account_id = id;
      delete from gt.outside_account o where o.partnership_id = a.partnership_id and o.account_id = id;
      perform gt.forget_browsers_of(a.partnership_id, id);
      perform gt.end_sessions_of(a.partnership_id, id);
      update gt.account x set active = true where x.partnership_id = a.partnership_id and x.account_id = id;
      insert into gt.account_life as l (partnership_id, account_id) values (a.partnership_id, id)
        on conflict (partnership_id, account_id) do update set since = clock_timestamp(), dormant_at = null;
    end if;
    perform gt.note_change(a.partnership_id, id, case when a.active then 'link' else 'back' end, null, null);
    return true;
  end $$;

-- As before; and not by whom the very person who asks has brought in alone.
create or replace function gt.recovery_confirmed(id uuid, recovery uuid) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  declare
    a gt.account;
  begin
    select * into a from gt.looked_after(id);
    if a.account_id is null or not a.active then return false; end if;
    if exists (select from gt.me() m join gt.invitation i on i.partnership_id = m.partnership_id and i.account_id = m.account_id and i.invited_by = id and i.confirmed_by is null) then
      return false;
    end if;
    update gt.recovery r set confirmed_at = clock_timestamp(), confirmed_by = (select m.account_id from gt.me() m)
      where r.partnership_id = a.partnership_id and r.recovery_id = recovery and r.account_id = id and r.confirmed_at is null and r.ends_at > clock_timestamp();
    if not found then return false; end if;
    delete from gt.credential c where c.partnership_id = a.partnership_id and c.account_id = id;
    delete from gt.passkey k where k.partnership_id = a.partnership_id and k.account_id = id;
    delete from gt.outside_account o where o.partnership_id = a.partnership_id and o.account_id = id;
    perform gt.forget_browsers_of(a.partnership_id, id);
    perform gt.end_sessions_of(a.partnership_id, id);
    perform gt.note_change(a.partnership_id, id, 'recovery-confirmed', null, null);
    return true;
  end $$;

-- As in 0073; and only by somebody who is a second person for whoever asks.
create or replace function gt.confirmed_by(p uuid, a uuid, step bigint) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  begin
    if not exists (select from gt.account x join gt.role_grants g on g.role = x.role
        where x.partnership_id = p and x.account_id = a and x.active and 'anyone/known' = any (g.grants))
      or not exists (select from gt.me() m where m.partnership_id = p and gt.apart(p, m.account_id, a)) then return false; end if;
    update gt.credential c set otp_step = step where c.partnership_id = p and c.account_id = a and c.otp_step < step;
    if not found then return false; end if;
    delete from gt.wrong_try w using gt.me() m where w.partnership_id = p and w.whom = a
      and w.place = sha256(convert_to('asked by ' || m.account_id, 'UTF8'));
    return true;
  end $$;

-- Nobody asks for the destruction of a record and agrees to it by the hand of somebody they brought in: said by the row itself, whichever way it is written.
create function gt.ending_is_by_two() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  begin
    if new.agreed and not gt.apart(new.partnership_id, new.asked_by, new.decided_by) then
      raise exception 'who agreed is no second person for who asked' using errcode = 'GT409';
    end if;
    return new;
  end $$;
-- Did somebody else ask for this record to be destroyed, who is no second person for the asker?
create function gt.ending_by_one_hand(ending uuid) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select exists (select from gt.me() m join gt.ending g on g.partnership_id = m.partnership_id and g.ending_id = ending
      and g.asked_by <> m.account_id and not gt.apart(g.partnership_id, g.asked_by, m.account_id))
  $$;
alter function gt.ending_by_one_hand(uuid) owner to gt_records;
revoke all on function gt.ending_by_one_hand(uuid) from public;
grant execute on function gt.ending_by_one_hand(uuid) to gt_app;
create trigger ending_is_by_two before update on gt.ending for each row execute function gt.ending_is_by_two();

do $$
declare
  f text;
begin
  foreach f in array array['gt.brought_in_by(uuid, uuid)', 'gt.apart(uuid, uuid, uuid)', 'gt.mail_domains(uuid)', 'gt.set_mail_domains(uuid, text[])',
      'gt.tell_those_who_give(uuid, uuid, text, uuid[])', 'gt.confirm_invitation(uuid)', 'gt.invitations_looked_after(uuid[])', 'gt.ending_is_by_two()'] loop
    execute 'alter function ' || f || ' owner to gt_door';
    execute 'revoke all on function ' || f || ' from public';
    if f ~ '^gt.(mail_domains|set_mail_domains|confirm_invitation|invitations_looked_after)' then execute 'grant execute on function ' || f || ' to gt_app'; end if;
  end loop;
end $$;
grant execute on function gt.apart(uuid, uuid, uuid) to gt_deriver, gt_records;
