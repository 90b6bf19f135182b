-- Whoever is given an account chooses the password themselves, and puts the secret of their codes into their own app: from a link that works once and not for
-- long. Nobody else ever knows either. The link's own secret is kept as a digest.
set role gt_owner;
create table gt.account_link (
  partnership_id uuid not null,
  link_hash bytea not null,
  account_id uuid not null,
  otp_secret text not null,
  ends_at timestamptz not null,
  primary key (partnership_id, link_hash),
  foreign key (partnership_id, account_id) references gt.account
);
create index on gt.account_link (partnership_id, account_id);
reset role;
grant select, delete on gt.account_link to gt_door;

-- Whose link this is, as long as it works, and the secret that its page shows.
create function gt.link_facts(p uuid, link bytea) returns table (account_id uuid, email text, otp_secret text)
  language sql stable security definer set search_path = ''
  as $$
    select a.account_id, a.email, l.otp_secret from gt.account_link l join gt.account a using (partnership_id, account_id)
    where l.partnership_id = p and l.link_hash = link and l.ends_at > clock_timestamp() and a.active
  $$;

-- The link is used up: the account has this password and the link's secret from now on, every session it had is over, and so is every other link to it.
create function gt.begin_account(p uuid, link bytea, password text) returns uuid
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
    update gt.session s set ends_at = clock_timestamp() where s.partnership_id = p and s.account_id = found_link.account_id and s.ends_at > clock_timestamp();
    return found_link.account_id;
  end $$;

do $$
declare
  f text;
begin
  foreach f in array array['gt.link_facts(uuid, bytea)', 'gt.begin_account(uuid, bytea, text)'] loop
    execute 'alter function ' || f || ' owner to gt_door';
    execute 'revoke all on function ' || f || ' from public';
    execute 'grant execute on function ' || f || ' to gt_app';
  end loop;
end $$;
