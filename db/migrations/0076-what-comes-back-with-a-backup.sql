-- What remained to be mended about signing in, about what is asked of two people, and about what comes back with an older backup.
set role gt_owner;
-- A passkey that was taken off, by its owner or with everything else they had: an older backup has it still.
create table gt.removed_passkey (
  partnership_id uuid not null,
  passkey_id uuid not null,
  account_id uuid not null,
  removed_at timestamptz not null default clock_timestamp(),
  primary key (partnership_id, passkey_id),
  foreign key (partnership_id, account_id) references gt.account
);
create index on gt.removed_passkey (partnership_id, account_id);
create index outgoing_taken_back on gt.outgoing (partnership_id, outgoing_id) where state in ('recalled', 'thrown-away');
create index subject_erased on gt.subject (partnership_id, subject_id) where erased_at is not null;
-- Somebody said that they have lost what they sign in with. A digest of the address they gave, whether or not anybody has it; gone once it was looked up.
create table gt.recovery_wish (
  partnership_id uuid not null references gt.partnership,
  mail_hash bytea not null,
  wished_at timestamptz not null default clock_timestamp(),
  primary key (partnership_id, mail_hash)
);
reset role;
grant select, insert on gt.removed_passkey to gt_door;
grant select on gt.removed_passkey, gt.subject, gt.mail_domain, gt.agency_sign_in_change to gt_sealer;
grant select (partnership_id, agency_id, issuer, client_id, accepts, active) on gt.agency_sign_in to gt_sealer;
grant select (partnership_id, outgoing_id, state) on gt.outgoing to gt_sealer;
grant select, insert, update, delete on gt.recovery_wish to gt_door;
grant update on gt.notice to gt_records;
grant select on gt.notice to gt_records;

create function gt.note_removed_passkey() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  begin
    insert into gt.removed_passkey (partnership_id, passkey_id, account_id) values (old.partnership_id, old.passkey_id, old.account_id) on conflict do nothing;
    return null;
  end $$;
alter function gt.note_removed_passkey() owner to gt_door;
revoke all on function gt.note_removed_passkey() from public;
create trigger note_removed_passkey after delete on gt.passkey for each row execute function gt.note_removed_passkey();

-- Word of children who went to somebody else, or were offered to another team, says why: it goes with the record of any of them.
create function gt.forget_notices() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  begin
    update gt.notice n set reason = 'destroyed with the record' where n.partnership_id = new.partnership_id and n.people @> array[new.subject_id];
    return null;
  end $$;
alter function gt.forget_notices() owner to gt_records;
revoke all on function gt.forget_notices() from public;
create trigger forget_notices after update of erased_at on gt.subject for each row when (old.erased_at is null and new.erased_at is not null)
  execute function gt.forget_notices();
create index notice_people on gt.notice using gin (people);

-- What two people let go, two people let go (gt.apart): whoever brought the other in finds nothing to let go.
create function gt.outgoing_is_by_two() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  begin
    if new.second_because <> '{}' and (not gt.apart(new.partnership_id, new.made_by, new.released_by)
        or (new.checked_by is not null and not gt.apart(new.partnership_id, new.checked_by, new.released_by))) then
      raise exception 'who lets it go is no second person for who made it' using errcode = 'GT404';
    end if;
    return new;
  end $$;
alter function gt.outgoing_is_by_two() owner to gt_door;
revoke all on function gt.outgoing_is_by_two() from public;
create trigger outgoing_is_by_two before update of released_by on gt.outgoing for each row when (old.released_by is null and new.released_by is not null)
  execute function gt.outgoing_is_by_two();

-- A session that goes on under a new secret is hidden where the old one was: also where that was said while it was being renewed.
create or replace function gt.renew_session(p uuid, a uuid, old bytea, new bytea, proved timestamptz) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  begin
    perform from gt.session s where s.partnership_id = p and s.session_hash = old for update;
    insert into gt.session (partnership_id, session_hash, account_id, began_at, seen_at, ends_at, device, factors, proved_at, hidden_at)
      select s.partnership_id, new, s.account_id, s.began_at, s.seen_at, s.ends_at, s.device, s.factors, coalesce(proved, s.proved_at), s.hidden_at
      from gt.session s where s.partnership_id = p and s.session_hash = old and s.account_id = a and s.ends_at > clock_timestamp();
    if not found then return false; end if;
    update gt.session s set ends_at = clock_timestamp() where s.partnership_id = p and s.session_hash = old;
    return true;
  end $$;

-- Somebody asks for a new way in. Whether there is such an account is looked up later, by a job: the same is done here for every address.
create function gt.recovery_wished(p uuid, mail text) returns void
  language plpgsql security definer set search_path = ''
  as $$
  begin
    insert into gt.recovery_wish (partnership_id, mail_hash) values (p, sha256(convert_to(mail, 'UTF8')))
      on conflict (partnership_id, mail_hash) do update set wished_at = excluded.wished_at;
    perform gt.recovery_due();
  end $$;
create function gt.recovery_due() returns void
  language plpgsql security definer set search_path = ''
  as $$
  begin
    perform graphile_worker.add_job(identifier => 'look-up-recoveries', payload => '{}'::json, job_key => 'look-up-recoveries');
  end $$;
alter function gt.recovery_due() owner to gt_jobs;
revoke all on function gt.recovery_due() from public;
grant execute on function gt.recovery_due() to gt_door;
-- The job: whoever has such an address is asked for, and what was wished is forgotten, whoever it was.
create function gt.recoveries_looked_up() returns integer
  language plpgsql security definer set search_path = ''
  as $$
  declare
    one record;
    looked integer := 0;
  begin
    for one in delete from gt.recovery_wish w where (w.partnership_id, w.mail_hash) in (
        select x.partnership_id, x.mail_hash from gt.recovery_wish x order by x.wished_at limit 200 for update skip locked) returning w.partnership_id, w.mail_hash loop
      perform gt.recovery_asked(one.partnership_id, a.email) from gt.account a
        where a.partnership_id = one.partnership_id and a.active and sha256(convert_to(a.email, 'UTF8')) = one.mail_hash;
      looked := looked + 1;
    end loop;
    return looked;
  end $$;

-- As in 0044; and passkeys that were taken off, records that were destroyed, ways in and mail domains of agencies that stood and stand no more, and papers that were
-- taken back before anybody had them.
create or replace function gt.revocations(p uuid, low xid8) returns table (key text, value jsonb)
  language plpgsql stable security definer set search_path = '' set timezone = 'UTC' set datestyle = 'ISO, YMD' set plan_cache_mode = force_custom_plan
  as $$
  begin
    return query select w.key, w.value from (
      select 'account/' || a.account_id as key, 'true'::jsonb as value, null::xid8 as xid from gt.account a where a.partnership_id = p and not a.active
      union all
      select 'role/' || a.account_id, to_jsonb(a.role), null from gt.account a where a.partnership_id = p
        and exists (select from gt.account_change c where c.partnership_id = p and c.account_id = a.account_id and c.what = 'changed' and c.role_before <> c.role_after)
      union all
      select 'lost/' || r.account_id, to_jsonb((array_agg(r.recovery_id order by r.confirmed_at desc))[1]), null
        from gt.recovery r where r.partnership_id = p and r.confirmed_at is not null group by r.account_id
      union all
      select 'passkey/' || k.passkey_id, 'true', null from gt.removed_passkey k where k.partnership_id = p
      union all
      select 'erased/' || s.subject_id, 'true', null from gt.subject s where s.partnership_id = p and s.erased_at is not null
      union all
      select 'way/' || s.agency_id, jsonb_build_object('issuer', s.issuer, 'client', s.client_id, 'accepts', s.accepts, 'active', s.active), null
        from gt.agency_sign_in s where s.partnership_id = p and (not s.active or exists (select from gt.agency_sign_in_change c
          where c.partnership_id = p and c.agency_id = s.agency_id and (c.issuer <> s.issuer or c.client_id <> s.client_id or not c.accepts <@ s.accepts)))
      union all
      select 'domain-off/' || d.domain_id, to_jsonb(d.ended_by), null from gt.mail_domain d where d.partnership_id = p and d.ended_at is not null
        and not exists (select from gt.mail_domain n where n.partnership_id = p and n.agency_id = d.agency_id and n.domain = d.domain and n.ended_at is null)
      union all
      select 'recalled/' || o.outgoing_id, to_jsonb(o.state), null from gt.outgoing o where o.partnership_id = p and o.state in ('recalled', 'thrown-away')
      union all
      select 'member/' || t.account_id || '/' || t.team_id || '/' || t.from_at, to_jsonb(t.until_at::text), null
        from gt.team_member t where t.partnership_id = p and t.until_at < 'infinity'
      union all
      select 'excluded/' || x.subject_id || '/' || x.account_id, 'true', null from gt.excluded x where x.partnership_id = p
      union all
      select 'closed/' || c.subject_id, coalesce((select jsonb_agg(n.account_id order by n.account_id) from gt.named_only n
          where n.partnership_id = p and n.subject_id = c.subject_id), '[]'), null from gt.closed_to_most c where c.partnership_id = p
      union all
      select 'entry/' || e.entry_id, jsonb_build_object('subject', e.subject_id, 'act', e.act_id, 'kind', e.kind, 'on', e.happened_on::text,
          'at', to_char(e.happened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'precision', e.precision, 'known', to_char(e.known_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'author', e.author_id, 'role', e.author_role, 'agency', e.agency_id,
          'agencyKind', e.agency_kind, 'audience', e.audience, 'answers', e.answers, 'corrects', e.corrects, 'withdraws', e.withdraws,
          'facts', coalesce((select q.facts from gt.entry_part q where q.partnership_id = p and q.entry_id = e.entry_id and q.field_group = 'record'), '{}')),
          e.written_by
        from gt.entry e where e.partnership_id = p and e.written_by >= low
          and (e.kind = 'involvement-end' or (e.kind = 'involvement' and e.corrects is not null))) w
    order by w.xid nulls first, w.key;
  end $$;

do $$
declare
  f text;
begin
  foreach f in array array['gt.recovery_wished(uuid, text)', 'gt.recoveries_looked_up()'] loop
    execute 'alter function ' || f || ' owner to gt_door';
    execute 'revoke all on function ' || f || ' from public';
  end loop;
end $$;
grant execute on function gt.recovery_wished(uuid, text) to gt_app;
grant execute on function gt.recoveries_looked_up() to gt_worker;
