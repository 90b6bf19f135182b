-- Who is asking is read for every table that a statement touches, and more than once where policies lean on each other. Most of what that cost was turning
-- the signed text back into sixty grants, so the text no longer carries them: what a role is granted stands ready in one row of its own, which `gt.me()`
-- reads beside the key. The text that is signed is what identifies the asker and nothing else.
set role gt_owner;
-- What each role is granted of what policies ask, in one row: kept by the table it is made from. Pages are not asked for by any policy.
create table gt.role_grants (
  role text primary key,
  grants text[] not null
);
alter table gt.role_grants enable row level security;
alter table gt.role_grants force row level security;
reset role;
grant select on gt.role_grants to gt_door;

create function gt.gather_grants() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  begin
    delete from gt.role_grants;
    insert into gt.role_grants (role, grants)
      select g.role, array_agg(g.relation || '/' || g.may order by g.relation, g.may) from gt.access_grant g where g.may not like 'page:%' group by g.role;
    return null;
  end $$;
alter function gt.gather_grants() owner to gt_door;
revoke all on function gt.gather_grants() from public;
grant execute on function gt.gather_grants() to gt_owner;
grant select, insert, delete on gt.role_grants to gt_door;
set role gt_owner;
create trigger gather_grants after insert or update or delete on gt.access_grant for each statement execute function gt.gather_grants();
reset role;

create or replace function gt.me() returns setof gt.actor
  language plpgsql stable security definer rows 1 set search_path = ''
  as $$
  declare
    raw text := current_setting('gt.actor', true);
    body text;
    secret bytea;
    who gt.actor;
  begin
    if raw is null or raw = '' then return; end if;
    body := substr(raw, 65);
    select k.key into secret from gt.signing_key k;
    -- As gt.sign signs. A transaction that has no number yet has nobody signed to it: then there is no digest, and what is said differs from it.
    if left(raw, 64) is distinct from encode(sha256(secret || sha256(secret || convert_to(body || pg_backend_pid()::text || pg_current_xact_id_if_assigned()::text, 'UTF8'))), 'hex') then
      return;
    end if;
    who := body::gt.actor;
    select g.grants into who.grants from gt.role_grants g where g.role = who.role;
    return next who;
  end $$;

create or replace function gt.become(p uuid, a uuid, now_at timestamptz) returns gt.actor
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor;
    carried gt.actor;
    body text;
  begin
    select acc.partnership_id, acc.account_id, acc.agency_id, acc.role,
           array[acc.account_id, acc.agency_id] || coalesce((select array_agg(tm.team_id) from gt.team_member tm
              where tm.partnership_id = p and tm.account_id = a and tm.from_at <= now_at and tm.until_at > now_at), '{}'),
           coalesce((select array_agg(g.relation || '/' || g.may) from gt.access_grant g where g.role = acc.role), '{}'),
           coalesce((select array_agg(distinct t.queue) from gt.team_member tm join gt.team t using (partnership_id, team_id)
              where tm.partnership_id = p and tm.account_id = a and tm.from_at <= now_at and tm.until_at > now_at and t.queue is not null), '{}'),
           now_at, acc.name, ag.name
      into who
      from gt.account acc join gt.agency ag using (partnership_id, agency_id)
      where acc.partnership_id = p and acc.account_id = a and acc.active;
    if not found then return null; end if;
    carried := who;
    carried.grants := null;
    carried.name := null;
    carried.agency_name := null;
    body := carried::text;
    perform set_config('gt.actor', gt.sign(body) || body, true);
    return who;
  end $$;
