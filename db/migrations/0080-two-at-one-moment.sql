-- What is sent twice at one moment is taken in once, and whoever sent it reads the same reference twice: a reference belongs to its sending, so that whichever of
-- the two keys is met first says the same.
create or replace function gt.intake_send(p uuid, intake uuid, sending bytea, reference bytea, what jsonb, visit bytea) returns void
  language plpgsql security definer set search_path = ''
  as $$
  begin
    insert into gt.intake (partnership_id, intake_id, sending_hash, reference_hash, content) values (p, intake, sending, reference, what)
      on conflict do nothing;
    delete from gt.visit v where v.partnership_id = p and v.visit_hash = visit;
    perform gt.intake_wanted();
  end $$;

-- Somebody says twice at one moment that they have lost what they sign in with: they wait with one request, and those who look after them are told once.
create or replace function gt.recovery_asked(p uuid, mail text) returns void
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.account;
    one uuid;
  begin
    select * into who from gt.account a where a.partnership_id = p and a.email = mail and a.active;
    if who.account_id is null then return; end if;
    perform pg_advisory_xact_lock(hashtextextended('recovery ' || who.account_id::text, 0));
    if exists (select from gt.recovery r where r.partnership_id = p and r.account_id = who.account_id and r.confirmed_at is null
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

-- Whoever keeps the records waits for whoever is destroying this very one, and finds that it is gone: a hold, or a request for a copy, that is written down a moment
-- too late is not told to a record that nobody can read any more, and whoever writes it is told so.
grant execute on function gt.hold_heads(uuid, uuid) to gt_records;
create or replace function gt.begin_keeping(p uuid, subject uuid) returns uuid[]
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor := gt.keeper(p);
    ids uuid[];
  begin
    if who.account_id is null then return '{}'; end if;
    perform gt.hold_heads(p, subject);
    if not exists (select from gt.subject s where s.partnership_id = p and s.subject_id = subject and s.form = 'person' and s.erased_at is null)
        or exists (select from gt.merged m where m.partnership_id = p and m.subject_id = subject and m.kept_in is not null) then return '{}'; end if;
    ids := gt.one_record(p, array[subject]);
    if exists (select from unnest(ids) as one(id) where not gt.lets_in(p, one.id, who.account_id)) then return '{}'; end if;
    insert into gt.reach (partnership_id, subject_id, key, holder_id, relation, from_at, until_at, hash)
      select p, one.id, 'records ' || who.account_id::text, who.account_id, 'records', who.at, who.at + interval '1 minute', '' from unnest(ids) as one(id)
      on conflict do nothing;
    return ids;
  end $$;
