-- May this role give anybody an account that opens records? As in 0044; but an account of a family shows what was shared with that family, and a social worker who makes
-- one face to face comes in through their agency like any other.
create or replace function gt.gives_accounts(of_role text) returns boolean
  language sql stable security definer set search_path = ''
  as $$ select exists (select from gt.role_grants r, unnest(r.grants) g where r.role = of_role and g like '%/give:%' and g not like 'public/give:%') $$;

-- As in 0044; and whoever comes in while their agency's way is being switched off waits for that, or that waits for them and ends their session.
create or replace function gt.sign_in_by_agency(p uuid, agency uuid, from_issuer text, subject text, verified_mail text, said text[], hash bytea, lasts interval, device text) returns uuid
  language plpgsql security definer set search_path = ''
  as $$
  declare
    found_account uuid;
  begin
    perform from gt.agency_sign_in s where s.partnership_id = p and s.agency_id = agency and s.active and s.issuer = from_issuer and s.accepts && said for share;
    if not found then return null; end if;
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
