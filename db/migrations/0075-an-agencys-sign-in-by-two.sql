-- How the people of an agency come in through it decides who everybody of that agency is. Whoever sets it does not set it alone: what they ask for waits until a second
-- person has confirmed it, and what was set before stays in force until then. Taking a way off needs nobody else, and ends every session that began through it.
set role gt_owner;
alter table gt.agency_sign_in
  -- People are sent back to an address of this agency alone, so that no other agency's answer is taken for it. False: as it was set before there were such addresses.
  add column own_return boolean not null default false,
  add column confirmed_by uuid,
  add foreign key (partnership_id, confirmed_by) references gt.account (partnership_id, account_id);
create index on gt.agency_sign_in (partnership_id, confirmed_by) where confirmed_by is not null;
alter table gt.agency_sign_in_change
  -- Null: it was switched off, which needs nobody else, or was set before two were asked for.
  add column confirmed_by uuid,
  add foreign key (partnership_id, confirmed_by) references gt.account (partnership_id, account_id);
create index on gt.agency_sign_in_change (partnership_id, confirmed_by) where confirmed_by is not null;

create table gt.agency_sign_in_asked (
  partnership_id uuid not null,
  asked_id uuid not null default gen_random_uuid(),
  agency_id uuid not null,
  issuer text not null,
  client_id text not null,
  -- Under a key that the database does not have; nothing once it is decided.
  secret_sealed text not null,
  new_secret boolean not null,
  accepts text[] not null
    check (not accepts && array['pwd', 'pin', 'kba', 'fpt', 'face', 'iris', 'retina', 'vbm', 'user', 'geo', 'rba', 'wia', 'tel', 'otp', 'sms']),
  asked_by uuid not null,
  asked_at timestamptz not null default clock_timestamp(),
  decided_by uuid,
  decided_at timestamptz,
  agreed boolean,
  primary key (partnership_id, asked_id),
  foreign key (partnership_id, agency_id) references gt.agency,
  foreign key (partnership_id, asked_by) references gt.account (partnership_id, account_id),
  foreign key (partnership_id, decided_by) references gt.account (partnership_id, account_id),
  check ((decided_at is null) = (agreed is null)),
  check (not coalesce(agreed, false) or asked_by <> decided_by)
);
create unique index agency_sign_in_waits on gt.agency_sign_in_asked (partnership_id, agency_id) where decided_at is null;
create index on gt.agency_sign_in_asked (partnership_id, agency_id, asked_at);
create index on gt.agency_sign_in_asked (partnership_id, asked_by);
create index on gt.agency_sign_in_asked (partnership_id, decided_by) where decided_by is not null;
reset role;
grant select, insert, update on gt.agency_sign_in_asked to gt_door;

-- What the program needs to send somebody to their agency and to read what comes back.
create function gt.agency_to_ask(p uuid, agency uuid) returns table (issuer text, client_id text, secret_sealed text, accepts text[], own_return boolean)
  language sql stable security definer set search_path = ''
  as $$ select s.issuer, s.client_id, s.secret_sealed, s.accepts, s.own_return from gt.agency_sign_in s where s.partnership_id = p and s.agency_id = agency and s.active $$;

-- Whoever came in through an agency is signed in no more.
create function gt.end_sessions_through(p uuid, agency uuid) returns void
  language sql security definer set search_path = ''
  as $$
    update gt.session s set ends_at = clock_timestamp() from gt.account a
      where s.partnership_id = p and s.factors = 'agency' and s.ends_at > clock_timestamp() and a.partnership_id = p and a.account_id = s.account_id and a.agency_id = agency
  $$;

-- Asks for a way in. What takes effect at once is switching off what is there; anything else waits. `sealed` null keeps the secret that is there, or that was asked for
-- last, where it goes to the same server for the same client. False where the asker may not, or a secret is needed. What was asked for before is over.
create or replace function gt.set_agency_sign_in(agency uuid, at_issuer text, client text, sealed text, accepting text[], is_active boolean) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  declare
    m gt.actor;
    kept text := sealed;
  begin
    select * into m from gt.me();
    if ('everywhere/give:account' = any (m.grants)) is not true then return false; end if;
    if not exists (select from gt.agency g where g.partnership_id = m.partnership_id and g.agency_id = agency and g.kind <> 'public') then return false; end if;
    if not is_active then
      update gt.agency_sign_in_asked q set decided_by = m.account_id, decided_at = clock_timestamp(), agreed = false, secret_sealed = ''
        where q.partnership_id = m.partnership_id and q.agency_id = agency and q.decided_at is null;
      update gt.agency_sign_in s set active = false, set_by = m.account_id, set_at = clock_timestamp(), confirmed_by = null
        where s.partnership_id = m.partnership_id and s.agency_id = agency;
      if not found then return false; end if;
      perform gt.end_sessions_through(m.partnership_id, agency);
      insert into gt.agency_sign_in_change (partnership_id, agency_id, issuer, client_id, accepts, active, new_secret, by_account)
        select s.partnership_id, s.agency_id, s.issuer, s.client_id, s.accepts, false, false, m.account_id
        from gt.agency_sign_in s where s.partnership_id = m.partnership_id and s.agency_id = agency;
      return true;
    end if;
    if kept is null then
      select x.secret into kept from (
        select q.secret_sealed as secret, 1 as turn from gt.agency_sign_in_asked q
          where q.partnership_id = m.partnership_id and q.agency_id = agency and q.decided_at is null and q.issuer = at_issuer and q.client_id = client
        union all select s.secret_sealed, 2 from gt.agency_sign_in s
          where s.partnership_id = m.partnership_id and s.agency_id = agency and s.issuer = at_issuer and s.client_id = client) x order by x.turn limit 1;
      if kept is null then return false; end if;
    end if;
    update gt.agency_sign_in_asked q set decided_by = m.account_id, decided_at = clock_timestamp(), agreed = false, secret_sealed = ''
      where q.partnership_id = m.partnership_id and q.agency_id = agency and q.decided_at is null;
    insert into gt.agency_sign_in_asked (partnership_id, agency_id, issuer, client_id, secret_sealed, new_secret, accepts, asked_by)
      values (m.partnership_id, agency, at_issuer, client, kept,
        not exists (select from gt.agency_sign_in s where s.partnership_id = m.partnership_id and s.agency_id = agency and s.secret_sealed = kept), accepting, m.account_id);
    perform gt.mail_wished(m.partnership_id, a.account_id, '/accounts/agencies/' || agency)
      from gt.account a join gt.role_grants r on r.role = a.role and 'everywhere/give:account' = any (r.grants)
      where a.partnership_id = m.partnership_id and a.active and gt.apart(a.partnership_id, m.account_id, a.account_id) limit 20;
    return true;
  end $$;

-- What is asked for and waits, for each agency; and whether the asker may confirm it.
create function gt.agency_sign_ins_asked()
  returns table (agency_id uuid, asked_id uuid, issuer text, client_id text, accepts text[], new_secret boolean, by_name text, asked_at timestamptz, may boolean)
  language sql stable security definer set search_path = ''
  as $$
    select q.agency_id, q.asked_id, q.issuer, q.client_id, q.accepts, q.new_secret, b.name, q.asked_at, gt.apart(q.partnership_id, q.asked_by, m.account_id)
    from gt.me() m join gt.agency_sign_in_asked q on q.partnership_id = m.partnership_id and q.decided_at is null
      join gt.account b on b.partnership_id = q.partnership_id and b.account_id = q.asked_by
    where 'everywhere/give:account' = any (m.grants) limit 500
  $$;

-- A second person confirms exactly what they saw, or anybody who may ask takes it off. What changes who says who somebody is ends every session that began by it.
create function gt.answer_agency_sign_in(asked uuid, yes boolean) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  declare
    m gt.actor;
    q gt.agency_sign_in_asked;
    before gt.agency_sign_in;
  begin
    select * into m from gt.me();
    if ('everywhere/give:account' = any (m.grants)) is not true then return false; end if;
    select * into q from gt.agency_sign_in_asked x where x.partnership_id = m.partnership_id and x.asked_id = asked and x.decided_at is null for update;
    if q.asked_id is null or (yes and not gt.apart(m.partnership_id, q.asked_by, m.account_id)) then return false; end if;
    update gt.agency_sign_in_asked x set decided_by = m.account_id, decided_at = clock_timestamp(), agreed = yes, secret_sealed = ''
      where x.partnership_id = m.partnership_id and x.asked_id = asked;
    if not yes then return true; end if;
    select * into before from gt.agency_sign_in s where s.partnership_id = m.partnership_id and s.agency_id = q.agency_id for update;
    insert into gt.agency_sign_in as s (partnership_id, agency_id, issuer, client_id, secret_sealed, accepts, active, set_by, confirmed_by, own_return)
      values (m.partnership_id, q.agency_id, q.issuer, q.client_id, q.secret_sealed, q.accepts, true, q.asked_by, m.account_id, true)
      on conflict (partnership_id, agency_id) do update set issuer = excluded.issuer, client_id = excluded.client_id, secret_sealed = excluded.secret_sealed,
        accepts = excluded.accepts, active = true, set_by = excluded.set_by, confirmed_by = excluded.confirmed_by, set_at = clock_timestamp(),
        -- A client that the agency has registered with the address of before goes on being sent back there, until it is registered anew.
        own_return = s.own_return or q.new_secret or s.issuer <> excluded.issuer or s.client_id <> excluded.client_id;
    insert into gt.agency_sign_in_change (partnership_id, agency_id, issuer, client_id, accepts, active, new_secret, by_account, confirmed_by)
      values (m.partnership_id, q.agency_id, q.issuer, q.client_id, q.accepts, true, q.new_secret, q.asked_by, m.account_id);
    if before.agency_id is not null and (before.issuer <> q.issuer or before.client_id <> q.client_id or not before.accepts <@ q.accepts) then
      perform gt.end_sessions_through(m.partnership_id, q.agency_id);
    end if;
    return true;
  end $$;

-- What was set for an agency, the latest first, with who confirmed it.
create function gt.agency_sign_in_history(agency uuid)
  returns table (at timestamptz, by_name text, confirmed_by text, issuer text, client_id text, accepts text[], active boolean, new_secret boolean)
  language sql stable security definer set search_path = ''
  as $$
    select c.at, b.name, s.name, c.issuer, c.client_id, c.accepts, c.active, c.new_secret
    from gt.me() m join gt.agency_sign_in_change c on c.partnership_id = m.partnership_id and c.agency_id = agency
      join gt.account b on b.partnership_id = c.partnership_id and b.account_id = c.by_account
      left join gt.account s on s.partnership_id = c.partnership_id and s.account_id = c.confirmed_by
    where 'everywhere/give:account' = any (m.grants) order by c.at desc limit 100
  $$;

do $$
declare
  f text;
begin
  foreach f in array array['gt.agency_to_ask(uuid, uuid)', 'gt.end_sessions_through(uuid, uuid)', 'gt.agency_sign_ins_asked()',
      'gt.answer_agency_sign_in(uuid, boolean)', 'gt.agency_sign_in_history(uuid)'] loop
    execute 'alter function ' || f || ' owner to gt_door';
    execute 'revoke all on function ' || f || ' from public';
    if f not like 'gt.end_sessions%' then execute 'grant execute on function ' || f || ' to gt_app'; end if;
  end loop;
end $$;
