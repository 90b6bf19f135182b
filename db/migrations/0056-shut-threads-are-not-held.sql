-- An exclusion, and a record closed to all but those named, beat everything: also what opens derivation's door. Whoever may say whose child a concern is
-- about could hold any thread; now nobody writes on a thread that is shut to them, and such a thread is held beside another only where it is at home with it,
-- because what the rules tell the one rests on the other. What is read so reaches nobody to whom it is shut: it is told in rows that have policies of their own.
create or replace function gt.hold_threads(p uuid, ids uuid[], written uuid[], households uuid[] default '{}') returns timestamptz
  language plpgsql security definer set search_path = ''
  as $$
  declare
    me gt.actor;
    stamp timestamptz;
    held integer;
    near uuid[];
    shut uuid[];
    asked uuid[];
    any_thread boolean;
  begin
    if session_user <> 'gt_import' then
      select * into me from gt.me() m where m.partnership_id = p;
      if me.account_id is null then raise exception 'threads are held for somebody' using errcode = 'GT403'; end if;
    end if;
    perform 1 from gt.subject where partnership_id = p and subject_id = any (ids) order by subject_id for no key update;
    get diagnostics held = row_count;
    if held <> cardinality(ids) then raise exception 'a thread to be held does not exist' using errcode = 'GT404'; end if;
    if session_user <> 'gt_import' and not (session_user = 'gt_worker' and me.role = 'upkeep') then
      any_thread := 'anyone/append:referral' = any (me.grants);
      shut := array(
        select x.subject_id from gt.excluded x where x.partnership_id = p and x.subject_id = any (ids || written) and x.account_id = me.account_id
        union
        select c.subject_id from gt.closed_to_most c where c.partnership_id = p and c.subject_id = any (ids || written)
          and not exists (select from gt.named_only n where n.partnership_id = p and n.subject_id = c.subject_id and n.account_id = me.account_id));
      if shut && written then
        raise exception 'a thread is not held for those to whom it is shut' using errcode = 'GT403';
      end if;
      if not any_thread and exists (select from unnest(written) as w(id)
          where not exists (select from gt.reach r where r.partnership_id = p and r.subject_id = w.id and r.holder_id = any (me.holders) and r.from_at <= me.at and r.until_at > me.at)
            and not gt.begins_here(p, w.id) and not gt.told_on_duty(p, w.id, me.account_id)) then
        raise exception 'a thread is held for those who have to do with it' using errcode = 'GT403';
      end if;
      -- Whoever may hold any thread has to do with those at home alone where a thread is shut to them.
      asked := case when any_thread then shut else ids end;
      if not asked <@ written then
        near := gt.homes_near(p, written, households);
        -- Most families have one home: the second step is seldom taken.
        if not asked <@ (written || near) and not asked <@ (written || near || gt.homes_near(p, written || near, '{}')) then
          raise exception 'a thread is held with those it is at home with' using errcode = 'GT403';
        end if;
      end if;
    end if;
    select greatest(clock_timestamp(), max(known_at) + interval '1 microsecond') into stamp
      from gt.subject where partnership_id = p and subject_id = any (ids);
    update gt.subject set locked_by = pg_current_xact_id(),
        known_at = case when subject_id = any (written) then stamp else known_at end,
        version = case when subject_id = any (written) then version + 1 else version end
      where partnership_id = p and subject_id = any (ids);
    return stamp;
  end $$;
