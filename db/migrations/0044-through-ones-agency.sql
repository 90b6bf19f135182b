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
  accepts text[] not null,
  active boolean not null default true,
  set_by uuid not null,
  set_at timestamptz not null default clock_timestamp(),
  primary key (partnership_id, agency_id),
  foreign key (partnership_id, agency_id) references gt.agency,
  foreign key (partnership_id, set_by) references gt.account
);
create index on gt.agency_sign_in (partnership_id, set_by);
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
grant select, insert on gt.outside_account to gt_door;
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

-- An agency has said who somebody is, and that it asked for a second factor (`said`: what it said of that). The account is the one linked to them there; else
-- the one of that agency with the address the agency has verified, if nobody else there is linked to it. Gives the account; null where there is none such.
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
      select a.account_id into found_account from gt.account a where a.partnership_id = p and a.agency_id = agency and a.active and a.email = verified_mail;
      if found_account is null then return null; end if;
      insert into gt.outside_account (partnership_id, issuer, outside_subject, account_id) values (p, from_issuer, subject, found_account) on conflict do nothing;
      if not found then return null; end if;
    end if;
    if not exists (select from gt.account a where a.partnership_id = p and a.account_id = found_account and a.agency_id = agency and a.active) then return null; end if;
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

-- Sets it. `sealed` null keeps the secret that is there. False where the asker may not, or there is no secret.
create function gt.set_agency_sign_in(agency uuid, at_issuer text, client text, sealed text, accepting text[], is_active boolean) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  declare
    m gt.actor;
  begin
    select * into m from gt.me();
    if not 'everywhere/give:account' = any (m.grants) then return false; end if;
    if not exists (select from gt.agency g where g.partnership_id = m.partnership_id and g.agency_id = agency and g.kind <> 'public') then return false; end if;
    update gt.agency_sign_in s set issuer = at_issuer, client_id = client, secret_sealed = coalesce(sealed, s.secret_sealed), accepts = accepting, active = is_active,
        set_by = m.account_id, set_at = clock_timestamp()
      where s.partnership_id = m.partnership_id and s.agency_id = agency;
    if found then return true; end if;
    if sealed is null then return false; end if;
    insert into gt.agency_sign_in (partnership_id, agency_id, issuer, client_id, secret_sealed, accepts, active, set_by)
      values (m.partnership_id, agency, at_issuer, client, sealed, accepting, is_active, m.account_id);
    return true;
  end $$;

do $$
declare
  f text;
begin
  foreach f in array array['gt.agencies_to_sign_in(uuid)', 'gt.agency_sign_in_facts(uuid, uuid)', 'gt.agency_way_begun(uuid, bytea, interval)',
      'gt.agency_way_used(uuid, bytea)', 'gt.sign_in_by_agency(uuid, uuid, text, text, text, text[], bytea, interval, text)', 'gt.agency_sign_ins()',
      'gt.set_agency_sign_in(uuid, text, text, text, text[], boolean)'] loop
    execute 'alter function ' || f || ' owner to gt_door';
    execute 'revoke all on function ' || f || ' from public';
    execute 'grant execute on function ' || f || ' to gt_app';
  end loop;
end $$;
