-- People of an agency that has signing in of its own come in through it (OpenID Connect), where it says that it asked for a second factor. It never makes an
-- account: somebody here has invited the person before, with the address that their agency has verified.
set role gt_owner;
create table gt.agency_sign_in (
  partnership_id uuid not null,
  agency_id uuid not null,
  issuer text not null,
  client_id text not null,
  -- Under a key that the database does not have.
  secret_sealed text not null,
  -- What the agency says (acr or amr) where it asked for a second factor.
  accepts text[] not null
    -- One factor by itself (RFC 8176) says nothing of a second one.
    check (not accepts && array['pwd', 'pin', 'kba', 'fpt', 'face', 'iris', 'retina', 'vbm', 'user', 'geo', 'rba', 'wia', 'tel', 'otp', 'sms']),
  active boolean not null default true,
  set_by uuid not null,
  set_at timestamptz not null default clock_timestamp(),
  primary key (partnership_id, agency_id),
  foreign key (partnership_id, agency_id) references gt.agency,
  foreign key (partnership_id, set_by) references gt.account
);
create index on gt.agency_sign_in (partnership_id, set_by);
-- Everything that was set, for good: who, when, what. The secret itself is not here, only that it was another one.
create table gt.agency_sign_in_change (
  partnership_id uuid not null,
  change_id uuid not null default gen_random_uuid(),
  agency_id uuid not null,
  issuer text not null,
  client_id text not null,
  accepts text[] not null,
  active boolean not null,
  new_secret boolean not null,
  by_account uuid not null,
  at timestamptz not null default clock_timestamp(),
  primary key (partnership_id, change_id),
  foreign key (partnership_id, agency_id) references gt.agency,
  foreign key (partnership_id, by_account) references gt.account
);
create index on gt.agency_sign_in_change (partnership_id, agency_id, at);
create index on gt.agency_sign_in_change (partnership_id, by_account);
-- Who somebody is at their agency: linked once, when they first come in.
create table gt.outside_account (
  partnership_id uuid not null,
  issuer text not null,
  outside_subject text not null,
  account_id uuid not null,
  linked_at timestamptz not null default clock_timestamp(),
  primary key (partnership_id, issuer, outside_subject),
  unique (partnership_id, account_id, issuer),
  foreign key (partnership_id, account_id) references gt.account
);
-- A way through an agency that was begun and has not come back yet: it works once.
create table gt.agency_way (
  partnership_id uuid not null references gt.partnership,
  state_hash bytea not null,
  ends_at timestamptz not null,
  primary key (partnership_id, state_hash)
);
create index agency_way_ends on gt.agency_way (ends_at);
reset role;
grant select, insert, update on gt.agency_sign_in to gt_door;
grant select, insert on gt.agency_sign_in_change to gt_door;
grant select, insert, delete on gt.outside_account to gt_door;
grant select, insert, delete on gt.agency_way to gt_door;

-- The agencies whose people may come in through them.
create function gt.agencies_to_sign_in(p uuid) returns table (agency_id uuid, name text)
  language sql stable security definer set search_path = ''
  as $$ select g.agency_id, g.name from gt.agency_sign_in s join gt.agency g using (partnership_id, agency_id) where s.partnership_id = p and s.active order by lower(g.name) $$;

create function gt.agency_sign_in_facts(p uuid, agency uuid) returns table (issuer text, client_id text, secret_sealed text, accepts text[])
  language sql stable security definer set search_path = ''
  as $$ select s.issuer, s.client_id, s.secret_sealed, s.accepts from gt.agency_sign_in s where s.partnership_id = p and s.agency_id = agency and s.active $$;

create function gt.agency_way_begun(p uuid, state bytea, lasts interval) returns void
  language sql security definer set search_path = ''
  as $$
    delete from gt.agency_way w where w.ends_at <= clock_timestamp();
    insert into gt.agency_way (partnership_id, state_hash, ends_at) values (p, state, clock_timestamp() + lasts);
  $$;
create function gt.agency_way_used(p uuid, state bytea) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  begin
    delete from gt.agency_way w where w.partnership_id = p and w.state_hash = state and w.ends_at > clock_timestamp();
    return found;
  end $$;

-- May this role give anything to an account?
create function gt.gives_accounts(of_role text) returns boolean
  language sql stable security definer set search_path = ''
  as $$ select exists (select from gt.role_grants r, unnest(r.grants) g where r.role = of_role and g like '%/give:%') $$;

-- An agency has said who somebody is, and that it asked for a second factor (`said`: what it said of that). The account is the one linked to them there; else
-- the one of that agency with the address the agency has verified, if nobody else there is linked to it. Gives the account; null where there is none such, and
-- for whoever gives accounts to others: an agency never says alone who that is.
create function gt.sign_in_by_agency(p uuid, agency uuid, from_issuer text, subject text, verified_mail text, said text[], hash bytea, lasts interval, device text) returns uuid
  language plpgsql security definer set search_path = ''
  as $$
  declare
    found_account uuid;
  begin
    if not exists (select from gt.agency_sign_in s where s.partnership_id = p and s.agency_id = agency and s.active and s.issuer = from_issuer and s.accepts && said) then
      return null;
    end if;
    select o.account_id into found_account from gt.outside_account o where o.partnership_id = p and o.issuer = from_issuer and o.outside_subject = subject;
    if found_account is null then
      select a.account_id into found_account from gt.account a where a.partnership_id = p and a.agency_id = agency and a.active and a.email = verified_mail
        and not gt.gives_accounts(a.role);
      if found_account is null then return null; end if;
      insert into gt.outside_account (partnership_id, issuer, outside_subject, account_id) values (p, from_issuer, subject, found_account) on conflict do nothing;
      if not found then return null; end if;
    end if;
    if not exists (select from gt.account a where a.partnership_id = p and a.account_id = found_account and a.agency_id = agency and a.active
      and not gt.gives_accounts(a.role)) then return null; end if;
    perform gt.open_session(p, found_account, hash, lasts, device, 'agency');
    return found_account;
  end $$;

-- How each agency's people may come in, for whoever looks after accounts everywhere.
create function gt.agency_sign_ins() returns table (agency_id uuid, name text, issuer text, client_id text, accepts text[], active boolean)
  language sql stable security definer set search_path = ''
  as $$
    select g.agency_id, g.name, s.issuer, s.client_id, s.accepts, s.active from gt.me() m join gt.agency g on g.partnership_id = m.partnership_id and g.kind <> 'public'
      left join gt.agency_sign_in s on s.partnership_id = g.partnership_id and s.agency_id = g.agency_id
    where 'everywhere/give:account' = any (m.grants) order by lower(g.name), g.agency_id limit 500
  $$;

-- Sets it. `sealed` null keeps the secret that is there, where it goes on to the same server for the same client: it is sent to no other. False where the asker
-- may not, or a secret is needed. What is set is noted for good.
create function gt.set_agency_sign_in(agency uuid, at_issuer text, client text, sealed text, accepting text[], is_active boolean) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  declare
    m gt.actor;
  begin
    select * into m from gt.me();
    if ('everywhere/give:account' = any (m.grants)) is not true then return false; end if;
    if not exists (select from gt.agency g where g.partnership_id = m.partnership_id and g.agency_id = agency and g.kind <> 'public') then return false; end if;
    update gt.agency_sign_in s set issuer = at_issuer, client_id = client, secret_sealed = coalesce(sealed, s.secret_sealed), accepts = accepting, active = is_active,
        set_by = m.account_id, set_at = clock_timestamp()
      where s.partnership_id = m.partnership_id and s.agency_id = agency and (sealed is not null or (s.issuer = at_issuer and s.client_id = client));
    if not found then
      if sealed is null then return false; end if;
      insert into gt.agency_sign_in (partnership_id, agency_id, issuer, client_id, secret_sealed, accepts, active, set_by)
        values (m.partnership_id, agency, at_issuer, client, sealed, accepting, is_active, m.account_id);
    end if;
    insert into gt.agency_sign_in_change (partnership_id, agency_id, issuer, client_id, accepts, active, new_secret, by_account)
      values (m.partnership_id, agency, at_issuer, client, accepting, is_active, sealed is not null, m.account_id);
    return true;
  end $$;

-- What was set for an agency, the latest first.
create function gt.agency_sign_in_changes(agency uuid) returns table (at timestamptz, by_name text, issuer text, client_id text, accepts text[], active boolean, new_secret boolean)
  language sql stable security definer set search_path = ''
  as $$
    select c.at, b.name, c.issuer, c.client_id, c.accepts, c.active, c.new_secret
    from gt.me() m join gt.agency_sign_in_change c on c.partnership_id = m.partnership_id and c.agency_id = agency
      join gt.account b on b.partnership_id = c.partnership_id and b.account_id = c.by_account
    where 'everywhere/give:account' = any (m.grants) order by c.at desc limit 100
  $$;

do $$
declare
  f text;
begin
  foreach f in array array['gt.agencies_to_sign_in(uuid)', 'gt.agency_sign_in_facts(uuid, uuid)', 'gt.agency_way_begun(uuid, bytea, interval)',
      'gt.agency_way_used(uuid, bytea)', 'gt.sign_in_by_agency(uuid, uuid, text, text, text, text[], bytea, interval, text)', 'gt.agency_sign_ins()',
      'gt.set_agency_sign_in(uuid, text, text, text, text[], boolean)', 'gt.agency_sign_in_changes(uuid)', 'gt.gives_accounts(text)'] loop
    execute 'alter function ' || f || ' owner to gt_door';
    execute 'revoke all on function ' || f || ' from public';
    if f not like 'gt.gives_accounts%' then execute 'grant execute on function ' || f || ' to gt_app'; end if;
  end loop;
end $$;
